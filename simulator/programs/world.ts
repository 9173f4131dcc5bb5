import type { Catalog } from '../catalog/types';
import { coreProgramTable } from '../shell/programs';
import type { Program, ProgramTable } from '../shell/types';
import { adduser, deluser } from './accounts/adduser';
import { busyboxAddgroup, busyboxAdduser, busyboxDeluser } from './accounts/busybox-adduser';
import { groupadd, groupdel, useradd, userdel, usermod } from './accounts/useradd';
import { apkProgram } from './apk/apk';
import { coreutilsProgram } from './apk/coreutils';
import { aptGetProgram } from './apt/apt-get';
import { aptCacheProgram, aptMark, dpkgProgram, dpkgQuery } from './apt/dpkg';
import { bundlerPrograms } from './bundlers/bundlers';
import { tsc } from './bundlers/tsc';
import { goProgram } from './go/go';
import { gradleProgram, gradleWrapper } from './java/gradle';
import { jar, java, javac } from './java/java';
import { jdeps, jlink } from './java/jlink';
import { mavenProgram, mavenWrapper } from './java/maven';
import { nativePrograms } from './native/programs';
import { networkAndSystemPrograms } from './network-and-system';
import { node } from './node';
import { notSimulatedProgram } from './not-simulated';
import { npmProgram } from './npm/npm';
import { npx } from './npx';
import { phpPrograms } from './php/programs';
import { pythonPrograms } from './python/programs';
import { bundle } from './ruby/bundle';
import { gem, ruby } from './ruby/gem';
import { cargo } from './rust/cargo';
import { rustc, rustup } from './rust/rustup';
import { updateCaCertificates } from './update-ca-certificates';

const NOT_SIMULATED = ['yarn', 'pnpm', 'corepack', 'apk'];

/** What does not depend on the catalogue. */
const PROGRAMS: readonly (readonly [name: string, program: Program])[] = [
  ...nativePrograms,
  ...phpPrograms,
  ['bundle', bundle],
  ['bundler', bundle],
  ['gem', gem],
  ['ruby', ruby],
  ['cargo', cargo],
  ['rustc', rustc],
  ['rustup', rustup],
  ['java', java],
  ['javac', javac],
  ['jar', jar],
  ['jlink', jlink],
  ['jdeps', jdeps],
  ['node', node],
  ['npx', npx],
  ['tsc', tsc],
  ['adduser', adduser],
  ['addgroup', adduser],
  ['deluser', deluser],
  ['delgroup', deluser],
  ['useradd', useradd],
  ['userdel', userdel],
  ['usermod', usermod],
  ['groupadd', groupadd],
  ['groupdel', groupdel],
  ['busybox:adduser', busyboxAdduser],
  ['busybox:addgroup', busyboxAddgroup],
  ['busybox:deluser', busyboxDeluser],
  ['busybox:delgroup', busyboxDeluser],
  ['dpkg-query', dpkgQuery],
  ['apt-mark', aptMark],
  ['update-ca-certificates', updateCaCertificates],
  ...NOT_SIMULATED.map((name) => [name, notSimulatedProgram(name)] as const),
];

/** Debian's names for tools whose program goes by another. */
const OTHER_NAMES: readonly (readonly [alias: string, program: string])[] = [
  ['mawk', 'awk'],
  ['gawk', 'awk'],
  ['which.debianutils', 'which'],
];

const tables = new WeakMap<Catalog, ProgramTable>();

/** Every program that a RUN can start: shell tools, and the package managers on the catalogue's packages. One table per catalogue. */
export function worldProgramTable(catalog: Catalog): ProgramTable {
  const known = tables.get(catalog);
  if (known !== undefined) return known;
  const table = new Map<string, Program>([
    ...PROGRAMS,
    ...bundlerPrograms,
    ...networkAndSystemPrograms,
    ['npm', npmProgram(catalog)],
    ...pythonPrograms(catalog),
    ['go', goProgram(catalog)],
    ['mvn', mavenProgram(catalog)],
    ['mvnw', mavenWrapper(catalog)],
    ['gradle', gradleProgram(catalog)],
    ['gradlew', gradleWrapper(catalog)],
    ['apk', apkProgram(catalog)],
    ['coreutils', coreutilsProgram(coreProgramTable())],
    ['apt-get', aptGetProgram(catalog)],
    ['apt', aptGetProgram(catalog)],
    ['aptitude', aptGetProgram(catalog)],
    ['dpkg', dpkgProgram(catalog)],
    ['apt-cache', aptCacheProgram(catalog)],
    ...coreProgramTable(),
  ]);
  for (const [alias, name] of OTHER_NAMES) {
    const program = table.get(name);
    if (program !== undefined && !table.has(alias)) table.set(alias, program);
  }
  tables.set(catalog, table);
  return table;
}
