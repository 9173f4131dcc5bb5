import { describe, expect, test } from 'vitest';
import { diffTrees } from '../../fs/diff';
import { walkTree } from '../../fs/tree';
import type { Tree } from '../../fs/types';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions } from '../../testing/image-sandbox';

const REFERENCE = 'debian:bookworm-slim';
const catalog = loadCatalog([REFERENCE, 'debian:bookworm', 'debian:trixie-slim']);
const base = openImage(catalog, REFERENCE).tree;
const run = (command: string, tree: Tree = base, options: SandboxOptions = {}) => runInImage(catalog, tree, command, options);
const updated = run('apt-get update').tree;

function within(ours: number, theirs: number, percent: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual((theirs * percent) / 100);
}

/** Layers that BuildKit made on 2026-11-23 on a Debian 12 base with the same packages: bytes of files, number of files. */
describe('layers as measured', () => {
  test.each([
    ['apt-get update', 19_856_468, 7],
    ['apt-get update && apt-get install -y --no-install-recommends curl', 31_125_794, 136],
    ['apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*', 11_269_326, 129],
    ['apt-get update && apt-get install -y curl', 35_001_859, 340],
    ['apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*', 190_686_716, 2_063],
    ['apt-get update && apt-get install -y --no-install-recommends python3 python3-pip && rm -rf /var/lib/apt/lists/*', 69_869_677, 3_289],
    ['apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*', 303_667_019, 5_306],
    ['addgroup --system --gid 10001 app && adduser --system --uid 10001 --ingroup app app', 4_311, 9],
  ])('%s', (command, bytes, files) => {
    const result = run(command);
    expect(result.exitCode).toBe(0);
    const figures = figuresOf(result.layer);
    within(figures.fileBytes, bytes, 5);
    within(figures.files, files, 10);
  });

  test('a clean-up in a later RUN only hides: nine whiteouts, no byte saved', () => {
    const later = run('rm -rf /var/lib/apt/lists/*', run('apt-get update && apt-get install -y --no-install-recommends curl').tree);
    expect(figuresOf(later.layer)).toMatchObject({ fileBytes: 0, files: 9, entries: 13 });
  });

  test('a purge in a later RUN hides the files and writes new records', () => {
    const tree = run('apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*').tree;
    const purge = run('apt-get purge -y gcc libc6-dev && apt-get autoremove -y', tree);
    expect(purge.exitCode).toBe(0);
    within(figuresOf(purge.layer).fileBytes, 230_609, 5);
    within(figuresOf(purge.layer).files, 562, 10);
  });
});

