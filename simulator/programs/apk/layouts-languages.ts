import type { Layout } from './layout';

const SITE = 'usr/lib/python3.12/site-packages';

/** Compilers and interpreters. Weights are megabytes or percent; counts are those of the packages, rounded. */
export const LANGUAGE_LAYOUTS: Readonly<Record<string, Layout>> = {
  binutils: `
usr/bin/ar 60
usr/bin/as 800
usr/bin/ld 1500
usr/bin/ld.bfd > ld
usr/bin/nm 50
usr/bin/objcopy 180
usr/bin/objdump 400
usr/bin/ranlib 60
usr/bin/readelf 700
usr/bin/size 30
usr/bin/strings 30
usr/bin/strip 180
usr/bin/gprof 90
usr/lib/libbfd-{v}.so 1300
usr/lib/libopcodes-{v}.so 900
usr/lib/ldscripts/*.x 240 900
usr/x86_64-alpine-linux-musl/lib/ldscripts/*.x 60 200`,
  gcc: `
usr/bin/gcc 1000
usr/bin/cc > gcc
usr/bin/cpp 1000
usr/bin/gcc-ar 30
usr/bin/gcov 1500
usr/bin/x86_64-alpine-linux-musl-gcc 1000
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/cc1 34000
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/lto1 32000
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/collect2 700
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/lto-wrapper 1000
usr/lib/gcc/x86_64-alpine-linux-musl/{v}/libgcc.a 5200
usr/lib/gcc/x86_64-alpine-linux-musl/{v}/crtbegin.o 3
usr/lib/gcc/x86_64-alpine-linux-musl/{v}/crtend.o 2
usr/lib/gcc/x86_64-alpine-linux-musl/{v}/include/*.h 105 3000
usr/lib/gcc/x86_64-alpine-linux-musl/{v}/plugin/include/*.h 420 12000
usr/lib/libgcc_s.so > libgcc_s.so.1`,
  'g++': `
usr/bin/g++ 1000
usr/bin/c++ > g++
usr/bin/x86_64-alpine-linux-musl-g++ 1000
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/cc1plus 36000
usr/libexec/gcc/x86_64-alpine-linux-musl/{v}/g++-mapper-server 900`,
  gfortran: 'usr/bin/gfortran 1000\nusr/libexec/gcc/x86_64-alpine-linux-musl/{v}/f951 35000',
  'libstdc++-dev': 'usr/include/c++/{v}/* 780 11500\nusr/lib/libstdc++.a 6500\nusr/lib/libstdc++.so > libstdc++.so.6.0.33',
  'musl-dev':
    'usr/include/*.h 215 1000\nusr/lib/libc.a 8800\nusr/lib/crt1.o 3\nusr/lib/crti.o 1\nusr/lib/crtn.o 1\nusr/lib/libc.so > /lib/ld-musl-x86_64.so.1\nusr/lib/libm.a 8b\nusr/lib/libpthread.a 8b',
  'linux-headers':
    'usr/include/linux/*.h 640 5600\nusr/include/asm/*.h 66 300\nusr/include/asm-generic/*.h 36 200\nusr/include/rdma/*.h 28 260\nusr/include/sound/*.h 22 300',
  make: 'usr/bin/make 100',
  'fortify-headers': 'usr/include/fortify/*.h 12 100',
  cmake: 'usr/bin/cmake 11000\nusr/bin/ctest 12000\nusr/bin/cpack 11000\nusr/share/cmake/Modules/*.cmake 1600 18000',
  autoconf:
    'usr/bin/autoconf 15\nusr/bin/autoheader 9\nusr/bin/autom4te 33\nusr/bin/autoreconf 30\nusr/bin/autoscan 17\nusr/bin/autoupdate 33\nusr/bin/ifnames 4\nusr/share/autoconf/*.m4 50 2300',
  automake: 'usr/bin/automake 260\nusr/bin/aclocal 36\nusr/share/automake-1.17/*.am 100 1700',
  libtool: 'usr/bin/libtool 380\nusr/bin/libtoolize 130\nusr/share/libtool/* 30 1300',
  pkgconf:
    'usr/bin/pkgconf 40\nusr/bin/pkg-config > pkgconf\nusr/lib/libpkgconf.so.5.0.0 80\nusr/lib/libpkgconf.so.5 > libpkgconf.so.5.0.0\nusr/share/aclocal/pkg.m4 10',

  python3: `
usr/bin/python{minor} 14000b @python3
usr/bin/python3 > python{minor}
usr/bin/python > python3
usr/bin/pydoc3 84b
usr/bin/2to3 96b
usr/bin/idle3 100b
usr/lib/libpython{minor}.so.1.0 4600
usr/lib/libpython3.so 14000b
usr/lib/python{minor}/lib-dynload/*.so 72 3900
usr/lib/python{minor}/stdlib/*.py 640 11000
usr/lib/python{minor}/EXTERNALLY-MANAGED text
usr/lib/python{minor}/site-packages/README.txt 119b`,
  'python3-pycache-pyc0': 'usr/lib/python{minor}/stdlib/__pycache__/*.pyc 640 100',
  'python3-dev':
    'usr/include/python{minor}/*.h 250 1600\nusr/lib/python{minor}/config-{minor}-x86_64-linux-musl/libpython{minor}.a 49000\nusr/lib/pkgconfig/python3.pc 330b\nusr/bin/python3-config 3000b',
  'py3-pip': `
usr/bin/pip 230b
usr/bin/pip3 230b
usr/bin/pip3.12 230b
${SITE}/pip/_internal/*.py 150 1500
${SITE}/pip/_vendor/*.py 320 4300
${SITE}/pip/__pycache__/*.pyc 470 5800
${SITE}/pip-{v}.dist-info/METADATA text
${SITE}/pip-{v}.dist-info/INSTALLER text
${SITE}/pip-{v}.dist-info/RECORD 76000b
${SITE}/pip-{v}.dist-info/entry_points.txt 87b`,
  'py3-setuptools': `
${SITE}/setuptools/*.py 260 2500
${SITE}/setuptools/__pycache__/*.pyc 260 2300
${SITE}/pkg_resources/*.py 30 400
${SITE}/setuptools-{v}.dist-info/METADATA text
${SITE}/setuptools-{v}.dist-info/INSTALLER text`,
  supervisor: `usr/bin/supervisord 300b\nusr/bin/supervisorctl 300b\netc/supervisord.conf 10500b\n${SITE}/supervisor/*.py 60 100\n${SITE}/supervisor-{v}.dist-info/METADATA text`,
  uv: 'usr/bin/uv 97\nusr/bin/uvx 3',

  nodejs: 'usr/bin/node 100',
  'nodejs-current': 'usr/bin/node 100',
  npm: `
usr/bin/npm > ../lib/node_modules/npm/bin/npm-cli.js
usr/bin/npx > ../lib/node_modules/npm/bin/npx-cli.js
usr/lib/node_modules/npm/bin/npm-cli.js 54b @npm
usr/lib/node_modules/npm/bin/npx-cli.js 2923b @npx
usr/lib/node_modules/npm/package.json text
usr/lib/node_modules/npm/lib/*.js 250 7
usr/lib/node_modules/npm/docs/*.md 180 13
usr/lib/node_modules/npm/node_modules/*.js 1500 80`,
  yarn: 'usr/bin/yarn > ../share/node_modules/yarn/bin/yarn.js\nusr/bin/yarnpkg > ../share/node_modules/yarn/bin/yarn.js\nusr/share/node_modules/yarn/bin/yarn.js 1025b @yarn\nusr/share/node_modules/yarn/lib/*.js 4 100',
  pnpm: 'usr/bin/pnpm > ../share/node_modules/pnpm/bin/pnpm.cjs\nusr/bin/pnpx > ../share/node_modules/pnpm/bin/pnpx.cjs\nusr/share/node_modules/pnpm/bin/pnpm.cjs 1000b @pnpm\nusr/share/node_modules/pnpm/bin/pnpx.cjs 300b @pnpm\nusr/share/node_modules/pnpm/dist/*.js 900 100',

  go: `
usr/bin/go > ../lib/go/bin/go
usr/bin/gofmt > ../lib/go/bin/gofmt
usr/lib/go/bin/go 13000 @go
usr/lib/go/bin/gofmt 2700 @gofmt
usr/lib/go/VERSION text
usr/lib/go/pkg/tool/linux_amd64/*  14 84000
usr/lib/go/src/*.go 9200 92000
usr/share/go/*.txt 40 8000`,
  perl: 'usr/bin/perl 4100\nusr/bin/cpan 8\nusr/bin/prove 13\nusr/bin/perldoc 1\nusr/share/perl5/core_perl/*.pm 1100 20000\nusr/lib/perl5/core_perl/*.so 190 15000',
  ruby: 'usr/bin/ruby 60\nusr/bin/gem 4\nusr/bin/erb 5\nusr/bin/rake 4',
  'ruby-libs':
    'usr/lib/libruby.so.{v} 5200\nusr/lib/libruby.so.3.3 > libruby.so.{v}\nusr/lib/ruby/3.3.0/*.rb 1000 9500\nusr/lib/ruby/3.3.0/x86_64-linux-musl/*.so 130 7800',
  'ruby-bundler': 'usr/bin/bundle 1\nusr/bin/bundler 1\nusr/lib/ruby/gems/3.3.0/gems/bundler-{v}/*.rb 380 98',
  php83: 'usr/bin/php83 98 @php\nusr/bin/php > php83\netc/php83/php.ini 73000b',
  'php83-common': 'etc/php83/conf.d/ root 755\nusr/lib/php83/modules/ root 755\nusr/share/php83/*  3 100',
  'php83-fpm': 'usr/sbin/php-fpm83 99\netc/php83/php-fpm.conf 5400b\netc/php83/php-fpm.d/www.conf 20800b\netc/init.d/php-fpm83 1200b !755',
  composer: 'usr/bin/composer.phar 99 @composer\nusr/bin/composer 60b',
  rust: 'usr/bin/rustc 20\nusr/bin/rustdoc 18000\nusr/lib/librustc_driver.so 110000 \nusr/lib/rustlib/x86_64-alpine-linux-musl/lib/*.rlib 60 62000',
  cargo: 'usr/bin/cargo 100',
  'openjdk17-jre-headless': javaLayout('17'),
  'openjdk21-jre-headless': javaLayout('21'),
  'openjdk11-jre': javaLayout('11'),
  'openjdk8-jre-base': javaLayout('1.8'),
  openjdk8:
    'usr/lib/jvm/java-1.8-openjdk/bin/javac 14000b @javac\nusr/lib/jvm/java-1.8-openjdk/lib/tools.jar 100\nusr/bin/javac > ../lib/jvm/default-jvm/bin/javac',
  openjdk11: jdkLayout('11'),
  'openjdk17-jdk': jdkLayout('17'),
  'openjdk21-jdk': jdkLayout('21'),
  'java-common': 'etc/profile.d/java.sh 100\nusr/lib/jvm/ root 755',
  maven: 'usr/bin/mvn > ../share/java/maven-3/bin/mvn\nusr/share/java/maven-3/bin/mvn 5800b !755 @mvn\nusr/share/java/maven-3/lib/*.jar 70 100',
  gradle:
    'usr/bin/gradle > ../share/java/gradle/bin/gradle\nusr/share/java/gradle/bin/gradle 8500b !755 @gradle\nusr/share/java/gradle/lib/*.jar 180 100',
};

function javaLayout(major: string): Layout {
  const home = `usr/lib/jvm/java-${major}-openjdk`;
  return `
${home}/bin/java 14000b !755 @java
${home}/bin/keytool 14000b !755 @keytool
${home}/bin/jfr 14000b !755
${home}/release text
${home}/lib/modules 700
${home}/lib/server/libjvm.so 190
${home}/lib/*.so 32 60
${home}/legal/* 90 6
${home}/conf/* 24 2
usr/lib/jvm/default-jvm > java-${major}-openjdk
usr/bin/java > ../lib/jvm/default-jvm/bin/java
usr/bin/keytool > ../lib/jvm/default-jvm/bin/keytool`;
}

function jdkLayout(major: string): Layout {
  const home = `usr/lib/jvm/java-${major}-openjdk`;
  const tools = ['javac', 'jar', 'javadoc', 'jlink', 'jdeps', 'jshell'].map((name) => `${home}/bin/${name} 14000b !755 @${name}`);
  return [...tools, `${home}/jmods/*.jmod 70 100`, `${home}/include/*.h 8 1`, `usr/bin/javac > ../lib/jvm/default-jvm/bin/javac`, ''].join('\n');
}
