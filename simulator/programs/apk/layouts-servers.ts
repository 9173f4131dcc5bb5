import type { Layout } from './layout';

/** Servers and databases, with the folders that are their own. */
export const SERVER_LAYOUTS: Readonly<Record<string, Layout>> = {
  apache2:
    'usr/sbin/httpd 800\nusr/sbin/apachectl 4\nusr/lib/apache2/*.so 110 2600\netc/apache2/httpd.conf 16000b\nvar/www/localhost/htdocs/index.html 45b\nvar/log/apache2/ root 755',
  dcron: 'usr/sbin/crond 60 @crond\nusr/bin/crontab 40 !4755\netc/crontabs/ root 755',
  haproxy: 'usr/sbin/haproxy 100\netc/haproxy/haproxy.cfg 3600b\nvar/lib/haproxy/ haproxy 750',
  mariadb:
    'usr/bin/mariadbd 88\nusr/bin/mariadb-install-db 20000b\nusr/bin/mysqld > mariadbd\nusr/share/mariadb/*.sys 160 11\nvar/lib/mysql/ mysql 755\nrun/mysqld/ mysql 755',
  'mariadb-client':
    'usr/bin/mariadb 4400\nusr/bin/mysql > mariadb\nusr/bin/mariadb-dump 4300\nusr/bin/mysqldump > mariadb-dump\nusr/bin/mariadb-admin 4200\nusr/bin/mysqladmin > mariadb-admin\nusr/bin/mariadb-check 4200\nusr/bin/mariadb-import 4200\nusr/bin/mariadb-show 4200',
  'mariadb-common': 'etc/my.cnf 600b\netc/my.cnf.d/mariadb-server.cnf 1100b\nusr/share/mariadb/charsets/*.xml 24 100',
  memcached: 'usr/bin/memcached 100',
  nginx: `
usr/sbin/nginx 96
etc/nginx/nginx.conf 3358b
etc/nginx/mime.types 5349b
etc/nginx/http.d/default.conf 343b
etc/nginx/fastcgi.conf 1077b
etc/nginx/fastcgi_params 1007b
etc/nginx/modules/ root 755
etc/logrotate.d/nginx 500b
usr/share/nginx/http-default_server.conf 343b
var/lib/nginx/html/index.html 615b
var/lib/nginx/logs > /var/log/nginx
var/lib/nginx/modules > /usr/lib/nginx/modules
usr/lib/nginx/modules/ root 755
var/lib/nginx/tmp/ nginx 700
var/lib/nginx/ nginx 755
var/log/nginx/ nginx 755
var/www/localhost/htdocs/ root 755
run/nginx/ nginx 755`,
  'openssh-server': 'usr/sbin/sshd 940\netc/ssh/sshd_config 3200b\nusr/lib/ssh/sshd-session 300 !755\nvar/empty/ root 555',
  'openssh-sftp-server': 'usr/lib/ssh/sftp-server 100 !755',
  postgresql17: `
usr/libexec/postgresql17/postgres 9300 !755
usr/libexec/postgresql17/initdb 200 !755
usr/libexec/postgresql17/pg_ctl 90 !755
usr/bin/postgres > ../libexec/postgresql17/postgres
usr/bin/initdb > ../libexec/postgresql17/initdb
usr/bin/pg_ctl > ../libexec/postgresql17/pg_ctl
usr/lib/postgresql17/*.so 70 5000
usr/share/postgresql17/*.sql 650 7500
var/lib/postgresql/ postgres 750
run/postgresql/ postgres 1775`,
  'postgresql17-client': `
usr/libexec/postgresql17/psql 800 !755
usr/libexec/postgresql17/pg_dump 500 !755
usr/libexec/postgresql17/pg_restore 300 !755
usr/libexec/postgresql17/pg_isready 100 !755
usr/libexec/postgresql17/createdb 100 !755
usr/bin/psql > ../libexec/postgresql17/psql
usr/bin/pg_dump > ../libexec/postgresql17/pg_dump
usr/bin/pg_restore > ../libexec/postgresql17/pg_restore
usr/bin/pg_isready > ../libexec/postgresql17/pg_isready
usr/bin/createdb > ../libexec/postgresql17/createdb`,
  'postgresql-common': 'usr/bin/pg_versions 6000b\nusr/share/postgresql-common/*  3 100',
  redis:
    'usr/bin/redis-server 2300\nusr/bin/redis-cli 800\nusr/bin/redis-benchmark 600\nusr/bin/redis-sentinel > redis-server\netc/redis.conf 107000b\nvar/lib/redis/ redis 750\nvar/log/redis/ redis 750',
  valkey: 'usr/bin/valkey-server 97\nusr/bin/redis-server > valkey-server\netc/valkey/valkey.conf 110000b\nvar/lib/valkey/ valkey 750',
  'valkey-cli': 'usr/bin/valkey-cli 60\nusr/bin/valkey-benchmark 40\nusr/bin/redis-cli > valkey-cli',
};
