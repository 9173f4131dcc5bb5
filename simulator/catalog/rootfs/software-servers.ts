import { type Software, tools } from './contents';
import { fileOf, folderOf, linkOf, textOf } from './entries';

/** nginx, Apache httpd, PostgreSQL and Redis. */
export const serverSoftware: Software = (image, environment) => {
  if (environment.has('NGINX_VERSION')) return nginx(image.packageManager === 'apk');
  if (environment.has('HTTPD_VERSION')) return httpd();
  if (environment.has('PG_VERSION')) return postgres();
  if (environment.has('REDIS_VERSION') || environment.has('REDIS_DOWNLOAD_URL') || image.users.some(([name]) => name === 'redis')) return redis();
  return undefined;
};

const NGINX_SITE = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html;
    }
}
`;
const NGINX_CONF = `user  nginx;
worker_processes  auto;
error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events { worker_connections  1024; }

http {
    include       /etc/nginx/mime.types;
    access_log    /var/log/nginx/access.log;
    include       /etc/nginx/conf.d/*.conf;
}
`;

function nginx(alpine: boolean): ReturnType<Software> {
  const account = { uid: 101, gid: 101 };
  return {
    entries: [
      textOf('/etc/nginx/nginx.conf', NGINX_CONF),
      textOf('/etc/nginx/conf.d/default.conf', NGINX_SITE),
      fileOf('/etc/nginx/mime.types', 5_349),
      textOf('/usr/share/nginx/html/index.html', '<!DOCTYPE html>\n<title>nginx</title>\n<h1>nginx is running</h1>\n'),
      textOf('/usr/share/nginx/html/50x.html', '<!DOCTYPE html>\n<title>Error</title>\n<h1>An error occurred</h1>\n'),
      linkOf('/var/log/nginx/access.log', '/dev/stdout'),
      linkOf('/var/log/nginx/error.log', '/dev/stderr'),
      folderOf('/var/cache/nginx', 0o755, alpine ? account : {}),
      textOf('/docker-entrypoint.sh', '#!/bin/sh\nset -e\nexec "$@"\n', 0o755),
      ...['10-listen-on-ipv6-by-default.sh', '15-local-resolvers.envsh', '20-envsubst-on-templates.sh', '30-tune-worker-processes.sh'].map((name) =>
        fileOf(`/docker-entrypoint.d/${name}`, 2_000, 0o755),
      ),
    ],
    shares: [
      ...tools('/usr/sbin', 'nginx nginx-debug', 1.6),
      ...tools('/usr/bin', 'curl envsubst', 0.3),
      { path: '/usr/lib/nginx/modules', weight: 4, files: 12, ending: '.so' },
      { path: '/usr/lib/nginx/libraries', weight: 30, files: 60, ending: '.so' },
    ],
  };
}

function httpd(): ReturnType<Software> {
  return {
    entries: [
      fileOf('/usr/local/apache2/conf/httpd.conf', 21_000),
      textOf('/usr/local/apache2/htdocs/index.html', '<html><body><h1>It works!</h1></body></html>\n'),
      fileOf('/usr/local/bin/httpd-foreground', 138, 0o755),
    ],
    shares: [
      ...tools('/usr/local/apache2/bin', 'httpd apachectl ab htpasswd', 1),
      { path: '/usr/local/apache2/modules', weight: 8, files: 110, ending: '.so' },
      { path: '/usr/lib/httpd-libraries', weight: 25, files: 30, ending: '.so' },
    ],
  };
}

function postgres(): ReturnType<Software> {
  const account = { uid: 999, gid: 999 };
  return {
    entries: [
      folderOf('/docker-entrypoint-initdb.d'),
      folderOf('/var/lib/postgresql/data', 0o1777, account),
      folderOf('/var/run/postgresql-sockets', 0o3777, account),
      fileOf('/usr/local/bin/docker-entrypoint.sh', 14_000, 0o755),
      fileOf('/usr/local/bin/gosu', 2_300_000, 0o755),
    ],
    shares: [
      ...tools('/usr/lib/postgresql/16/bin', 'postgres psql initdb pg_dump pg_ctl', 2),
      { path: '/usr/lib/postgresql/16/lib', weight: 60, files: 400, ending: '.so' },
      { path: '/usr/lib/x86_64-linux-gnu/llvm', weight: 120, files: 4, ending: '.so' },
      { path: '/usr/share/postgresql/16', weight: 12, files: 350 },
    ],
  };
}

function redis(): ReturnType<Software> {
  return {
    entries: [
      folderOf('/data', 0o755, { uid: 999, gid: 1000 }),
      fileOf('/usr/local/bin/docker-entrypoint.sh', 660, 0o755),
      linkOf('/usr/local/bin/redis-sentinel', 'redis-server'),
      linkOf('/usr/local/bin/redis-check-aof', 'redis-server'),
      linkOf('/usr/local/bin/redis-check-rdb', 'redis-server'),
    ],
    shares: [...tools('/usr/local/bin', 'redis-server', 14), ...tools('/usr/local/bin', 'redis-cli redis-benchmark gosu', 5)],
  };
}
