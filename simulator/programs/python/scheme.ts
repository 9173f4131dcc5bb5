import type { ProgramContext } from '../../shell/types';
import { type Installation, userSite } from './installation';
import { mayWrite } from './pip-cache';
import { fail, say } from './pip-messages';
import type { PipOptions } from './pip-options';

/** Where one install puts things. */
export interface Scheme {
  readonly site: string;
  readonly scripts: string;
  /** Manuals and data of other kinds go below it. */
  readonly prefix: string;
  /** From the site folder to the scripts, as RECORD names them. */
  readonly toScripts: string;
  /** Folders whose distributions an install replaces. */
  readonly replaces: readonly string[];
}

/** The scheme that the options ask for; a number is the exit code after a refusal. */
export function schemeOf(context: ProgramContext, python: Installation, options: PipOptions): Scheme | number {
  if (options.target !== undefined)
    return { site: options.target, scripts: `${options.target}/bin`, prefix: options.target, toScripts: 'bin', replaces: [] };
  if (options.prefix !== undefined) {
    const site = `${options.prefix}/lib/python${python.minor}/site-packages`;
    return { site, scripts: `${options.prefix}/bin`, prefix: options.prefix, toScripts: '../../../bin', replaces: [site] };
  }
  if (options.user && python.virtual)
    return fail(context, "Can not perform a '--user' install. User site-packages are not visible in this virtualenv.");
  if (options.user || fallsBackToUser(context, python, options)) {
    const site = userSite(python);
    return { site, scripts: `${python.userBase}/bin`, prefix: python.userBase, toScripts: '../../../bin', replaces: [site] };
  }
  return { site: python.sitePackages, scripts: python.scripts, prefix: python.prefix, toScripts: '../../../bin', replaces: [python.sitePackages] };
}

function fallsBackToUser(context: ProgramContext, python: Installation, options: PipOptions): boolean {
  if (python.virtual || mayWrite(context, python.sitePackages)) return false;
  say(context, options, 'Defaulting to user installation because normal site-packages is not writeable');
  return true;
}
