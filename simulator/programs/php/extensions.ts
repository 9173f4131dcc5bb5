/**
 * Extensions in PHP's own source: kB of the shared object, time to compile, and what it needs beyond the compiler: the header that shows it, and the words of
 * its configure script when that is missing. Sizes rounded, of 8.3 on Debian.
 */
export interface Extension {
  readonly kilobytes: number;
  readonly milliseconds: number;
  readonly header?: string;
  readonly missing?: string;
  readonly zend?: boolean;
}

const needs = (packages: string) => `Package requirements (${packages}) were not met`;

export const EXTENSIONS: Readonly<Record<string, Extension>> = {
  bcmath: { kilobytes: 190, milliseconds: 4_000 },
  calendar: { kilobytes: 110, milliseconds: 3_000 },
  exif: { kilobytes: 340, milliseconds: 4_000 },
  ftp: { kilobytes: 210, milliseconds: 4_000, header: 'openssl/ssl.h', missing: needs('openssl >= 1.0.2') },
  gd: { kilobytes: 560, milliseconds: 12_000, header: 'png.h', missing: needs('libpng') },
  gettext: { kilobytes: 60, milliseconds: 2_500 },
  gmp: { kilobytes: 290, milliseconds: 4_000, header: 'gmp.h', missing: 'GNU MP Library version 4.2 or greater required.' },
  intl: { kilobytes: 3_100, milliseconds: 38_000, header: 'unicode/utypes.h', missing: needs('icu-uc >= 50.1 icu-io icu-i18n') },
  mysqli: { kilobytes: 620, milliseconds: 8_000 },
  opcache: { kilobytes: 7_200, milliseconds: 42_000, zend: true },
  pcntl: { kilobytes: 160, milliseconds: 3_000 },
  pdo: { kilobytes: 480, milliseconds: 6_000 },
  pdo_mysql: { kilobytes: 190, milliseconds: 4_000 },
  pdo_pgsql: { kilobytes: 230, milliseconds: 4_500, header: 'postgresql/libpq-fe.h', missing: 'Cannot find libpq-fe.h or pq library (libpq).' },
  pgsql: { kilobytes: 560, milliseconds: 7_000, header: 'postgresql/libpq-fe.h', missing: 'Cannot find libpq-fe.h or pq library (libpq).' },
  shmop: { kilobytes: 60, milliseconds: 2_000 },
  soap: { kilobytes: 1_500, milliseconds: 13_000, header: 'libxml2/libxml/parser.h', missing: needs('libxml-2.0 >= 2.9.0') },
  sockets: { kilobytes: 520, milliseconds: 7_000 },
  sysvmsg: { kilobytes: 80, milliseconds: 2_000 },
  sysvsem: { kilobytes: 50, milliseconds: 2_000 },
  sysvshm: { kilobytes: 60, milliseconds: 2_000 },
  xsl: { kilobytes: 190, milliseconds: 4_000, header: 'libxslt/xslt.h', missing: needs('libxslt >= 1.1.0') },
  zip: { kilobytes: 220, milliseconds: 5_000, header: 'zip.h', missing: needs('libzip >= 0.11') },
};

/** Of PECL: current version, kB of the shared object, time to compile, what it needs. */
export const PECL: Readonly<Record<string, Extension & { readonly version: string }>> = {
  redis: { version: '6.1.0', kilobytes: 3_900, milliseconds: 34_000 },
  xdebug: { version: '3.4.0', kilobytes: 2_300, milliseconds: 21_000, zend: true },
  apcu: { version: '5.1.24', kilobytes: 480, milliseconds: 8_000 },
  imagick: {
    version: '3.7.0',
    kilobytes: 1_900,
    milliseconds: 24_000,
    header: 'ImageMagick-6/MagickWand/MagickWand.h',
    missing: 'not found. Please provide a path to MagickWand-config or Wand-config program.',
  },
  mongodb: { version: '1.20.1', kilobytes: 8_400, milliseconds: 95_000 },
  memcached: {
    version: '3.3.0',
    kilobytes: 610,
    milliseconds: 10_000,
    header: 'libmemcached/memcached.h',
    missing:
      'memcached support requires libmemcached. Use --with-libmemcached-dir=<DIR> to specify the prefix where libmemcached headers and library are located',
  },
  igbinary: { version: '3.2.16', kilobytes: 360, milliseconds: 7_000 },
  pcov: { version: '1.0.12', kilobytes: 150, milliseconds: 3_500 },
  swoole: { version: '5.1.6', kilobytes: 24_000, milliseconds: 190_000 },
};
