import type { Layout } from './layout';

/** Packages of the base system, for their upgrades, and libraries whose files are not called as their packages are. */
export const BASE_LAYOUTS: Readonly<Record<string, Layout>> = {
  'alpine-baselayout': '',
  'alpine-baselayout-data': '',
  'alpine-keys': 'usr/share/apk/keys/*.rsa.pub 15 100',
  'alpine-release': 'etc/alpine-release text\nusr/lib/os-release text\netc/issue 1',
  'apk-tools': 'sbin/apk 100 @apk',
  busybox: 'bin/busybox 100 @busybox',
  'busybox-binsh': 'bin/sh > /bin/busybox',
  'ca-certificates': `
usr/share/ca-certificates/mozilla/*.crt 146 88
usr/sbin/update-ca-certificates 8
usr/bin/c_rehash 4
etc/ca-certificates.conf 5800b
etc/ca-certificates/update.d/certhash 92b !755`,
  'ca-certificates-bundle':
    'etc/ssl/certs/ca-certificates.crt 100\netc/ssl/cert.pem > certs/ca-certificates.crt\netc/ssl1.1/cert.pem > /etc/ssl/cert.pem',
  libapk: 'usr/lib/libapk.so.3 100',
  libcrypto3: 'usr/lib/libcrypto.so.3 92\nusr/lib/engines-3/*.so 5 4\nusr/lib/ossl-modules/legacy.so 4\netc/ssl/openssl.cnf 12000b',
  libssl3: 'usr/lib/libssl.so.3 100',
  musl: 'lib/ld-musl-x86_64.so.1 100\nlib/libc.musl-x86_64.so.1 > ld-musl-x86_64.so.1',
  'musl-utils': 'usr/bin/getconf 30\nusr/bin/getent 40\nusr/bin/iconv 22\nusr/bin/ldd 60b\nsbin/ldconfig 400b',
  scanelf: 'usr/bin/scanelf 100',
  ssl_client: 'usr/bin/ssl_client 100',
  zlib: 'usr/lib/libz.so.{v} 100\nusr/lib/libz.so.1 > libz.so.{v}',

  'ada-libs': 'usr/lib/libada.so.{v} 100\nusr/lib/libada.so.2 > libada.so.{v}',
  'brotli-libs': `
usr/lib/libbrotlicommon.so.{v} 19
usr/lib/libbrotlicommon.so.1 > libbrotlicommon.so.{v}
usr/lib/libbrotlidec.so.{v} 8
usr/lib/libbrotlidec.so.1 > libbrotlidec.so.{v}
usr/lib/libbrotlienc.so.{v} 73
usr/lib/libbrotlienc.so.1 > libbrotlienc.so.{v}`,
  'c-ares': 'usr/lib/libcares.so.2.19.4 100\nusr/lib/libcares.so.2 > libcares.so.2.19.4',
  gcompat: 'lib/libgcompat.so.0 90\nlib/ld-linux-x86-64.so.2 10 !755\nlib64/ld-linux-x86-64.so.2 > ../lib/ld-linux-x86-64.so.2',
  gmp: 'usr/lib/libgmp.so.10.5.0 100\nusr/lib/libgmp.so.10 > libgmp.so.10.5.0',
  'icu-data-en': 'usr/share/icu/{v}/icudt74l.dat 100',
  'icu-libs':
    'usr/lib/libicudata.so.74 1\nusr/lib/libicui18n.so.74 54\nusr/lib/libicuio.so.74 1\nusr/lib/libicutu.so.74 3\nusr/lib/libicuuc.so.74 40',
  isl26: 'usr/lib/libisl.so.23.3.0 100\nusr/lib/libisl.so.23 > libisl.so.23.3.0',
  libatomic: 'usr/lib/libatomic.so.1.2.0 100\nusr/lib/libatomic.so.1 > libatomic.so.1.2.0',
  libcurl: 'usr/lib/libcurl.so.4.8.0 100\nusr/lib/libcurl.so.4 > libcurl.so.4.8.0',
  libexpat: 'usr/lib/libexpat.so.1.10.1 100\nusr/lib/libexpat.so.1 > libexpat.so.1.10.1',
  libffi: 'usr/lib/libffi.so.8.1.4 100\nusr/lib/libffi.so.8 > libffi.so.8.1.4',
  libgcc: 'usr/lib/libgcc_s.so.1 100',
  libgomp: 'usr/lib/libgomp.so.1.0.0 100\nusr/lib/libgomp.so.1 > libgomp.so.1.0.0',
  libidn2: 'usr/lib/libidn2.so.0.4.0 100\nusr/lib/libidn2.so.0 > libidn2.so.0.4.0',
  libmagic: 'usr/lib/libmagic.so.1.0.0 3\nusr/lib/libmagic.so.1 > libmagic.so.1.0.0\nusr/share/misc/magic.mgc 97',
  libncursesw: 'usr/lib/libncursesw.so.6.5 100\nusr/lib/libncursesw.so.6 > libncursesw.so.6.5',
  libpq: 'usr/lib/libpq.so.5.17 100\nusr/lib/libpq.so.5 > libpq.so.5.17',
  libpsl: 'usr/lib/libpsl.so.5.3.5 100\nusr/lib/libpsl.so.5 > libpsl.so.5.3.5',
  'libstdc++': 'usr/lib/libstdc++.so.6.0.33 100\nusr/lib/libstdc++.so.6 > libstdc++.so.6.0.33',
  libunistring: 'usr/lib/libunistring.so.5.1.0 100\nusr/lib/libunistring.so.5 > libunistring.so.5.1.0',
  mpc1: 'usr/lib/libmpc.so.3.3.1 100\nusr/lib/libmpc.so.3 > libmpc.so.3.3.1',
  mpfr4: 'usr/lib/libmpfr.so.6.2.1 100\nusr/lib/libmpfr.so.6 > libmpfr.so.6.2.1',
  jansson: 'usr/lib/libjansson.so.4.14.0 100\nusr/lib/libjansson.so.4 > libjansson.so.4.14.0',
  'ncurses-terminfo-base': 'etc/terminfo/*  45 100',
  'nghttp2-libs': 'usr/lib/libnghttp2.so.14.28.3 100\nusr/lib/libnghttp2.so.14 > libnghttp2.so.14.28.3',
  oniguruma: 'usr/lib/libonig.so.5.4.0 100\nusr/lib/libonig.so.5 > libonig.so.5.4.0',
  pcre2: `
usr/lib/libpcre2-8.so.0.12.0 92
usr/lib/libpcre2-8.so.0 > libpcre2-8.so.0.12.0
usr/lib/libpcre2-posix.so.3.0.4 2
usr/lib/libpcre2-posix.so.3 > libpcre2-posix.so.3.0.4`,
  readline: 'usr/lib/libreadline.so.8.2 100\nusr/lib/libreadline.so.8 > libreadline.so.8.2\netc/inputrc 1900b',
  simdjson: 'usr/lib/libsimdjson.so.24.0.0 100\nusr/lib/libsimdjson.so.24 > libsimdjson.so.24.0.0',
  simdutf: 'usr/lib/libsimdutf.so.15.0.0 100\nusr/lib/libsimdutf.so.15 > libsimdutf.so.15.0.0',
  'sqlite-libs': 'usr/lib/libsqlite3.so.{v} 100\nusr/lib/libsqlite3.so.0 > libsqlite3.so.{v}',
  tzdata:
    'usr/share/zoneinfo/*  390 30\nusr/share/zoneinfo/posix/* 340 24\nusr/share/zoneinfo/right/* 340 40\nusr/share/zoneinfo/UTC 114b\nusr/share/zoneinfo/Europe/Berlin 2298b\nusr/share/zoneinfo/America/New_York 3552b',
  yaml: 'usr/lib/libyaml-0.so.2.0.9 100\nusr/lib/libyaml-0.so.2 > libyaml-0.so.2.0.9',
  'zstd-libs': 'usr/lib/libzstd.so.{v} 100\nusr/lib/libzstd.so.1 > libzstd.so.{v}',
};
