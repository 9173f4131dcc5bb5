import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { editTree } from '../fs/editor';
import type { Tree } from '../fs/types';
import { loadCatalog, openImage, runInImage, type SandboxOptions } from '../testing/image-sandbox';

const catalog = loadCatalog(['debian:bookworm-slim', 'alpine:3.23']);
const slim = openImage(catalog, 'debian:bookworm-slim').tree;
const alpine = openImage(catalog, 'alpine:3.23').tree;
const installed = runInImage(
  catalog,
  slim,
  'apt-get update -qq && apt-get install -y -qq --no-install-recommends curl wget git unzip zip gnupg jq sudo gosu tini locales lsb-release openssl openssh-client cron gettext-base passwd >/dev/null',
).tree;
const trusting = runInImage(catalog, installed, 'apt-get install -y -qq ca-certificates xz-utils >/dev/null').tree;

const OFFLINE: SandboxOptions = { network: false };
const ONLINE: SandboxOptions = {};
const URL = 'https://example.com/dir/tool-1.2.tar.gz';

/** Exit code, standard output and errors of one command line. */
type Row = readonly [command: string, tree: Tree, options: SandboxOptions, exitCode: number, printed: string, errors: string];

function check([command, tree, options, exitCode, printed, errors]: Row): void {
  const run = runInImage(catalog, tree, command, options);
  expect([run.exitCode, run.printed, run.errors]).toEqual([exitCode, printed, errors]);
}

describe('what fails as it really does', () => {
  const rows: readonly Row[] = [
    [`curl -fsSL ${URL}`, slim, ONLINE, 127, '', '/bin/sh: 1: curl: not found'],
    [`curl -fsSL ${URL}`, installed, ONLINE, 77, '', 'curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt'],
    [`curl -fsSL ${URL}`, trusting, OFFLINE, 6, '', 'curl: (6) Could not resolve host: example.com'],
    [`curl -fs ${URL}`, trusting, OFFLINE, 6, '', ''],
    [
      'curl -f http://localhost:3000/health',
      trusting,
      ONLINE,
      7,
      '',
      "curl: (7) Failed to connect to localhost port 3000 after 0 ms: Couldn't connect to server",
    ],
    ['curl -s file:///etc/hostname2', installed, ONLINE, 37, '', ''],
    [`curl -sSo /none/f ${URL}`, trusting, ONLINE, 23, '', 'curl: (23) Failure writing output to destination'],
    [`wget -q ${URL}`, installed, ONLINE, 5, '', ''],
    [
      `wget -nv ${URL}`,
      trusting,
      OFFLINE,
      4,
      '',
      "Resolving example.com (example.com)... failed: Temporary failure in name resolution.\nwget: unable to resolve host address 'example.com'",
    ],
    [`wget ${URL}`, alpine, OFFLINE, 1, '', "wget: bad address 'example.com'"],
    [
      'git clone -q https://github.com/a/b',
      trusting,
      OFFLINE,
      128,
      '',
      "fatal: unable to access 'https://github.com/a/b/': Could not resolve host: github.com",
    ],
    [
      'git clone git@github.com:a/b.git',
      trusting,
      ONLINE,
      128,
      '',
      "Cloning into 'b'...\nHost key verification failed.\r\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.",
    ],
    ['git status', trusting, ONLINE, 128, '', 'fatal: not a git repository (or any of the parent directories): .git'],
    ['git clone -q https://x.io/r /etc', trusting, ONLINE, 128, '', "fatal: destination path '/etc' already exists and is not an empty directory."],
    ['unzip none', installed, ONLINE, 9, '', 'unzip:  cannot find or open none, none.zip or none.ZIP.'],
    ['echo nothing | gpg --dearmor', installed, ONLINE, 2, '', 'gpg: no valid OpenPGP data found.\ngpg: dearmoring failed: Unknown system error'],
    ['dpkg -i none.deb', installed, ONLINE, 1, '', "dpkg: error: cannot access archive 'none.deb': No such file or directory"],
    [
      'gosu nobody2 id',
      installed,
      ONLINE,
      1,
      '',
      'error: failed switching to "nobody2": unable to find user nobody2: no matching entries in passwd file',
    ],
    ['sudo -n id', installed, { uid: 65534 }, 1, '', 'sudo: a password is required'],
    [
      'echo nobody2:x | chpasswd',
      installed,
      ONLINE,
      1,
      '',
      'chpasswd: (user nobody2) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line 1, user nobody2) password not changed',
    ],
    [
      'localedef -i en_US -f UTF-8 en_US.UTF-8',
      slim,
      ONLINE,
      4,
      '',
      "character map file `UTF-8' not found: No such file or directory\ncannot read character map directory `/usr/share/i18n/charmaps': No such file or directory",
    ],
    ['getent passwd nobody2', installed, ONLINE, 2, '', ''],
    ['crontab -l', installed, ONLINE, 1, '', 'no crontab for root'],
    ["echo '[]' | jq .a", installed, ONLINE, 5, '', 'jq: error (at <stdin>:1): Cannot index array with "a"'],
    ['ssh-keyscan github.com', installed, OFFLINE, 1, '', 'getaddrinfo github.com: Temporary failure in name resolution'],
  ];
  test.each(rows)('%s', (...row) => check(row));
});

