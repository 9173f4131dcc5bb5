import type { GoModule, GoPart } from '../../simulator/catalog/parts';
import { MODULES } from './go-modules';

const KILOBYTE = 1024;

export function goPart(raw: unknown): GoPart {
  const facts = raw as { readonly _meta: { readonly asOf: string } }; // The facts folder is trusted input of a build script.
  return {
    provenance: {
      source: 'Debian 12 packages of Go modules, measured programs of Go 1.19; estimates where neither is known',
      asOf: facts._meta.asOf,
    },
    modules: Object.fromEntries(MODULES.trim().split('\n').map(moduleOf)),
  };
}

function moduleOf(line: string): readonly [string, GoModule] {
  const [path = '', version = '', source, zip, files, linked, standard = '', needs = '-', flag] = line.split(' ');
  const bytes = (kilobytes: string | undefined) => Number(kilobytes) * KILOBYTE;
  return [
    path,
    {
      version,
      sourceBytes: bytes(source),
      zipBytes: bytes(zip),
      files: Number(files),
      linkedBytes: bytes(linked),
      standard: standard.split(','),
      needs: needs === '-' ? [] : needs.split(','),
      ...(flag === 'cgo' ? { cgo: true } : {}),
    },
  ];
}
