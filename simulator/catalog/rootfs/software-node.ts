import type { Software } from './contents';
import { fileOf, folderOf, linkOf, textOf } from './entries';

/** The npm that each major version of Node brought along in these images. */
const NPM_VERSIONS: Readonly<Record<string, string>> = { '20': '10.8.2', '22': '10.9.4' };

/** Ours, to the same effect as the image's own: anything that is not a command becomes an argument of node. */
const ENTRYPOINT = `#!/bin/sh
set -e

case "\${1:-}" in
  -*) set -- node "$@" ;;
  ?*) command -v "$1" >/dev/null 2>&1 || set -- node "$@" ;;
esac

exec "$@"
`;

/** Weights are megabytes of Node 20 on Debian 12: binary and npm as installed, headers and documents from the archive. */
export const nodeSoftware: Software = (image, environment) => {
  const version = environment.get('NODE_VERSION');
  if (version === undefined) return image.os.startsWith('distroless') && image.source.includes('nodejs') ? distrolessNode() : undefined;
  const npm = NPM_VERSIONS[version.split('.')[0] ?? ''] ?? '10.8.2';
  const yarn = environment.get('YARN_VERSION') ?? '1.22.22';
  const modules = '/usr/local/lib/node_modules';
  return {
    entries: [
      linkOf('/usr/local/bin/nodejs', '/usr/local/bin/node'),
      linkOf('/usr/local/bin/npm', '../lib/node_modules/npm/bin/npm-cli.js'),
      linkOf('/usr/local/bin/npx', '../lib/node_modules/npm/bin/npx-cli.js'),
      linkOf('/usr/local/bin/corepack', '../lib/node_modules/corepack/dist/corepack.js'),
      fileOf(`${modules}/npm/bin/npm-cli.js`, 54, 0o755, 'npm'),
      fileOf(`${modules}/npm/bin/npx-cli.js`, 2_923, 0o755, 'npx'),
      fileOf(`${modules}/corepack/dist/corepack.js`, 400, 0o755, 'corepack'),
      textOf(`${modules}/npm/package.json`, `${JSON.stringify({ name: 'npm', version: npm, license: 'Artistic-2.0' }, null, 2)}\n`),
      fileOf(`/opt/yarn-v${yarn}/bin/yarn.js`, 1_025, 0o755, 'yarn'),
      fileOf(`/opt/yarn-v${yarn}/bin/yarn`, 1_025, 0o755, 'yarn'),
      linkOf('/usr/local/bin/yarn', `/opt/yarn-v${yarn}/bin/yarn`),
      linkOf('/usr/local/bin/yarnpkg', `/opt/yarn-v${yarn}/bin/yarn`),
      textOf('/usr/local/bin/docker-entrypoint.sh', ENTRYPOINT, 0o755),
      folderOf('/home/node', 0o755, { uid: 1000, gid: 1000 }),
      ...['.bashrc', '.bash_logout', '.profile'].map((name) => ({ ...fileOf(`/home/node/${name}`, 800), uid: 1000, gid: 1000 })),
    ],
    shares: [
      { path: '/usr/local/bin/node', weight: 98.9, mode: 0o755 },
      { path: `${modules}/npm/lib`, weight: 0.7, files: 250, ending: '.js' },
      { path: `${modules}/npm/docs`, weight: 1.3, files: 180, ending: '.md' },
      { path: `${modules}/npm/man`, weight: 0.6, files: 75, ending: '.1' },
      { path: `${modules}/npm/node_modules`, weight: 8.2, files: 1_500, ending: '.js' },
      { path: `${modules}/corepack/dist/lib`, weight: 1.2, files: 12, ending: '.cjs' },
      { path: '/usr/local/include/node', weight: 4.6, files: 560, ending: '.h' },
      { path: '/usr/local/share/doc/node', weight: 0.6, files: 3, ending: '.md' },
      { path: `/opt/yarn-v${yarn}/lib`, weight: 5.2, files: 3, ending: '.js' },
    ],
  };
};

function distrolessNode(): ReturnType<Software> {
  return {
    entries: [linkOf('/usr/bin/node', '/nodejs/bin/node')],
    shares: [
      { path: '/nodejs/bin/node', weight: 98.9, mode: 0o755 },
      { path: '/nodejs/share', weight: 0.6, files: 3 },
    ],
  };
}