describe('what can be answered', () => {
  const rows: readonly Row[] = [
    ['echo hi > /f; curl -s file:///f', installed, OFFLINE, 0, 'hi', ''],
    ['tini -- gosu nobody id -un', installed, ONLINE, 0, 'nobody', ''],
    ['sudo -u nobody A=b sh -c "id -un; echo \\$A \\$HOME"', installed, ONLINE, 0, 'nobody\nb /nonexistent', ''],
    ['echo "nobody ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/n; chmod 755 /etc/sudoers.d; gosu nobody sudo id -u', installed, ONLINE, 0, '0', ''],
    ['lsb_release -cs', installed, ONLINE, 0, 'bookworm', ''],
    ['getent passwd 0; getent group root', installed, ONLINE, 0, 'root:x:0:0:root:/root:/bin/bash\nroot:x:0:', ''],
    ["A=1 B=2 envsubst '$A' < /dev/null; echo '$A ${B} $C' | A=1 B=2 envsubst '$A $C'", installed, ONLINE, 0, '1 ${B} ', ''],
    [
      `echo '{"a":{"b":["x",2]}}' | jq -r '.a.b[0]'; echo '{"a":[1,{}]}' | jq .; echo '{"a":[1]}' | jq -c '.a | .[]'`,
      installed,
      ONLINE,
      0,
      'x\n{\n  "a": [\n    1,\n    {}\n  ]\n}\n1',
      '',
    ],
    [
      'git init -q /r && cd /r && git config user.name "A B" && git config user.name && git config --global core.x y && cat ~/.gitconfig',
      installed,
      ONLINE,
      0,
      'A B\n[core]\n\tx = y',
      '',
    ],
    [
      'git config --global url."https://t@github.com/".insteadOf https://github.com/ && cat ~/.gitconfig',
      installed,
      ONLINE,
      0,
      '[url "https://t@github.com/"]\n\tinsteadOf = https://github.com/',
      '',
    ],
    ['mkdir d && echo hello > d/a && zip -qr x.zip d && rm -r d && unzip -q x.zip && cat d/a', installed, ONLINE, 0, 'hello', ''],
    ['openssl rand -hex 4 | wc -c; openssl rand -base64 3 | wc -c', installed, ONLINE, 0, '9\n5', ''],
    ['echo "* * * * * x" | crontab - && crontab -l', installed, ONLINE, 0, '* * * * * x', ''],
    ['passwd -l root >/dev/null && cut -d: -f1,2 /etc/shadow | grep ^root', installed, ONLINE, 0, 'root:!*', ''],
    ['dpkg --add-architecture arm64 && dpkg --add-architecture arm64 && cat /var/lib/dpkg/arch', installed, ONLINE, 0, 'amd64\narm64', ''],
    [
      'printf -- "-----BEGIN PGP PUBLIC KEY BLOCK-----\\nVersion: 1\\n\\naGVsbG8K\\n=abcd\\n-----END PGP PUBLIC KEY BLOCK-----\\n" | gpg --dearmor',
      installed,
      ONLINE,
      0,
      'hello',
      '',
    ],
  ];
  test.each(rows)('%s', (...row) => check(row));
});

