import type { Platform } from '../image/types';
import { quoteGo } from '../parser/quote';
import { fail, type Result, succeed } from '../parser/result';

/** The machine that builds: what a bare `linux` or `amd64` is completed with. */
const BUILDER = { os: 'linux', architecture: 'amd64' } as const;

const KNOWN_SYSTEMS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' '),
);
const KNOWN_ARCHITECTURES: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ' +
    'ppc riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

const SYSTEM_PATTERN = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.%-]*)((?:\\+[A-Za-z0-9_.%-]+)*)\\))?$';
const PART_PATTERN = '^[A-Za-z0-9_.-]+$';
const SYSTEM = new RegExp(SYSTEM_PATTERN);
const PART = new RegExp(PART_PATTERN);

/**
 * `os[(version)][/architecture[/variant]]`, or an architecture alone (containerd/platforms `Parse`, its error texts included).
 * Differs: features of an operating system (`windows(10.0+win32k)`) are read and dropped.
 */
export function parsePlatform(text: string): Result<Platform> {
  if (text.includes('*')) return fail(`${quoteGo(text)}: wildcards not yet supported: invalid argument`);
  const [system = '', ...others] = text.split('/');
  const match = SYSTEM.exec(system);
  if (!match) {
    return fail(
      `${quoteGo(system)} is an invalid OS component of ${quoteGo(text)}: ` +
        `OSAndVersion specifier component must match ${quoteGo(SYSTEM_PATTERN)}: invalid argument`,
    );
  }
  // From the third slash on it is one part, which then has a slash in it.
  const parts = others.length > 3 ? [...others.slice(0, 2), others.slice(2).join('/')] : others;
  for (const part of parts) {
    if (PART.test(part)) continue;
    return fail(
      `${quoteGo(part)} is an invalid component of ${quoteGo(text)}: ` +
        `platform specifier component must match ${quoteGo(PART_PATTERN)}: invalid argument`,
    );
  }
  const os = normalizeSystem(match[1] ?? '');
  const version = decodePercent(match[2] ?? '');
  const known = version === '' ? { os } : { os, osVersion: version };
  const [architecture, variant, excess] = parts;
  if (excess !== undefined) return fail(`${quoteGo(text)}: cannot parse platform specifier: invalid argument`);
  if (architecture === undefined) return parseSinglePart(text, known);
  const normal = normalizeArchitecture(architecture, variant ?? '');
  if (variant === undefined) return succeed({ ...known, ...withoutDefaultVariant(normal) });
  return succeed({ ...known, ...(normal.architecture === 'arm64' && normal.variant === undefined ? { ...normal, variant: 'v8' } : normal) });
}

function parseSinglePart(text: string, known: Pick<Platform, 'os' | 'osVersion'>): Result<Platform> {
  if (KNOWN_SYSTEMS.has(known.os)) return succeed({ ...known, architecture: BUILDER.architecture });
  const normal = withoutDefaultVariant(normalizeArchitecture(text, ''));
  if (!KNOWN_ARCHITECTURES.has(normal.architecture)) {
    return fail(`${quoteGo(text)}: unknown operating system or architecture: invalid argument`);
  }
  return succeed({ ...known, os: BUILDER.os, ...normal });
}

type Machine = Pick<Platform, 'architecture' | 'variant'>;

function withoutDefaultVariant({ architecture, variant }: Machine): Machine {
  return (architecture === 'arm' && variant === 'v7') || variant === undefined ? { architecture } : { architecture, variant };
}

function normalizeSystem(os: string): string {
  const lower = os.toLowerCase();
  return lower === 'macos' ? 'darwin' : lower;
}

function normalizeArchitecture(architecture: string, variant: string): Machine {
  const [name, version] = canonicalMachine(architecture.toLowerCase(), variant.toLowerCase());
  return version === '' ? { architecture: name } : { architecture: name, variant: version };
}

function canonicalMachine(name: string, version: string): readonly [name: string, variant: string] {
  switch (name) {
    case 'i386':
      return ['386', ''];
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return ['amd64', version === 'v1' ? '' : version];
    case 'aarch64':
    case 'arm64':
      if (['8', 'v8', 'v8.0'].includes(version)) return ['arm64', ''];
      return ['arm64', ['9', '9.0', 'v9.0'].includes(version) ? 'v9' : version];
    case 'armhf':
      return ['arm', 'v7'];
    case 'armel':
      return ['arm', 'v6'];
    case 'arm':
      if (version === '' || version === '7') return ['arm', 'v7'];
      return ['arm', ['5', '6', '8'].includes(version) ? `v${version}` : version];
    default:
      return [name, version];
  }
}

/** The canonical spelling: `aarch64` becomes `arm64`, and the usual variant of a machine is left out or written out as images have it. */
export function normalizePlatform(platform: Platform): Platform {
  const { os, architecture, variant, osVersion } = platform;
  const machine = normalizeArchitecture(architecture, variant ?? '');
  return { os: os === '' ? BUILDER.os : normalizeSystem(os), ...machine, ...(osVersion === undefined ? {} : { osVersion }) };
}

/** `os/architecture[/variant]`, as the value of TARGETPLATFORM and in step names. */
export function formatPlatform({ os, architecture, variant, osVersion }: Platform): string {
  if (os === '') return 'unknown';
  const system = osVersion ? `${os}(${osVersion.replace(/[%+()/]/g, encodePercent)})` : os;
  return [system, architecture, variant ?? ''].filter((part) => part !== '').join('/');
}

function encodePercent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
