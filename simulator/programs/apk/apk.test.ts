import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookupImage } from '../../catalog/lookup';
import { partOf } from '../../catalog/parts';
import { resolveReference } from '../../catalog/reference';
import { walkTree } from '../../fs/tree';
import type { Tree } from '../../fs/types';
import { installedPackages } from '../../scan/installed-package';
import { figuresOf, loadCatalog, openImage, runInImage, type SandboxOptions } from '../../testing/image-sandbox';

/** apk-tools 3 on Alpine 3.23, and 2.14 on 3.21. */
const catalog = loadCatalog(['alpine:3.23', 'redis:7-alpine']);
const third = openImage(catalog, 'alpine:3.23').tree;
const second = openImage(catalog, 'redis:7-alpine').tree;
const run = (command: string, tree: Tree = second, options: SandboxOptions = {}) => runInImage(catalog, tree, command, options);
const INDEXES = ['main', 'community'].map((name) => `fetch https://dl-cdn.alpinelinux.org/alpine/v3.21/${name}/x86_64/APKINDEX.tar.gz`);

describe('apk add', () => {
  test('2.14: fetches, counts, triggers, totals', () => {
    expect(run('apk add --no-cache curl').printed.split('\n')).toEqual([
      ...INDEXES,
      '(1/9) Installing brotli-libs (1.1.0-r2)',
      '(2/9) Installing c-ares (1.34.5-r0)',
      '(3/9) Installing libunistring (1.2-r0)',
      '(4/9) Installing libidn2 (2.3.7-r0)',
      '(5/9) Installing libpsl (0.21.5-r3)',
      '(6/9) Installing nghttp2-libs (1.64.0-r0)',
      '(7/9) Installing zstd-libs (1.5.6-r2)',
      '(8/9) Installing libcurl (8.12.1-r1)',
      '(9/9) Installing curl (8.12.1-r1)',
      'Executing busybox-1.37.0-r14.trigger',
      'OK: 13 MiB in 25 packages',
    ]);
  });

  test('3: no word of fetches, counts of one width, sizes with a fraction', () => {
    const lines = run('apk add --no-cache nodejs', third).printed.split('\n');
    expect(lines[0]).toBe('( 1/13) Installing libgcc (15.2.0-r2)');
    expect(lines[12]).toMatch(/^\(13\/13\) Installing nodejs /);
    expect(lines.at(-1)).toMatch(/^OK: \d+\.\d MiB in 29 packages$/);
  });

  test('every plan of the facts: the same packages on a base without them', () => {
    const part = partOf(catalog, 'apk');
    expect(Object.keys(part?.adds ?? {}).length).toBeGreaterThan(60);
    for (const [name, order] of Object.entries(part?.adds ?? {})) {
      const installed = [...run(`apk add -s --no-cache ${name}`).printed.matchAll(/Installing (\S+) /g)]
        .map(([, item]) => item)
        .filter((item) => !/^(?:python3-)?pyc$/.test(item ?? ''));
      expect(installed.sort(), name).toEqual(order.filter((item) => item !== 'tzdata').sort());
    }
  });

  test.each([
    ['apk add --no-cache fooo', 1, 'ERROR: unable to select packages:\n  fooo (no such package):\n    required by: world[fooo]'],
    ['apk add zzz curl yyy', 2, '  yyy (no such package):\n    required by: world[yyy]\n  zzz (no such package):\n    required by: world[zzz]'],
    ['apk add curl=7.0.0-r0', 1, 'ERROR: unable to select packages:\n  curl-8.12.1-r1:\n    breaks: world[curl=7.0.0-r0]'],
    ["apk add 'nodejs<20'", 1, 'breaks: world[nodejs<20]'],
    ['apk add --virtual .deps=1 nothing-there', 1, 'required by: .deps-1[nothing-there]'],
    ['apk add git@edge', 250, "The repository tag for world dependency 'git@edge' does not exist"],
    ['apk add =1', 250, "ERROR: '=1' is not a valid world dependency, format is name(@tag)([<>~=]version)"],
    ["apk add -t 'x>1' curl", 250, 'ERROR: x>1: bad package specifier'],
    ['apk install curl', 1, "ERROR: 'install' is not an apk command. See 'apk --help'."],
    ['apk add ./local.apk', 250, 'ERROR: ./local.apk: No such file or directory'],
  ])('%s → %i', (command, code, error) => {
    const result = run(command);
    expect(result.exitCode).toBe(code);
    expect(result.errors).toContain(error);
  });

  test('a name that the catalogue lacks may exist: the step is unknown, with near names', () => {
    expect(run('apk add crul').notices).toContainEqual(
      expect.objectContaining({
        fidelity: 'unknown',
        code: 'apk-package-beyond-catalog',
        details: expect.objectContaining({ package: 'crul', nearest: expect.stringContaining('curl') }),
      }),
    );
  });

  test.each(['python', 'py-pip', 'nodejs-npm', 'php7-json'])('%s is gone from Alpine: an error, and nothing unknown', (name) => {
    expect(run(`apk add --no-cache ${name}`)).toMatchObject({ exitCode: 1, notices: [] });
  });

  test.each([
    'apk add curl=8.12.1-r1',
    "apk add 'curl~=8.12'",
    "apk add 'curl>=8'",
    'apk --no-cache add curl',
    'apk add --no-progress --allow-untrusted -q curl',
    'apk add -U --repository https://dl-cdn.alpinelinux.org/alpine/v3.21/main curl',
  ])('%s', (command) => {
    const result = run(`${command} && curl --version > /dev/null; apk info -e curl`);
    expect(result.exitCode).toBe(0);
    expect(result.printed.split('\n').at(-1)).toBe('curl');
  });

  test('needs root', () => {
    expect(run('apk add curl', second, { uid: 1000 })).toMatchObject({
      exitCode: 250,
      errors: 'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
    });
  });

  test('what is there already is only noted in world', () => {
    const result = run('apk add --no-cache zlib && tail -1 /etc/apk/world');
    expect(result.printed).toMatch(/OK: \d+ MiB in 16 packages\nzlib$/);
  });

  test('simulated, it changes nothing', () => {
    const result = run('apk add -s --no-cache curl');
    expect(result.printed).toContain('(9/9) Installing curl');
    expect(result.layer).toEqual([]);
  });
});

