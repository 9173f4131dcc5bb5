import { bytesContent } from '../fs/content';
import { createDirectory } from '../fs/tree';
import type { TreeEditor, TreeNode } from '../fs/types';

export interface SystemMount {
  readonly target: string;
  readonly node: TreeNode;
  readonly readOnly: boolean;
}

const HOSTS = '127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n';
/** Differs: BuildKit hands on the name servers of the machine it runs on; these are the ones it falls back to. */
const RESOLV_CONF = 'nameserver 8.8.8.8\nnameserver 8.8.4.4\n';
const KERNEL_OBJECTS = ['block', 'bus', 'class', 'dev', 'devices', 'firmware', 'fs', 'kernel', 'module', 'power'];

/**
 * What every RUN finds mounted, whatever the image has there (moby/buildkit executor/oci/spec.go, executor/oci/hosts.go). The contents of
 * `/dev` and `/proc` are devices to the programs, and not here.
 */
export function systemMounts(nowSeconds: number): readonly SystemMount[] {
  const directory = (mode: number, names: readonly string[] = []) =>
    createDirectory({ mode, mtimeSeconds: nowSeconds }, new Map(names.map((name) => [name, createDirectory({ mtimeSeconds: nowSeconds })])));
  const shared = createDirectory({ mode: 0o1777, mtimeSeconds: nowSeconds });
  const dev = createDirectory(
    { mtimeSeconds: nowSeconds },
    new Map([
      ['mqueue', shared],
      ['pts', createDirectory({ mtimeSeconds: nowSeconds })],
      ['shm', shared],
    ]),
  );
  return [
    { target: '/proc', node: directory(0o555), readOnly: true },
    { target: '/dev', node: dev, readOnly: false },
    { target: '/sys', node: directory(0o555, KERNEL_OBJECTS), readOnly: true },
    { target: '/etc/hosts', node: textFile(HOSTS, nowSeconds), readOnly: true },
    { target: '/etc/resolv.conf', node: textFile(RESOLV_CONF, nowSeconds), readOnly: true },
  ];
}

function textFile(text: string, mtimeSeconds: number): TreeNode {
  return { kind: 'file', content: bytesContent(text), mode: 0o644, uid: 0, gid: 0, mtimeSeconds };
}

/** The runtime makes directories for the kernel's file systems where the image has none, and leaves them there. */
export function ensureKernelDirectories(fs: TreeEditor): void {
  for (const path of ['/proc', '/dev', '/sys']) if (!fs.exists(path)) fs.mkdir(path, { mode: 0o755, uid: 0, gid: 0 });
}
