import { describe, expect, test } from 'vitest';
import { loadCatalog, openImage, runInImage } from '../../testing/image-sandbox';

const catalog = loadCatalog(['node:20-slim', 'node:20-alpine']);
const debian = openImage(catalog, 'node:20-slim').tree;
const alpine = openImage(catalog, 'node:20-alpine').tree;

describe('on Debian', () => {
  test.each([
    ['useradd app && grep ^app: /etc/passwd', 'app:x:1001:1001::/home/app:/bin/sh'],
    ['useradd app; [ -e /home/app ] || echo none', 'none'],
    ['useradd -m app && stat -c "%U:%G %a" /home/app', 'app:app 755'],
    ['useradd -r svc && grep ^svc: /etc/passwd', 'svc:x:999:999::/home/svc:/bin/sh'],
    ['useradd -u 1500 -s /usr/sbin/nologin -d /srv -c "The app" app && grep ^app: /etc/passwd', 'app:x:1500:1500:The app:/srv:/usr/sbin/nologin'],
    ['groupadd -g 2000 team && useradd -g team app && id app', 'uid=1001(app) gid=2000(team) groups=2000(team)'],
    ['groupadd -r team && grep ^team: /etc/group', 'team:x:999:'],
    ['groupadd team && usermod -aG team node && id -nG node', 'node team'],
    ['useradd app && userdel app && grep -c ^app: /etc/passwd /etc/group', '/etc/passwd:0'],
    ['adduser --system svc && grep ^svc: /etc/passwd', 'svc:x:100:65534::/nonexistent:/usr/sbin/nologin'],
    ['adduser --system --group svc && id svc', 'uid=100(svc) gid=101(svc)'],
    ['adduser --disabled-password --gecos "" app && grep ^app: /etc/passwd && stat -c %a /home/app', 'app:x:1001:1001::/home/app:/bin/bash\n700'],
    ['addgroup --system --gid 10001 app && adduser --system --uid 10001 --ingroup app app && id app', 'uid=10001(app) gid=10001(app)'],
    ['adduser node games && id -nG node', 'node games'],
    ['useradd app && ls /etc/passwd-', '/etc/passwd-'],
  ])('%s', (command, expected) => {
    expect(runInImage(catalog, debian, command).printed).toContain(expected);
  });

  test.each([
    ['useradd node', 9, "useradd: user 'node' already exists"],
    ['useradd -u 1000 app', 4, 'useradd: UID 1000 is not unique'],
    ['useradd -g nope app', 6, "useradd: group 'nope' does not exist"],
    ['groupadd node', 9, "groupadd: group 'node' already exists"],
    ['groupadd -g 1000 team', 4, "groupadd: GID '1000' already exists"],
    ['usermod -aG nope node', 6, "usermod: group 'nope' does not exist"],
    ['useradd ../etc', 3, "useradd: invalid user name '../etc'"],
    ['useradd -u x app', 3, "useradd: invalid user ID 'x'"],
    ['useradd -d /a:b app', 3, "useradd: invalid field '/a:b'"],
    ['groupadd 1st', 3, "groupadd: invalid group name '1st'"],
    ['adduser --system a/b', 1, "adduser: invalid user name 'a/b'"],
    ['adduser node', 1, "The user `node' already exists."],
    ['adduser -D app', 1, ''],
  ])('%s is refused', (command, code, error) => {
    expect(runInImage(catalog, debian, command)).toMatchObject({ exitCode: code, errors: expect.stringContaining(error) });
  });
});

describe('on Alpine', () => {
  test.each([
    ['adduser -D app && grep ^app: /etc/passwd', 'app:x:1001:1001:Linux User,,,:/home/app:/bin/sh'],
    ['addgroup -S app && adduser -S -G app app && id app', 'uid=100(app) gid=101(app)'],
    ['adduser -S svc && grep ^svc: /etc/passwd', 'svc:x:100:65533:Linux User,,,:/home/svc:/sbin/nologin'],
    [
      'adduser -D -H -u 4000 -s /sbin/nologin -g "" app && grep ^app: /etc/passwd; [ -e /home/app ] || echo none',
      'app:x:4000:4000::/home/app:/sbin/nologin\nnone',
    ],
    ['addgroup -g 3000 team && addgroup node team && grep ^team: /etc/group', 'team:x:3000:node'],
    ['adduser -D app && ls /etc/passwd- 2>/dev/null || echo no copy', 'no copy'],
    ['adduser -D app && deluser app && grep -c ^app: /etc/passwd', '0'],
  ])('%s', (command, expected) => {
    expect(runInImage(catalog, alpine, command).printed).toContain(expected);
  });

  test.each([
    ['adduser -D node', "adduser: user 'node' in use"],
    ['addgroup node', "addgroup: group 'node' in use"],
    ['adduser -D -G nope app', 'adduser: unknown group nope'],
    ['useradd app', 'useradd: not found'],
    ['adduser -D -u many app', "adduser: invalid user ID 'many'"],
  ])('%s is refused', (command, error) => {
    const result = runInImage(catalog, alpine, command);
    expect(result.exitCode).not.toBe(0);
    expect(result.errors).toContain(error);
  });
});