describe('without a network', () => {
  test.each([
    ['apk add --no-cache curl', 1, 'WARNING: fetching https://dl-cdn.alpinelinux.org/alpine/v3.21/main: temporary error (try again later)'],
    ['apk add curl', 1, 'WARNING: updating and opening https://dl-cdn.alpinelinux.org/alpine/v3.21/main: temporary error (try again later)'],
    ['apk update', 2, 'WARNING: updating and opening'],
    ['apk add --no-cache zlib', 0, 'WARNING: fetching'],
  ])('%s → %i', (command, code, error) => {
    const result = run(command, second, { network: false });
    expect(result.exitCode).toBe(code);
    expect(result.errors).toContain(error);
  });

  test('3 names the index and the cause', () => {
    expect(run('apk add curl', third, { network: false }).errors).toContain(
      'WARNING: updating and opening https://dl-cdn.alpinelinux.org/alpine/v3.23/main/x86_64/APKINDEX.tar.gz: DNS: transient error (try again later)',
    );
  });

  test('an index in the cache does not bring the packages', () => {
    const result = run('apk add curl', run('apk update').tree, { network: false });
    expect(result.exitCode).toBe(9);
    expect(result.errors).toContain('ERROR: curl-8.12.1-r1: temporary error (try again later)');
    expect(result.printed).toMatch(/9 errors; \d+ MiB in 16 packages$/);
  });

  test('a permanent cache does', () => {
    const warm = run('mkdir -p /cache && ln -s /cache /etc/apk/cache && apk add curl && apk del curl').tree;
    expect(run('apk add curl', warm, { network: false }).exitCode).toBe(0);
  });
});

