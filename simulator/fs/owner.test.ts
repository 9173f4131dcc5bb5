import { describe, expect, test } from 'vitest';
import { bytesContent } from './content';
import { parseOwnerSpec, resolveOwner, resolveProcessUser } from './owner';
import { buildTree, EMPTY_TREE } from './tree';

const PASSWD = 'root:x:0:0:root:/root:/bin/sh\napp:x:1001:1002::/srv:/bin/sh\n\nodd:x:many:few\napp:x:7:7::/:/bin/sh\n';
const GROUP = 'root:x:0:\n#app:x:9:\nweb:x:33:app,other\napp:x:1002:\nlogs:x:44:app\n';
const TREE = buildTree([
  { kind: 'file', path: 'usr/etc/passwd', content: bytesContent(PASSWD) },
  { kind: 'file', path: 'etc/group', content: bytesContent(GROUP) },
  { kind: 'symlink', path: 'etc/passwd', target: '/usr/etc/passwd' },
]);

describe('--chown', () => {
  const cases: [string, string][] = [
    ['1000:50', '1000:50'],
    ['7', '7:7'],
    ['app', '1001:1002'],
    ['app:root', '1001:0'],
    ['app:web', '1001:33'],
    [':50', '0:50'],
    ['3:', '3:0'],
    ['root', '0:0'],
    ['nobody', '0:0'],
    ['5:nogroup', '5:5'],
    ['odd', '0:0'],
    ['-1', '0:0'],
    ['-2', '4294967294:4294967294'],
    ['4294967295', '0:0'],
  ];
  test.each(cases)('%s', (spec, owner) => {
    const resolved = resolveOwner(parseOwnerSpec(spec), TREE);
    expect(resolved.ok && `${resolved.owner.uid}:${resolved.owner.gid}`).toBe(owner);
  });

  test('without any user files a name is 0', () => {
    expect(resolveOwner(parseOwnerSpec('web'), EMPTY_TREE)).toEqual({ ok: true, owner: { uid: 0, gid: 0 } });
  });

  test('on nothing at all a name is an error, a number and root are none', () => {
    expect(resolveOwner(parseOwnerSpec('app:app'), undefined)).toEqual({ ok: false, message: 'invalid user index: -1' });
    expect(resolveOwner(parseOwnerSpec('root:5'), undefined)).toEqual({ ok: true, owner: { uid: 0, gid: 5 } });
  });
});

describe('USER', () => {
  const cases: [string, string][] = [
    ['', '0:0 0'],
    ['app', '1001:1002 1002,33,44'],
    ['1001', '1001:1002 1002,33,44'],
    ['1001:1001', '1001:1001 1001'],
    ['app:web', '1001:33 33'],
    ['app:55', '1001:55 55'],
    ['4000', '4000:0 0'],
    ['root', '0:0 0'],
    ['nobody', 'unable to find user nobody: no matching entries in passwd file'],
    ['0:staff', 'unable to find group staff: no matching entries in group file'],
  ];
  test.each(cases)('%j', (spec, expected) => {
    const result = resolveProcessUser(TREE, spec);
    expect(result.ok ? `${result.identity.uid}:${result.identity.gid} ${result.identity.groups.join()}` : result.message).toBe(expected);
  });
});
