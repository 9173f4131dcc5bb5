import { byteString } from './bytes';

/** What a path below `/dev`, `/proc` or `/sys` stands for; these are mounts in a build container and leave no trace in a layer. */
export type Device =
  | { readonly kind: 'null' | 'zero' | 'random' | 'full' | 'tty' }
  | { readonly kind: 'stream'; readonly descriptor: number }
  | { readonly kind: 'text'; readonly text: string };

const DEVICES: Readonly<Record<string, Device>> = {
  '/dev/null': { kind: 'null' },
  '/dev/zero': { kind: 'zero' },
  '/dev/full': { kind: 'full' },
  '/dev/random': { kind: 'random' },
  '/dev/urandom': { kind: 'random' },
  '/dev/tty': { kind: 'tty' },
  '/dev/stdin': { kind: 'stream', descriptor: 0 },
  '/dev/stdout': { kind: 'stream', descriptor: 1 },
  '/dev/stderr': { kind: 'stream', descriptor: 2 },
};

/** A reference machine; the figures are those of the cost model's CI runner. */
const KERNEL_TEXTS: Readonly<Record<string, string>> = {
  '/proc/cpuinfo': [0, 1].map((cpu) => `processor\t: ${cpu}\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2800.000\ncpu cores\t: 2\n\n`).join(''),
  '/proc/meminfo': 'MemTotal:        8388608 kB\nMemFree:         6291456 kB\nMemAvailable:    7340032 kB\n',
  '/proc/version': 'Linux version 6.1.0 (build@layerlab) #1 SMP\n',
  '/proc/sys/kernel/hostname': 'buildkitsandbox\n',
  '/proc/1/comm': 'sh\n',
  '/proc/self/comm': 'sh\n',
  '/proc/mounts':
    'overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\ntmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0\n',
  '/proc/1/cgroup': '0::/\n',
  '/proc/self/cgroup': '0::/\n',
};

const DEV_NAMES: readonly string[] = [
  'fd',
  'full',
  'mqueue',
  'null',
  'ptmx',
  'pts',
  'random',
  'shm',
  'stderr',
  'stdin',
  'stdout',
  'tty',
  'urandom',
  'zero',
];

/** @param path absolute and clean */
export function deviceAt(path: string): Device | undefined {
  if (!path.startsWith('/dev/') && !path.startsWith('/proc/')) return undefined;
  const known = DEVICES[path];
  if (known) return known;
  const descriptor = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1];
  if (descriptor !== undefined) return { kind: 'stream', descriptor: Number(descriptor) };
  const text = KERNEL_TEXTS[path];
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Names that a listing of `/dev` shows, sorted; `undefined` for other directories. */
export function deviceNames(path: string): readonly string[] | undefined {
  return path === '/dev' ? DEV_NAMES : undefined;
}

/** Bytes that look random and are the same in every run. */
export function pseudoRandomBytes(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = (seed * 0x9e3779b1) >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state >>> 8;
  }
  return bytes;
}

export function pseudoRandomText(length: number, seed: number, alphabet: string): string {
  return [...byteString(pseudoRandomBytes(length, seed))].map((byte) => alphabet[byte.charCodeAt(0) % alphabet.length] ?? '').join('');
}
