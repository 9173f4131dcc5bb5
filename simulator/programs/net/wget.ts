import { formatDate } from '../../shell/coreutils/date-format';
import { type Options, parseOptions } from '../../shell/coreutils/options';
import type { ProgramContext } from '../../shell/types';
import { type Address, fetchedBytes, lastPart, noteFetch, parseAddress, type Unreachable, unreachable } from './address';

const TABLE = {
  short: 'qO:P:cNSvbe:i:T:t:U:o:a:Y:n:r4l:kpHxmA:R:',
  long: {
    quiet: 'q',
    'output-document': 'O:',
    'directory-prefix': 'P:',
    continue: 'c',
    timestamping: 'N',
    'no-check-certificate': 'insecure',
    'no-verbose': 'nv',
    'no-clobber': 'nc',
    'show-progress': 'show',
    progress: 'progress:',
    timeout: 'T:',
    tries: 't:',
    'user-agent': 'U:',
    header: 'header:',
    'post-data': 'post:',
    user: 'user:',
    password: 'password:',
    spider: 'spider',
    'ca-certificate': 'ca:',
    'https-only': 'https-only',
    'max-redirect': 'redirect:',
    'secure-protocol': 'protocol:',
    version: 'V',
  },
} as const;

/** GNU's and BusyBox's: what would come from afar is not known; why nothing would come often is. */
export function wget(context: ProgramContext): number {
  const options = parseOptions(context.args, TABLE);
  if (options.operands.length === 0) {
    if (context.flavour === 'gnu') context.err("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n");
    else context.err('wget: missing argument\n');
    return 1;
  }
  return Math.max(...options.operands.map((url) => fetchOne(context, options, url)));
}

function fetchOne(context: ProgramContext, options: Options, url: string): number {
  const address = parseAddress(url);
  if (address === undefined || address.scheme === 'file') {
    context.err(context.flavour === 'gnu' ? `${url}: Unsupported scheme.\n` : `wget: not an http or ftp url: ${url}\n`);
    return 1;
  }
  if (context.flavour === 'gnu' && !isQuiet(options)) context.err(`--${formatDate('%Y-%m-%d %H:%M:%S', context.nowSeconds)}--  ${address.shown}\n`);
  const reason = unreachable(context, address, options.flags.has('insecure') || options.flags.has('ca') || context.flavour === 'busybox');
  if (reason !== undefined) return context.flavour === 'gnu' ? failGnu(context, options, address, reason) : failBusybox(context, address, reason);
  if (!options.flags.has('spider')) return save(context, options, address);
  noteFetch(context, address.shown);
  return 0;
}

function isQuiet({ all, flags }: Options): boolean {
  return flags.has('q') || flags.has('nv') || all.some(([letter, value]) => letter === 'n' && value === 'v');
}

function failGnu(context: ProgramContext, { flags }: Options, { host, port }: Address, reason: Unreachable): number {
  if (reason === 'no-certificates') {
    if (!flags.has('q'))
      context.err(`ERROR: The certificate of '${host}' is not trusted.\nERROR: The certificate of '${host}' doesn't have a known issuer.\n`);
    return 5;
  }
  if (flags.has('q')) return 4;
  if (reason === 'refused') context.err(`Connecting to ${host}:${port}... failed: Connection refused.\n`);
  else context.err(`Resolving ${host} (${host})... failed: Temporary failure in name resolution.\nwget: unable to resolve host address '${host}'\n`);
  return 4;
}

function failBusybox(context: ProgramContext, { host }: Address, reason: Unreachable): number {
  context.err(reason === 'refused' ? `wget: can't connect to remote host (${host}): Connection refused\n` : `wget: bad address '${host}'\n`);
  return 1;
}

function save(context: ProgramContext, options: Options, address: Address): number {
  const bytes = fetchedBytes(context, address);
  const output = options.values.get('O');
  if (output === '-') {
    context.out(bytes);
    return 0;
  }
  const folder = options.values.get('P');
  if (folder !== undefined && context.flavour === 'gnu') context.fs.mkdirAll(context.resolve(folder));
  const wanted = output ?? `${folder === undefined ? '' : `${folder}/`}${lastPart(address) || 'index.html'}`;
  const name = output === undefined && !options.flags.has('c') ? unusedName(context, wanted) : wanted;
  if (name !== undefined && context.fs.write(context.resolve(name), bytes).ok) return 0;
  const reason = name === undefined ? 'File exists' : 'No such file or directory';
  context.err(context.flavour === 'gnu' ? `${wanted}: ${reason}\n` : `wget: can't open '${wanted}': ${reason}\n`);
  return 1;
}

/** GNU's never overwrites: it counts up. BusyBox's refuses. */
function unusedName(context: ProgramContext, wanted: string): string | undefined {
  if (!context.fs.exists(context.resolve(wanted))) return wanted;
  if (context.flavour === 'busybox') return undefined;
  for (let count = 1; ; count++) {
    context.spend(1);
    if (!context.fs.exists(context.resolve(`${wanted}.${count}`))) return `${wanted}.${count}`;
  }
}
