import { type Software, tools } from './contents';
import { linkOf } from './entries';

/** Programs of the packages that buildpack-deps and the images on it install. */
const PROGRAMS: Readonly<Record<string, string>> = {
  curl: 'curl',
  wget: 'wget',
  git: 'git',
  gnupg: 'gpg',
  'openssh-client': 'ssh scp ssh-keygen',
  procps: 'ps top free',
  unzip: 'unzip',
  make: 'make',
  patch: 'patch',
  file: 'file',
  'pkg-config': 'pkg-config',
  openssl: 'openssl',
};

/** Compilers and tools of the images that have them (buildpack-deps, node:20, golang on Debian …). Weights are megabytes. */
export const buildToolsSoftware: Software = (image) => {
  if (image.packageManager !== 'apt') return undefined;
  const names = new Set(image.packages.map(([name]) => name));
  const programs = Object.entries(PROGRAMS).flatMap(([name, commands]) => (names.has(name) ? [commands] : []));
  const compilers = names.has('gcc') || names.has('g++');
  if (programs.length === 0 && !compilers) return undefined;
  return {
    entries: compilers ? [linkOf('/usr/bin/cc', 'gcc'), linkOf('/usr/bin/c++', 'g++')] : [],
    shares: [
      ...(programs.length > 0 ? tools('/usr/bin', programs.join(' '), 0.5) : []),
      ...(compilers
        ? [
            ...tools('/usr/bin', 'gcc g++ cpp ld as ar strip', 1.5),
            { path: '/usr/lib/gcc/x86_64-linux-gnu/12', weight: 130, files: 120 },
            { path: '/usr/include', weight: 40, files: 2_400, ending: '.h' },
            { path: '/usr/lib/x86_64-linux-gnu/development', weight: 300, files: 400, ending: '.a' },
            { path: '/usr/lib/git-core', weight: 24, files: 170 },
            { path: '/usr/share/perl/5.36.0', weight: 18, files: 600, ending: '.pm' },
          ]
        : []),
    ],
  };
};
