import type { PipPart } from '../../catalog/parts';
import type { Program, ProgramContext } from '../../shell/types';
import { mergeTree } from '../merge-tree';
import { subtreeOf } from '../subtree';
import { distributionFiles } from './distribution-files';
import { firstOnPath, type Installation, isMusl, machineOf, searchedSites } from './installation';
import { installedAcross } from './installed';
import { missingPart } from './pip';
import { bundledVersion, createVenv, parseVenvOptions } from './venv';
import { distributionOf } from './world';
import { creationOf } from './write-distribution';

/** `python -m ensurepip`: the pip that came with this Python, when there is none yet. */
export function installPip(context: ProgramContext, python: Installation, world: PipPart | undefined, args: readonly string[]): number {
  if (world === undefined) return missingPart(context);
  const present = installedAcross(context, searchedSites(context, python)).get('pip')?.version;
  if (present !== undefined && (!args.includes('--upgrade') || present === bundledVersion(context, python, 'pip'))) {
    context.out(`Looking in links: /tmp\nRequirement already satisfied: pip in ${python.sitePackages} (${present})\n`);
    return 0;
  }
  const distribution = distributionOf(world, 'pip');
  if (distribution === undefined) return 1;
  const version = bundledVersion(context, python, 'pip') ?? distribution.version;
  const files = distributionFiles('pip', version, distribution, {
    digits: python.minor.replace('.', ''),
    machine: machineOf(context),
    musl: isMusl(context),
    compile: true,
    requested: true,
    executable: python.executable,
    toScripts: '../../../bin',
    installer: 'pip',
  });
  const creation = creationOf(context);
  context.fs.mkdirAll(python.sitePackages);
  mergeTree(context.fs, python.sitePackages, subtreeOf(files.site, creation));
  mergeTree(context.fs, python.scripts, subtreeOf(files.scripts, creation));
  context.out(
    `Looking in links: /tmp\nProcessing /tmp/pip-${version}-py3-none-any.whl\nInstalling collected packages: pip\nSuccessfully installed pip-${version}\n`,
  );
  context.work({ kind: 'unpack', bytes: files.bytes, files: files.files });
  return 0;
}

/** virtualenv makes what `venv` makes, faster: its pip comes from a store of its own. */
export function virtualenvProgram(world: () => PipPart | undefined): Program {
  return (context) => {
    const python = firstOnPath(context);
    const options = parseVenvOptions(
      context.args.filter(
        (word, index) =>
          !/^(?:-p|--python)(?:=|$)/.test(word) && !/^(?:-p|--python)$/.test(context.args[index - 1] ?? '') && word !== '--no-download',
      ),
    );
    if (python === undefined || options === undefined || options.folders.length === 0) {
      context.err('usage: virtualenv [--version] [--with-traceback] dest\nvirtualenv: error: the following arguments are required: dest\n');
      return 2;
    }
    const status = createVenv(context, python, world(), options);
    if (status === 0) context.out(`created virtual environment CPython${python.version}.final.0-64 in 310ms\n`);
    return status;
  };
}
