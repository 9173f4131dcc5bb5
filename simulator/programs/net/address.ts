import { unfetchedBytes } from '../../fs/unfetched';
import type { ProgramContext } from '../../shell/types';
import { readInstalled } from '../apk/database';
import { readDatabase } from '../apt/database';
import { knownScript } from './known-scripts';

export interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** With its leading slash, without query and fragment. */
  readonly path: string;
  /** Without user and password. */
  readonly shown: string;
}

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, git: 9418, ssh: 22, file: 0 };

/** `undefined` when it is no address that a download tool takes; without a scheme it is http. */
export function parseAddress(text: string): Address | undefined {
  const match = /^(?:([a-z][a-z+.-]*):\/\/)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?(\/[^?#]*)?/i.exec(text);
  const scheme = (match?.[1] ?? 'http').toLowerCase();
  const port = PORTS[scheme];
  const host = match?.[2] ?? '';
  if (match === null || port === undefined || (host === '' && scheme !== 'file')) return undefined;
  return { scheme, host, port: Number(match[3] ?? port), path: match[4] ?? '/', shown: text.replace(/\/\/[^/@]*@/, '//') };
}

/** Why a server cannot be reached, as far as that is certain: no network, no server in this very container, no certificates to trust. */
export type Unreachable = 'no-network' | 'refused' | 'no-certificates';

export function unreachable(context: ProgramContext, { scheme, host }: Address, trustsAll = false): Unreachable | undefined {
  if (LOCAL.test(host)) return 'refused';
  if (!context.network) return 'no-network';
  return scheme === 'https' && !trustsAll && !hasCertificates(context) ? 'no-certificates' : undefined;
}

/** Nothing that a step starts in the background answers here. */
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/i;

function hasCertificates(context: ProgramContext): boolean {
  const bundles = ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem', '/etc/pki/tls/certs/ca-bundle.crt'];
  if (bundles.some((path) => context.fs.exists(path))) return true;
  const { versions } = readDatabase(context);
  // Of a published image not every package is known: where even the tool's own is not, certificates came with it.
  return versions.has('ca-certificates') || !versions.has(context.name);
}

/** What stands for the file at an address. */
export function fetchedBytes(context: ProgramContext, { shown }: Address): Uint8Array {
  noteFetch(context, shown);
  const script = knownScript(shown);
  return script === undefined ? unfetchedBytes(shown) : new TextEncoder().encode(script);
}

/** Says that nothing was fetched, and counts the request; how much would have come is not known. */
export function noteFetch(context: ProgramContext, url: string): void {
  context.work({ kind: 'download', bytes: 0, requests: 1 });
  context.notice({ fidelity: 'unknown', code: 'remote-source', details: { url } });
}

/** The name under which a file is saved; empty where the path ends in a slash. */
export function lastPart({ path }: Address): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The version of the package that brought the tool, without Debian's epoch and the distribution's revision. */
export function packagedVersion(context: ProgramContext, name: string): string | undefined {
  const version = readDatabase(context).versions.get(name) ?? readInstalled(context).get(name)?.version;
  return version?.replace(/^\d+:/, '').replace(/-[^-]*$/, '');
}
