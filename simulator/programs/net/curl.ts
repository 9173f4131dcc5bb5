import { type Options, parseOptions } from '../../shell/coreutils/options';
import type { ProgramContext } from '../../shell/types';
import { type Address, fetchedBytes, lastPart, noteFetch, packagedVersion, parseAddress, unreachable } from './address';

/** Options with a value end in a colon; long ones that stand for no letter have a name of their own. What is not listed takes no value. */
const TABLE = {
  short: '0123456#aA:b:Bc:C:d:D:e:E:fF:gGhH:iIjJkK:lLm:MnNo:OpP:qQ:r:RsSt:T:u:U:vVw:x:X:y:Y:z:Z',
  long: {
    fail: 'f',
    'fail-with-body': 'f',
    silent: 's',
    'show-error': 'S',
    location: 'L',
    output: 'o:',
    'output-dir': 'dir:',
    'remote-name': 'O',
    'remote-header-name': 'J',
    'remote-name-all': 'all',
    insecure: 'k',
    header: 'H:',
    data: 'd:',
    'data-raw': 'd:',
    'data-binary': 'd:',
    'data-urlencode': 'd:',
    form: 'F:',
    request: 'X:',
    user: 'u:',
    'user-agent': 'A:',
    'write-out': 'w:',
    'upload-file': 'T:',
    referer: 'e:',
    cookie: 'b:',
    proxy: 'x:',
    cert: 'E:',
    key: 'key:',
    cacert: 'cacert:',
    config: 'K:',
    retry: 'retry:',
    'retry-delay': 'delay:',
    'retry-max-time': 'retry-time:',
    'max-time': 'm:',
    'connect-timeout': 'connect:',
    'limit-rate': 'rate:',
    'continue-at': 'C:',
    proto: 'proto:',
    'proto-redir': 'proto:',
    url: 'url:',
    compressed: 'compressed',
    'create-dirs': 'create-dirs',
    head: 'I',
    include: 'i',
    verbose: 'v',
    'progress-bar': '#',
    version: 'V',
  },
} as const;

const USAGE = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** `curl`: what would come from afar is not known; why nothing would come often is. */
export function curl(context: ProgramContext): number {
  const options = parseOptions(context.args, TABLE);
  if (options.flags.has('V')) return showVersion(context);
  const named = options.all.flatMap(([letter, value]) => (letter === 'url' ? [value] : []));
  const urls = [...named, ...options.operands];
  if (urls.length === 0) {
    context.err(`curl: no URL specified!\n${USAGE}`);
    return 2;
  }
  const outputs = options.all.flatMap(([letter, value]) => (letter === 'o' ? [value] : letter === 'O' ? [undefined] : []));
  let status = 0;
  for (const [index, url] of urls.entries()) {
    const wantsFile = index < outputs.length || options.flags.has('all');
    status = transfer(context, { url, options, output: wantsFile ? (outputs[index] ?? 'remote') : undefined, isNamed: outputs[index] !== undefined });
  }
  return status;
}

interface Transfer {
  readonly url: string;
  readonly options: Options;
  /** Where to; standard output when absent. */
  readonly output: string | undefined;
  /** False when the name is the URL's. */
  readonly isNamed: boolean;
}

function transfer(context: ProgramContext, wanted: Transfer): number {
  const { url, options } = wanted;
  const address = parseAddress(url);
  if (address === undefined) return fail(context, options, 3, 'URL using bad/illegal format or missing URL');
  if (address.scheme === 'file') return readLocal(context, wanted, address);
  const { host, port } = address;
  switch (unreachable(context, address, options.flags.has('k') || options.flags.has('cacert'))) {
    case 'no-network':
      return fail(context, options, 6, `Could not resolve host: ${host}`);
    case 'refused':
      return fail(context, options, 7, `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server`);
    case 'no-certificates':
      return fail(context, options, 77, 'error setting certificate file: /etc/ssl/certs/ca-certificates.crt');
    default:
      if (!options.flags.has('I')) return deliver(context, wanted, address, fetchedBytes(context, address));
      noteFetch(context, address.shown);
      return 0;
  }
}

function readLocal(context: ProgramContext, wanted: Transfer, address: Address): number {
  const content = context.fs.content(address.path);
  const bytes = content.ok ? context.fs.read(address.path) : content;
  if (!bytes.ok) return fail(context, wanted.options, 37, `Couldn't open file ${address.path}`);
  return deliver(context, wanted, address, bytes.value);
}

function deliver(context: ProgramContext, { options, output, isNamed }: Transfer, address: Address, bytes: Uint8Array): number {
  if (output === undefined || (isNamed && output === '-')) {
    context.out(bytes);
    return 0;
  }
  const name = isNamed ? output : lastPart(address);
  if (name === '') return fail(context, options, 23, 'Remote file name has no length!');
  const folder = options.values.get('dir');
  const path = context.resolve(folder === undefined ? name : `${folder}/${name}`);
  if (options.flags.has('create-dirs')) context.fs.mkdirAll(path.slice(0, path.lastIndexOf('/')));
  if (context.fs.write(path, bytes).ok || path === '/dev/null') return 0;
  if (!options.flags.has('s')) context.err(`Warning: Failed to open the file ${name}: No such file or directory\n`);
  return fail(context, options, 23, 'Failure writing output to destination');
}

/** `-s` keeps errors back too, unless `-S` wants them. */
function fail(context: ProgramContext, { flags }: Options, status: number, message: string): number {
  if (!flags.has('s') || flags.has('S')) context.err(`curl: (${status}) ${message}\n`);
  return status;
}

function showVersion(context: ProgramContext): number {
  const version = packagedVersion(context, 'curl');
  if (version === undefined) context.notice({ fidelity: 'unknown', code: 'tool-version', details: { command: 'curl' } });
  else context.out(`curl ${version} (x86_64-pc-linux-gnu) libcurl/${version}\n`);
  return 0;
}