describe('what is fetched is unknown, and nothing later fails over it', () => {
  test.each([
    [`curl -fsSL ${URL} | tar xz -C /usr/local --strip-components=1`],
    [`curl -fsSLO ${URL} && tar -xzf tool-1.2.tar.gz && rm tool-1.2.tar.gz`],
    ['curl -fsSL https://deb.nodesource.com/setup_20.x | bash -'],
    ['curl -fsSL https://get.docker.com -o get.sh && sh get.sh'],
    ['curl -fsSL https://x.io/key.asc | gpg --dearmor -o /usr/share/keyrings/x.gpg && test -s /usr/share/keyrings/x.gpg'],
    ['wget -qO- https://x.io/key.asc | apt-key add -'],
    [`wget -q ${URL} && echo "${'0'.repeat(64)}  tool-1.2.tar.gz" | sha256sum -c -`],
    ['wget -q https://x.io/a.zip && unzip -q a.zip'],
    ['wget -qP /opt https://x.io/t.xz && xz -d /opt/t.xz && test -f /opt/t'],
    ['curl -fsSL -o /usr/local/bin/tini https://x.io/tini && chmod +x /usr/local/bin/tini && /usr/local/bin/tini --version'],
    ['wget -q https://x.io/a.deb && dpkg -i a.deb'],
    ['git clone --depth 1 -b v1 https://github.com/a/b.git && cd b && git checkout v1 && git rev-parse HEAD'],
    ['gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys ABCD && gpg --batch --verify /etc/passwd'],
  ])('%s', (command) => {
    const run = runInImage(catalog, trusting, command);
    expect([run.exitCode, run.fidelity]).toEqual([0, 'unknown']);
  });

  test('after the script of NodeSource node and npm are there', () => {
    const command =
      'curl -fsSL https://deb.nodesource.com/setup_20.x | bash - >/dev/null 2>&1; apt-get install -y -qq nodejs >/dev/null 2>&1; which node npm npx';
    const run = runInImage(catalog, trusting, command);
    expect([run.printed, run.fidelity]).toEqual(['/usr/bin/node\n/usr/bin/npm\n/usr/bin/npx', 'unknown']);
  });

  test('where an image came with a tool, it came with certificates', () => {
    const full = loadCatalog(['node:20']);
    const run = runInImage(full, openImage(full, 'node:20').tree, `curl -fsSLO ${URL} && wget -q ${URL} && git clone -q https://github.com/a/b`);
    expect([run.exitCode, run.errors]).toEqual([0, '']);
  });

  test('a clone keeps the address, with the token in it', () => {
    const { tree } = runInImage(catalog, trusting, 'git clone -q https://me:t0ken@github.com/a/b.git /src');
    const config = editTree(tree, { uid: 0, gid: 0, nowSeconds: 0 }).read('/src/.git/config');
    expect(new TextDecoder().decode(config.ok ? config.value : undefined)).toContain('url = https://me:t0ken@github.com/a/b.git');
  });

  test('nor do they name a user of the URL in a notice', () => {
    const { notices } = runInImage(catalog, trusting, 'curl -s https://me:t0ken@x.io/f; git clone -q https://me:t0ken@x.io/g');
    expect(JSON.stringify(notices)).not.toContain('t0ken');
  });
});

