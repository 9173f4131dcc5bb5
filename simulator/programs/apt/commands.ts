/**
 * Commands of packages whose files are only known as totals and whose commands do not go by the package's name, as their file lists on
 * packages.debian.org have them.
 */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  cargo: ['/usr/bin/cargo'],
  cron: ['/usr/bin/crontab', '/usr/sbin/cron'],
  ffmpeg: ['/usr/bin/ffmpeg', '/usr/bin/ffplay', '/usr/bin/ffprobe', '/usr/bin/qt-faststart'],
  'golang-go': ['/usr/bin/go', '/usr/bin/gofmt'],
  'iputils-ping': ['/usr/bin/ping'],
  locales: ['/usr/sbin/locale-gen', '/usr/sbin/update-locale', '/usr/sbin/validlocale'],
  'docker.io': ['/usr/bin/docker', '/usr/sbin/dockerd'],
  maven: ['/usr/share/maven/bin/mvn', '/usr/share/maven/bin/mvnDebug', '/usr/share/maven/bin/mvnyjp'],
  'netcat-openbsd': ['/usr/bin/nc.openbsd'],
  'redis-tools': ['/usr/bin/redis-cli', '/usr/bin/redis-benchmark', '/usr/bin/redis-check-aof', '/usr/bin/redis-check-rdb'],
  nodejs: ['/usr/bin/node'],
  'php-cli': ['/usr/bin/php', '/usr/bin/phar', '/usr/bin/phar.phar'],
  ruby: ['/usr/bin/ruby', '/usr/bin/gem', '/usr/bin/bundle', '/usr/bin/bundler', '/usr/bin/irb'],
  rustc: ['/usr/bin/rustc', '/usr/bin/rustdoc'],
  sudo: ['/usr/bin/sudo', '/usr/bin/cvtsudoers', '/usr/bin/sudoreplay', '/usr/sbin/visudo'],
  supervisor: ['/usr/bin/supervisord', '/usr/bin/supervisorctl', '/usr/bin/echo_supervisord_conf', '/usr/bin/pidproxy'],
};

/** Further names of such commands. */
export const COMMAND_LINKS: Readonly<Record<string, readonly (readonly [path: string, target: string])[]>> = {
  maven: [['/usr/bin/mvn', '/usr/share/maven/bin/mvn']],
  nodejs: [['/usr/bin/nodejs', 'node']],
};

/** Commands that lie in a folder, with their share of its bytes; none where the package is not listed above. */
export function commandsIn(name: string, folder: string, bytes: number): readonly (readonly [path: string, bytes: number])[] {
  const paths = (COMMANDS[name] ?? []).filter((path) => path.slice(0, path.lastIndexOf('/')) === folder);
  return paths.map((path, index) => [path, Math.floor((bytes + index) / paths.length)]);
}