describe('apt-get install', () => {
  test.each([
    ['knows nothing before an update', 'apt-get install -y curl', base, 100, 'E: Unable to locate package curl'],
    [
      'knows nothing after the lists are gone',
      'rm -rf /var/lib/apt/lists/* && apt-get install -y curl',
      updated,
      100,
      'E: Unable to locate package curl',
    ],
    ['refuses unknown names', 'apt-get install -y curll', updated, 100, 'E: Unable to locate package curll'],
    ['refuses another version', 'apt-get install -y curl=7.0.0-1', updated, 100, "E: Version '7.0.0-1' for 'curl' was not found"],
    ['needs root', 'apt-get install -y curl', updated, 100, 'are you root?'],
  ])('%s', (name, command, tree, code, error) => {
    const result = run(command, tree, name === 'needs root' ? { uid: 1000 } : {});
    expect(result.exitCode).toBe(code);
    expect(result.errors).toContain(error);
  });

  test('an unknown name may still exist outside the catalogue: the step says so, with near names', () => {
    const [notice] = run('apt-get install -y curll', updated).notices;
    expect(notice).toMatchObject({
      fidelity: 'unknown',
      code: 'apt-package-beyond-catalog',
      details: { package: 'curll', nearest: expect.stringContaining('curl') },
    });
  });

  test.each([
    ['apt-get install curl', 1],
    ['apt-get install tini', 0],
    ['apt-get install -y curl', 0],
    ['apt-get install -qq curl', 0],
    ['apt-get -o APT::Get::Assume-Yes=true install curl', 0],
    ['yes | apt-get install curl', 0],
    ['DEBIAN_FRONTEND=noninteractive apt-get install curl', 1],
  ])('it asks when more comes along than was named: %s', (command, code) => {
    const result = run(command, updated);
    expect(result.exitCode).toBe(code);
    if (code === 1) expect(result.printed).toContain('Do you want to continue? [Y/n] Abort.');
  });

  test('recommended packages come along unless told not to, on the command line or in a file', () => {
    const count = (command: string) => Number(/(\d+) newly installed/.exec(run(command, updated).printed)?.[1]);
    expect(count('apt-get install -y curl')).toBe(22);
    expect(count('apt-get install -y --no-install-recommends curl')).toBe(16);
    expect(count('apt-get -o APT::Install-Recommends=false install -y curl')).toBe(16);
    expect(count(`echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99x && apt-get install -y curl`)).toBe(16);
  });

  test('what is installed works, and dpkg knows it', () => {
    const result = run(
      'apt-get install -y --no-install-recommends curl tini && which curl tini && dpkg -s curl | head -2 && dpkg -L tini && apt-mark showmanual | grep -c "^curl$"',
      updated,
    );
    expect(result.exitCode).toBe(0);
    expect(result.printed).toContain('/usr/bin/curl\n/usr/bin/tini\n');
    expect(result.printed).toContain('Package: curl\nStatus: install ok installed');
    expect(result.printed).toContain('/usr/bin/tini-static');
  });

  test('what is there already stays', () => {
    const result = run('apt-get install -y --no-install-recommends curl && apt-get install -y --no-install-recommends curl', updated);
    expect(result.printed).toContain('curl is already the newest version');
    expect(result.printed).toContain('0 upgraded, 0 newly installed');
  });

  test('a package that needs a newer base package upgrades it', () => {
    const result = run('apt-get install -y --no-install-recommends perl', updated);
    expect(result.printed).toContain('The following packages will be upgraded:\n  perl-base');
    expect(result.printed).toMatch(/Unpacking perl-base \(.*deb12u4\) over \(.*deb12u3\)/);
  });

  test('archives go by docker-clean, and stay without it', () => {
    const debs = (command: string) => run(command, updated).layer.filter((entry) => entry.path.endsWith('.deb'));
    expect(debs('apt-get install -y --no-install-recommends curl')).toEqual([]);
    const kept = debs('rm /etc/apt/apt.conf.d/docker-clean && apt-get install -y --no-install-recommends curl');
    expect(kept).toHaveLength(16);
    within(
      kept.reduce((sum, entry) => sum + entry.sizeBytes, 0),
      4_251_480,
      1,
    );
    expect(debs('rm /etc/apt/apt.conf.d/docker-clean && apt-get install -y --no-install-recommends curl && apt-get clean')).toEqual([]);
  });

  test('without a network an update warns and an install fails', () => {
    expect(run('apt-get update', base, { network: false })).toMatchObject({
      exitCode: 0,
      errors: expect.stringContaining("Temporary failure resolving 'deb.debian.org'"),
    });
    expect(run('apt-get install -y curl', updated, { network: false })).toMatchObject({ exitCode: 100 });
  });

  test('on a full image documentation comes along; on another release the step says what stood in', () => {
    const full = openImage(catalog, 'debian:bookworm').tree;
    const install = 'apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*';
    expect(figuresOf(run(install, full).layer).fileBytes).toBeGreaterThan(figuresOf(run(install).layer).fileBytes);
    const trixie = run(install, openImage(catalog, 'debian:trixie-slim').tree);
    expect(trixie.notices).toContainEqual({ fidelity: 'modelled', code: 'apt-other-release', details: { release: 'trixie', used: 'bookworm' } });
  });
});

describe('apt-get remove', () => {
  const install = 'apt-get install -y --no-install-recommends curl jq';

  test('install and purge leave no file of the packages behind', () => {
    const after = run(`${install} && apt-get purge -y --auto-remove curl jq`, updated);
    expect(after.exitCode).toBe(0);
    const records = /^var\/(?:lib\/dpkg|lib\/apt|log|cache)|^etc\/ld\.so\.cache$/;
    const left = diffTrees(updated, after.tree).filter((entry) => entry.type !== 'dir' && !records.test(entry.path));
    expect(left).toEqual([]);
    const info = [...walkTree(after.tree)].filter(([path]) => /^var\/lib\/dpkg\/info\/(?:curl|jq|lib(?:curl|jq))/.test(path));
    expect(info).toEqual([]);
  });

  test('what depends on a removed package goes with it; orphans wait for autoremove', () => {
    const after = run(`${install} && apt-get remove -y libjq1`, updated);
    expect(after.printed).toContain('The following packages will be REMOVED:\n  jq libjq1');
    expect(after.printed).toContain('no longer required:\n  libonig5');
    expect(run('apt-get autoremove -y', after.tree).printed).toContain('Removing libonig5');
  });

  test('essential packages stay', () => {
    expect(run('apt-get purge -y dpkg', updated)).toMatchObject({ exitCode: 100 });
  });
});

describe('certificates', () => {
  test('ca-certificates links each by name and hash, and a local one joins after an update', () => {
    const tree = run('apt-get install -y --no-install-recommends ca-certificates', updated).tree;
    const result = run('echo x > /usr/local/share/ca-certificates/corp.crt && update-ca-certificates && ls -l /etc/ssl/certs/corp.pem', tree);
    expect(result.printed).toContain('1 added, 0 removed; done.');
    expect(result.printed).toContain('/usr/local/share/ca-certificates/corp.crt');
  });
});

describe('apt-cache and dpkg-query', () => {
  test.each([
    ['apt-cache policy curl', updated, 'Candidate: 7.88.1'],
    ['apt-cache show tini', updated, 'Package: tini'],
    ['apt-cache depends jq', updated, '  Depends: libjq1'],
    ['dpkg --print-architecture', base, 'amd64'],
    ["dpkg-query -W -f '${Package} ${Version}\\n' bash", base, 'bash 5.2'],
    ['dpkg -l | grep -c ^ii', base, '88'],
  ])('%s', (command, tree, expected) => {
    expect(run(command, tree).printed).toContain(expected);
  });
});