describe('settings', () => {
  const rows: readonly Row[] = [
    [
      'ln -sf /usr/share/zoneinfo/Europe/Zurich /etc/localtime && dpkg-reconfigure -f noninteractive tzdata 2>/dev/null && cat /etc/timezone',
      installed,
      ONLINE,
      0,
      'Europe/Zurich',
      '',
    ],
    ['dpkg-reconfigure none', installed, ONLINE, 1, '', '/usr/sbin/dpkg-reconfigure: none is not installed'],
    [
      'sed -i "s/^# fr_FR/fr_FR/" /etc/locale.gen && dpkg-reconfigure --frontend=noninteractive locales | grep fr',
      installed,
      ONLINE,
      0,
      '  fr_FR.UTF-8... done',
      '',
    ],
    ['echo "tzdata tzdata/Areas select Europe" | debconf-set-selections', installed, ONLINE, 0, '', ''],
    [
      'update-alternatives --install /usr/bin/py py /bin/true 1 && readlink /usr/bin/py /etc/alternatives/py',
      installed,
      ONLINE,
      0,
      'update-alternatives: using /bin/true to provide /usr/bin/py (py) in auto mode\n/etc/alternatives/py\n/bin/true',
      '',
    ],
    [
      'update-alternatives --install /usr/bin/py py /bin/true 2 >/dev/null; update-alternatives --install /usr/bin/py py /bin/false 1; update-alternatives --set py /bin/false',
      installed,
      ONLINE,
      0,
      'update-alternatives: using /bin/false to provide /usr/bin/py (py) in manual mode',
      '',
    ],
    ['update-alternatives --set none /bin/false', installed, ONLINE, 2, '', 'update-alternatives: error: no alternatives for none'],
    ['systemctl start cron', installed, ONLINE, 127, '', '/bin/sh: 1: systemctl: not found'],
    ['service none start', installed, ONLINE, 1, '', 'none: unrecognized service'],
  ];
  test.each(rows)('%s', (...row) => check(row));

  test('setcap puts the whole file into the layer', () => {
    const capable = runInImage(catalog, installed, 'apt-get install -y -qq libcap2-bin >/dev/null').tree;
    const { layer, notices, exitCode } = runInImage(catalog, capable, 'setcap cap_net_bind_service=+ep /usr/bin/curl');
    expect([exitCode, layer.filter(({ type }) => type === 'file').map(({ path }) => path)]).toEqual([0, ['usr/bin/curl']]);
    expect(notices.map(({ code }) => code)).toEqual(['capabilities-not-kept']);
  });
});

describe('files', () => {
  test('wget counts up where the name is taken', () => {
    const { layer } = runInImage(catalog, trusting, 'cd /opt && wget -q https://x.io/f && wget -q https://x.io/f && wget -q -O f https://x.io/f');
    expect(layer.filter(({ path, type }) => path.startsWith('opt/') && type === 'file').map(({ path }) => path)).toEqual(['opt/f', 'opt/f.1']);
  });

  test('unzip never leaves its folder', () => {
    const archive = zipSync({ '../../etc/evil': new Uint8Array([1]), 'a/b': new Uint8Array([2]) });
    const editor = editTree(installed, { uid: 0, gid: 0, nowSeconds: 0 });
    editor.write('/x.zip', archive);
    const { layer } = runInImage(catalog, editor.commit(), 'unzip -q /x.zip -d /out');
    expect(layer.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual(['out/a/b', 'out/etc/evil']);
  });

  test('locales grow one archive', () => {
    const command = 'sed -i "/en_US.UTF-8/s/^# //" /etc/locale.gen && locale-gen && localedef -i de_DE -f UTF-8 de_DE.UTF-8';
    const run = runInImage(catalog, installed, command);
    expect(run.printed).toBe('Generating locales (this might take a while)...\n  en_US.UTF-8... done\nGeneration complete.');
    expect(run.layer.find(({ path }) => path === 'usr/lib/locale/locale-archive')?.sizeBytes).toBe(6_000_000);
  });

  test('keys come with the modes that ssh wants', () => {
    const { layer } = runInImage(catalog, installed, 'ssh-keygen -q -t ed25519 -N "" -f /root/.ssh/id');
    expect(layer.filter(({ path }) => path.startsWith('root/.ssh')).map(({ path, mode }) => [path, mode])).toEqual([
      ['root/.ssh', 0o700],
      ['root/.ssh/id', 0o600],
      ['root/.ssh/id.pub', 0o644],
    ]);
  });

  test('a password is set, and is not the text', () => {
    const { tree } = runInImage(catalog, installed, 'echo root:s3cret | chpasswd');
    const shadow = runInImage(catalog, tree, 'grep ^root /etc/shadow').printed;
    expect(shadow).toMatch(/^root:\$y\$j9T\$[^:]{22}\$[^:]{43}:\d+:/);
    expect(shadow).not.toContain('s3cret');
  });
});