describe('layers', () => {
  test.each([
    ['apk add --no-cache curl', 4_690_944],
    ['apk add --no-cache git', 11_638_784],
    ['apk add --no-cache bash', 2_228_224],
    ['apk add --no-cache nodejs npm', 72_412_160],
    ['apk add --no-cache py3-pip', 54_456_320],
    ['apk add --no-cache build-base', 247_962_624],
    ['apk add curl', 4_690_944 + 2_492_000],
  ])('%s: installed sizes, and the database', (command, bytes) => {
    const { fileBytes } = figuresOf(run(command).layer);
    expect(fileBytes).toBeGreaterThanOrEqual(bytes - 10_000);
    expect(fileBytes).toBeLessThanOrEqual(bytes * 1.02 + 300_000);
  });

  /** Totals that apk printed in public logs of builds on these images or ones with as many packages. */
  test.each([
    ['node:20-alpine', 'curl', 9, 15.9, 27],
    ['node:20-alpine', 'python3 make g++', 29, 270, 47],
    ['golang:1.23-alpine', 'git', 12, 19, 27],
  ])('on %s, apk add %s', (reference, names, added, mebibytes, packages) => {
    const world = loadCatalog([reference]);
    const { printed } = runInImage(world, openImage(world, reference).tree, `apk add --no-cache ${names}`);
    expect(printed).toContain(`(${added}/${added}) Installing`);
    const [, size = '', count = ''] = /OK: ([\d.]+) MiB in (\d+) packages$/.exec(printed) ?? [];
    expect(Number(count)).toBe(packages);
    expect(Math.abs(Number(size) - mebibytes) / mebibytes).toBeLessThan(0.07);
  });

  test('a failed add leaves nothing but its lock', () => {
    expect(
      run('apk add --no-cache fooo')
        .layer.filter(({ type }) => type !== 'dir')
        .map(({ path }) => path),
    ).toEqual(['lib/apk/db/lock']);
  });

  test('without --no-cache the indexes stay, and serve for four hours', () => {
    const first = run('apk add curl');
    expect(
      first.layer
        .filter(({ path }) => /APKINDEX\.[0-9a-f]{8}\.tar\.gz$/.test(path))
        .map(({ sizeBytes }) => sizeBytes)
        .sort(),
    ).toEqual([2_000_000, 492_000]);
    expect(run('apk add jq', first.tree).printed).not.toContain('fetch');
    expect(run('apk add -U jq', first.tree).printed).toContain('fetch');
    expect(run('apk update', first.tree).printed).toContain('fetch');
  });

  test('build tools that are removed in the same step cost nothing but the database', () => {
    const result = run('apk add --no-cache --virtual .build-deps gcc musl-dev make && apk del --no-network .build-deps');
    expect(result.exitCode).toBe(0);
    expect(figuresOf(result.layer).fileBytes).toBeLessThan(50_000);
    expect(result.layer.filter(({ type, path }) => type === 'file' && !/^(?:lib\/apk\/db|etc\/apk)\//.test(path))).toEqual([]);
  });
});

describe('round trips', () => {
  test.each(['curl', 'bash', 'coreutils findutils grep sed tar gawk', 'build-base', 'git openssh-client', 'python3'])(
    '%s: added and deleted',
    (names) => {
      const paths = (tree: Tree) => [...walkTree(tree)].map(([path]) => path).sort();
      const added = run(`apk add --no-cache ${names}`, third);
      expect(added.exitCode).toBe(0);
      const deleted = run(`apk del ${names}`, added.tree);
      expect(deleted.exitCode).toBe(0);
      const left = paths(deleted.tree).filter((path) => !paths(third).includes(path));
      // Folders directly below the root stay, as those of the base system do.
      expect(left.filter((path) => path.split('/').filter((part) => part !== '').length > 2)).toEqual([]);
      expect(paths(third).filter((path) => !paths(deleted.tree).includes(path))).toEqual([]);
      expect(run('cat /etc/apk/world', deleted.tree).printed).toBe(run('cat /etc/apk/world', third).printed);
    },
  );

  test('the virtual package goes first, its dependencies behind what needs them', () => {
    const result = run('apk add --no-cache -t .tools curl && cat /etc/apk/world && apk del .tools');
    expect(result.printed).toMatch(/\(10\/10\) Installing \.tools \(\d{8}\.\d{6}\)/);
    expect(result.printed).toMatch(/^\.tools=\d{8}\.\d{6}$/m);
    const purged = [...result.printed.matchAll(/Purging (\S+)/g)].map(([, name]) => name);
    expect(purged.slice(0, 3)).toEqual(['.tools', 'curl', 'libcurl']);
    expect(purged).toHaveLength(10);
  });

  test('what another package needs stays, and is said to', () => {
    const result = run('apk add --no-cache git libcurl && apk del libcurl; apk info -e libcurl');
    expect(result.printed).toContain('World updated, but the following packages are not removed due to:\n  libcurl: git\n');
    expect(result.printed).toMatch(/libcurl$/);
  });

  test.each([
    ['apk del nothing-there', 1, 'ERROR: No such package: nothing-there'],
    ['apk del curl', 0, 'WARNING: opening from cache https://dl-cdn.alpinelinux.org/alpine/v3.21/main: No such file or directory'],
  ])('%s → %i', (command, code, error) => {
    const result = run(command);
    expect(result.exitCode).toBe(code);
    expect(result.errors).toContain(error);
  });

  test('a file of /etc that was there before is not overwritten', () => {
    const result = run(
      'mkdir -p /etc/nginx && echo mine > /etc/nginx/nginx.conf && apk add --no-cache nginx && cat /etc/nginx/nginx.conf && ls /etc/nginx',
    );
    expect(result.printed).toContain('\nmine\n');
    expect(result.printed).toContain('nginx.conf.apk-new');
    expect(run('apk del nginx && cat /etc/nginx/nginx.conf', result.tree).printed).toMatch(/mine$/);
  });
});

describe('what is installed runs', () => {
  test.each([
    ['bash', 'bash -c \'a=(one two); echo "${a[1]}"\'', 'two'],
    ['bash', 'tail -1 /etc/shells', '/bin/bash'],
    ['coreutils', 'readlink /bin/ls; ls -d /etc', 'coreutils\n/etc'],
    ['nodejs npm', 'node --version; npm --version', 'v22.15.1\n10.9.1'],
    ['python3', 'python3 --version', 'Python 3.12.12'],
    ['py3-pip', 'pip --version', 'pip 24.3.1 from /usr/lib/python3.12/site-packages/pip (python 3.12)'],
    ['go', 'go version', 'go version go1.23.9 linux/amd64'],
    ['nginx', 'stat -c "%U %G %a" /var/lib/nginx/tmp; id -un nginx', 'nginx nginx 700\nnginx'],
    ['postgresql17', 'id postgres', 'uid=70(postgres) gid=70(postgres) groups=70(postgres)'],
    ['shadow', 'useradd -u 1234 app && id -u app', '1234'],
    ['ca-certificates', 'update-ca-certificates > /dev/null && ls /etc/ssl/certs/ca-certificates.crt', '/etc/ssl/certs/ca-certificates.crt'],
    ['sudo', 'stat -c %a /usr/bin/sudo', '4755'],
  ])('%s: %s', (names, command, expected) => {
    const result = run(command, run(`apk add --no-cache ${names}`).tree);
    expect(result.printed).toBe(expected);
    expect(result.exitCode).toBe(0);
  });

  test('pip of the system refuses (PEP 668), a virtual environment does not', () => {
    const { tree } = run('apk add --no-cache py3-pip');
    expect(run('pip install six', tree)).toMatchObject({ exitCode: 1, errors: expect.stringContaining('externally-managed-environment') });
    expect(run('python3 -m venv /opt/venv && /opt/venv/bin/pip install six', tree).exitCode).toBe(0);
  });

  test('bash was not there before', () => {
    expect(run('bash -c true')).toMatchObject({ exitCode: 127, errors: '/bin/sh: bash: not found' });
  });
});

describe('the database', () => {
  test('is what the package scan reads', () => {
    const { tree } = run('apk add --no-cache curl');
    const found = installedPackages(tree).filter(({ ecosystem }) => ecosystem === 'apk');
    expect(found).toHaveLength(25);
    expect(found.find(({ name }) => name === 'libcurl')).toMatchObject({
      version: '8.12.1-r1',
      source: 'curl',
      licence: 'curl',
      architecture: 'x86_64',
    });
  });

  test('on arm64, names and paths are those of aarch64', () => {
    const resolved = resolveReference('alpine:3.23');
    const found = resolved.ok ? lookupImage(catalog, resolved.reference, { os: 'linux', architecture: 'arm64', variant: 'v8' }) : undefined;
    const tree = found?.kind === 'found' ? found.image.tree : third;
    const result = run(
      'apk upgrade --no-cache > /dev/null; apk add --no-cache gcc > /dev/null; ls /lib/ld-musl*; ls /usr/libexec/gcc; apk info -e gcc; cat /etc/apk/arch',
      tree,
    );
    expect(result.printed.split('\n')).toEqual(['/lib/ld-musl-aarch64.so.1', 'aarch64-alpine-linux-musl', 'gcc', 'aarch64']);
    expect(installedPackages(result.tree).find(({ name }) => name === 'gcc')?.architecture).toBe('aarch64');
  });

  test('lists folders and files as apk does', () => {
    expect(run("apk add --no-cache su-exec && sed -n '/^P:su-exec/,/^$/p' /lib/apk/db/installed").printed).toMatch(
      /V:0\.2-r3\n[\s\S]*D:musl\np:cmd:su-exec=0\.2-r3\nF:sbin\nR:su-exec\na:0:0:755\nZ:Q1[A-Za-z0-9+/]{27}=/,
    );
  });
});

describe('queries', () => {
  const tree = run('apk add --no-cache curl').tree;
  test.each([
    ['apk info -e curl bash', 1, 'curl'],
    ['apk info -ve curl', 0, 'curl-8.12.1-r1'],
    ["apk info -e 'curl>9'", 1, ''],
    ['apk info -L curl', 0, 'curl-8.12.1-r1 contains:\nusr/bin/curl\n'],
    ['apk info -R curl', 0, 'curl-8.12.1-r1 depends on:\nca-certificates-bundle\nlibcurl\nmusl\nzlib\n'],
    ['apk info -r libcurl', 0, 'libcurl-8.12.1-r1 is required by:\ncurl-8.12.1-r1\n'],
    ['apk info -W /usr/bin/curl', 0, '/usr/bin/curl is owned by curl-8.12.1-r1'],
    ['apk info -W /bin/ls', 0, '/bin/ls symlink target is owned by busybox-1.37.0-r14'],
    ['apk info -L musl', 0, 'musl-1.2.5-r11 contains:\nlib/ld-musl-x86_64.so.1\nlib/libc.musl-x86_64.so.1\n'],
    ['apk info nothing', 1, ''],
    ['apk --no-cache search -e jq', 0, `${INDEXES.join('\n')}\njq-1.7.1-r0`],
    ['apk version -t 1.2-r0 1.10-r0', 0, '<'],
    ['apk --version', 0, 'apk-tools 2.14.6, compiled for x86_64.'],
    ['apk cache clean', 0, ''],
    ['apk list -I su-exec curl', 0, 'curl-8.12.1-r1 x86_64 {curl} (curl) [installed]'],
    ['apk policy curl', 0, 'curl policy:\n  8.12.1-r1:\n    lib/apk/db/installed'],
  ])('%s → %i', (command, code, printed) => {
    const result = run(command, tree);
    expect(result.exitCode).toBe(code);
    expect(result.printed.trim()).toBe(printed.trim());
  });

  test('apk info lists what is installed', () => {
    expect(run('apk info', tree).printed.split('\n')).toHaveLength(25);
    expect(run('apk info -v', tree).printed).toContain('curl-8.12.1-r1');
  });

  test.each(['apk list', 'apk fetch curl', 'apk add --root /mnt curl'])('%s is not simulated, and said so', (command) => {
    expect(run(command).notices[0]).toMatchObject({ fidelity: 'unknown', code: 'tool-not-simulated' });
  });
});

describe('upgrades', () => {
  test('what the release has newer, and nothing on a current base', () => {
    const result = run('apk upgrade --no-cache');
    expect(result.printed).toContain('Upgrading libcrypto3 (3.3.7-r0 -> 3.3.7-r1)');
    expect(run('apk upgrade --no-cache', result.tree).printed).not.toContain('Upgrading');
  });

  test('3 upgrades itself first', () => {
    const lines = run('apk upgrade --no-cache', third).printed.split('\n');
    expect(lines[0]).toBe('Preupgrading:');
    expect(lines).toContain('Continuing with the main upgrade transaction:');
    expect(lines.some((line) => line.includes('Upgrading busybox (1.37.0-r29 -> 1.37.0-r30)'))).toBe(true);
  });

  test('fix puts lost files back', () => {
    const result = run('apk add --no-cache jq && rm /usr/bin/jq && apk fix jq && ls /usr/bin/jq');
    expect(result.printed).toMatch(/\(1\/1\) Reinstalling jq \(1\.7\.1-r0\)[\s\S]*\/usr\/bin\/jq$/);
  });
});

test('whatever stands on the command line, it ends with an exit code, and only a successful command that changes something touches world', () => {
  const words = [
    'add',
    'del',
    'info',
    'search',
    'fix',
    'cache',
    'upgrade',
    'curl',
    'curl=1',
    'jq@x',
    '-t',
    '--virtual',
    '.v',
    '-X',
    '-q',
    '-vv',
    '-L',
    '-e',
    '[',
    '*',
    '',
    '--no-cache',
    '-s',
    '-',
  ];
  const world = run('cat /etc/apk/world').printed;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 6 }), (args) => {
      const result = run(`apk ${args.map((word) => `'${word}'`).join(' ')}`);
      expect(result.exitCode).toBeGreaterThanOrEqual(0);
      if (result.exitCode !== 0) expect(run('cat /etc/apk/world', result.tree).printed).toBe(world);
    }),
    { numRuns: 120, seed: 7 },
  );
});
