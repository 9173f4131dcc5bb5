import type { Program, ProgramContext } from '../shell/types';
import { readInstalled } from './apk/database';

/** node itself: its version, and whether a script is there at all. What a script does is not simulated, and said so. */
export const node: Program = (context) => {
  const [first] = context.args;
  if (first === '--version' || first === '-v') {
    context.out(`v${nodeVersion(context)}\n`);
    return 0;
  }
  const script = context.args.find((word) => !word.startsWith('-'));
  if (context.args.some((word) => /^(?:-e|-p|-pe|--eval|--print)$/.test(word))) return notSimulated(context, 'node -e');
  if (script === undefined) return context.stdin.length > 0 ? notSimulated(context, 'node -') : 0;
  const path = context.resolve(script);
  const found = ['', '.js', '.json', '/index.js'].some((ending) => {
    const node = context.fs.stat(`${path}${ending}`);
    return node.ok && node.value.kind === 'file';
  });
  return found ? notSimulated(context, `node ${script}`) : missingModule(context, path);
};

function notSimulated(context: ProgramContext, command: string): number {
  context.work({ kind: 'compute', milliseconds: 80 });
  context.notice({ fidelity: 'unknown', code: 'node-script', details: { command } });
  return 0;
}

function missingModule(context: ProgramContext, path: string): number {
  context.err(
    `node:internal/modules/cjs/loader:1215\n  throw err;\n  ^\n\nError: Cannot find module '${path}'\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v${nodeVersion(context)}\n`,
  );
  return 1;
}

/** Official images name it in the environment, Alpine's package in apk's database. */
function nodeVersion(context: ProgramContext): string {
  const installed = readInstalled(context);
  const packaged = (installed.get('nodejs') ?? installed.get('nodejs-current'))?.version.replace(/-r\d+$/, '');
  return context.env.get('NODE_VERSION') ?? packaged ?? '20.20.0';
}
