/**
 * Alpine packages that public Dockerfiles name and the facts do not hold. Versions are those of 3.21; sizes and dependencies are estimates from
 * general knowledge of the packages, written down on 2026-11-25, and marked as such in the catalogue.
 *
 * One package a line: name, version, installed KiB, dependencies (`-` for none), licence, and what it is for.
 */
export const MORE_PACKAGES = `
abuild 3.14.1-r1 320 attr,fakeroot,lzip,libcrypto3,musl,pax-utils,pkgconf,tar,zlib GPL-2.0-only package builder
alpine-sdk 1.1-r0 4 abuild,build-base,git GPL-2.0-only meta package for package builders
attr 2.5.2-r2 60 musl GPL-2.0-or-later extended attributes
fakeroot 1.36-r0 110 musl GPL-3.0-or-later pretends to be root
lzip 1.24.1-r1 180 libgcc,libstdc++,musl GPL-2.0-or-later compressor
pax-utils 1.3.8-r1 110 scanelf GPL-2.0-only binary inspection
apache2-utils 2.4.63-r0 180 apr,apr-util,libcrypto3,libssl3,musl Apache-2.0 tools of the web server
busybox-suid 1.37.0-r14 20 musl GPL-2.0-only applets with more rights
certbot 3.0.1-r0 1900 py3-cryptography,py3-requests,py3-setuptools,python3 Apache-2.0 client of a certificate authority
curl-dev 8.12.1-r1 180 brotli-dev,c-ares-dev,libcurl,libidn2-dev,libpsl-dev,nghttp2-dev,openssl-dev,pkgconf,zlib-dev,zstd-dev curl headers of libcurl
brotli-dev 1.1.0-r2 40 brotli-libs,pkgconf MIT headers of brotli
c-ares-dev 1.34.5-r0 150 c-ares,pkgconf MIT headers of c-ares
libidn2-dev 2.3.7-r0 30 libidn2,libunistring-dev,pkgconf LGPL-3.0-or-later headers of libidn2
libunistring-dev 1.2-r0 200 libunistring LGPL-3.0-or-later headers of libunistring
libpsl-dev 0.21.5-r3 20 libidn2-dev,libpsl,pkgconf MIT headers of libpsl
nghttp2-dev 1.64.0-r0 160 nghttp2-libs,pkgconf MIT headers of nghttp2
zstd-dev 1.5.6-r2 190 pkgconf,zstd-libs BSD-3-Clause headers of zstd
eudev-dev 3.2.14-r5 60 eudev-libs,pkgconf GPL-2.0-only headers of libudev
eudev-libs 3.2.14-r5 120 musl GPL-2.0-only device library
expat-dev 2.7.0-r0 160 libexpat,pkgconf MIT headers of expat
imagemagick-dev 7.1.1.41-r0 700 imagemagick,pkgconf ImageMagick headers of ImageMagick
krb5-conf 1.0-r2 12 - MIT settings of Kerberos
krb5-libs 1.21.3-r0 2200 keyutils-libs,krb5-conf,libcom_err,libcrypto3,libverto,musl MIT Kerberos library
krb5-dev 1.21.3-r0 180 krb5-libs,pkgconf MIT headers of Kerberos
keyutils-libs 1.6.3-r4 20 musl GPL-2.0-or-later key management library
libverto 0.3.2-r2 20 musl MIT event loop interface
libcap-utils 2.71-r0 90 libcap2,musl BSD-3-Clause capability tools
libedit-dev 20240808.3.1-r0 60 libedit,ncurses-dev,pkgconf BSD-3-Clause headers of libedit
libevent-dev 2.1.12-r8 500 libevent,pkgconf,python3 BSD-3-Clause headers of libevent
libmemcached-dev 1.1.4-r1 300 cyrus-sasl,libmemcached-libs,pkgconf BSD-3-Clause headers of libmemcached
libressl-dev 4.0.0-r0 2900 pkgconf ISC headers of LibreSSL
libusb 1.0.27-r0 110 musl LGPL-2.1-or-later USB library
libusb-dev 1.0.27-r0 120 libusb,pkgconf LGPL-2.1-or-later headers of libusb
openjdk8 8.432.06-r0 45000 openjdk8-jre GPL-2.0-only Java development kit
openjdk8-jre-base 8.432.06-r0 96000 java-common,libgcc,libstdc++,musl,zlib GPL-2.0-only Java runtime without windows
openldap-dev 2.6.8-r0 400 libldap,libsasl,openssl-dev OLDAP-2.8 headers of OpenLDAP
libldap 2.6.8-r0 500 libcrypto3,libsasl,libssl3,musl OLDAP-2.8 LDAP library
libsasl 2.1.28-r8 200 gdbm,libcrypto3,musl BSD-4-Clause authentication library
py3-gunicorn 23.0.0-r0 700 py3-packaging,py3-setuptools,python3 MIT web server for Python
py3-psycopg2 2.9.10-r0 600 libpq,musl,python3 LGPL-3.0-or-later PostgreSQL for Python
rabbitmq-c-dev 0.14.0-r0 90 openssl-dev,pkgconf,rabbitmq-c MIT headers of the client library
rsyslog 8.2410.0-r0 1900 libcurl,libgcrypt,libuuid,musl,zlib GPL-3.0-or-later log daemon
acl 2.3.2-r1 60 acl-libs,musl GPL-2.0-or-later access control list tools
alsa-lib 1.2.12-r0 1460 musl LGPL-2.1-or-later sound library
apache2 2.4.63-r0 3500 apr,apr-util,libcrypto3,musl,pcre2,zlib Apache-2.0 web server
apr 1.7.5-r0 260 libuuid,musl Apache-2.0 portable runtime
apr-util 1.6.3-r1 240 apr,libexpat,musl Apache-2.0 portable runtime utilities
argon2-libs 20190702-r5 60 musl Apache-2.0 password hashing library
autoconf 2.72-r0 2600 m4,perl GPL-3.0-or-later configure script generator
automake 1.17-r0 2100 perl GPL-2.0-or-later makefile generator
aws-cli 2.22.10-r0 114000 py3-setuptools,python3 Apache-2.0 client of AWS
bash-completion 2.14.0-r1 1200 bash GPL-2.0-or-later completions for bash
bison 3.8.2-r1 1100 m4,musl GPL-3.0-or-later parser generator
boost-dev 1.84.0-r2 170000 libgcc,libstdc++,linux-headers,musl BSL-1.0 C++ libraries
brotli 1.1.0-r2 40 brotli-libs,musl MIT compressor
busybox-extras 1.37.0-r14 200 musl GPL-2.0-only further applets
bzip2 1.0.8-r6 110 libbz2,musl bzip2-1.0.6 compressor
cairo 1.18.4-r0 1300 fontconfig,freetype,glib,libpng,libx11,libxcb,musl,pixman,zlib LGPL-2.1-or-later graphics library
cairo-dev 1.18.4-r0 700 cairo,fontconfig-dev,freetype-dev,glib-dev,libpng-dev,pkgconf LGPL-2.1-or-later headers of cairo
cargo 1.83.0-r0 26000 libcurl,libgcc,musl,rust,zlib MIT package manager of Rust
chromium 136.0.7103.113-r0 320000 alsa-lib,cairo,dbus-libs,fontconfig,freetype,glib,harfbuzz,libgcc,libpng,libstdc++,musl,nss,pango,zlib BSD-3-Clause web browser
chrony 4.6.1-r0 520 libcap2,musl GPL-2.0-or-later time synchronisation
clang 19.1.4-r0 1100 clang19 Apache-2.0 newest C compiler of LLVM
clang19 19.1.4-r0 140000 clang19-libs,libgcc,libstdc++,llvm19-libs,musl Apache-2.0 C compiler of LLVM
clang19-libs 19.1.4-r0 95000 libgcc,libstdc++,llvm19-libs,musl Apache-2.0 libraries of clang
cyrus-sasl 2.1.28-r8 300 gdbm,libcrypto3,musl BSD-4-Clause authentication library
dbus-libs 1.14.10-r4 300 musl GPL-2.0-or-later message bus library
dcron 4.5-r9 60 musl GPL-2.0-or-later cron daemon
dialog 1.3.20240619-r0 450 libncursesw,musl LGPL-2.1-only boxes for scripts
diffutils 3.10-r0 430 musl GPL-3.0-or-later comparison tools
dos2unix 7.5.2-r1 90 musl BSD-2-Clause line end converter
dpkg 1.22.11-r0 1300 musl,tar,xz-libs,zlib,zstd-libs GPL-2.0-or-later Debian package manager
docker-cli 27.3.1-r5 43000 ca-certificates,musl Apache-2.0 client of Docker
docker-cli-compose 2.31.0-r2 60000 docker-cli,musl Apache-2.0 compose plugin
e2fsprogs 1.47.1-r1 600 libcom_err,libuuid,musl GPL-2.0-or-later file system tools
ffmpeg 6.1.2-r1 620 ffmpeg-libavcodec,ffmpeg-libavformat,ffmpeg-libavutil,musl GPL-2.0-or-later media converter
ffmpeg-libavcodec 6.1.2-r1 15000 ffmpeg-libavutil,lame-libs,libvpx,musl,opus,x264-libs,xz-libs,zlib GPL-2.0-or-later codecs
ffmpeg-libavformat 6.1.2-r1 2600 ffmpeg-libavcodec,gnutls,libbz2,libxml2,musl,zlib GPL-2.0-or-later containers
ffmpeg-libavutil 6.1.2-r1 700 musl GPL-2.0-or-later media helpers
flex 2.6.4-r6 900 m4,musl BSD-2-Clause scanner generator
font-dejavu 2.37-r5 10100 - Bitstream-Vera typefaces
font-freefont 20120503-r4 6900 - GPL-3.0-or-later typefaces
font-noto 2024.12.01-r0 42000 - OFL-1.1 typefaces
fontconfig 2.15.0-r1 720 freetype,libexpat,musl MIT font configuration
fontconfig-dev 2.15.0-r1 180 fontconfig,freetype-dev,pkgconf MIT headers of fontconfig
freetype 2.13.3-r0 730 brotli-libs,libbz2,libpng,musl,zlib FTL font engine
freetype-dev 2.13.3-r0 1100 freetype,libpng-dev,pkgconf,zlib-dev FTL headers of freetype
fribidi 1.0.16-r0 150 musl LGPL-2.1-or-later bidirectional text
gawk 5.3.1-r0 1300 musl GPL-3.0-or-later GNU awk
gdb 15.2-r0 11800 gmp,libexpat,libgcc,libncursesw,libstdc++,mpfr4,musl,readline,xz-libs,zlib,zstd-libs GPL-3.0-or-later debugger
gdk-pixbuf 2.42.12-r1 620 glib,libjpeg-turbo,libpng,musl,tiff LGPL-2.1-or-later image loading
gettext 0.22.5-r0 3600 gettext-envsubst,libgomp,libintl,libunistring,libxml2,musl,xz-libs GPL-3.0-or-later translation tools
gettext-dev 0.22.5-r0 3600 gettext,libintl,xz GPL-3.0-or-later headers of gettext
gettext-envsubst 0.22.5-r0 40 libintl,musl GPL-3.0-or-later variable substitution
ghostscript 10.05.0-r0 43000 fontconfig,freetype,libjpeg-turbo,libpng,musl,tiff,zlib AGPL-3.0-or-later PostScript interpreter
giflib 5.2.2-r0 60 musl MIT GIF library
git-lfs 3.6.0-r0 11700 git,musl MIT large files in git
glib 2.82.5-r0 3400 libffi,libintl,libmount,musl,pcre2,zlib LGPL-2.1-or-later base library of GNOME
glib-dev 2.82.5-r0 3700 gettext-dev,glib,libffi-dev,pcre2-dev,pkgconf,py3-packaging,python3,zlib-dev LGPL-2.1-or-later headers of glib
gmp-dev 6.3.0-r2 3100 gmp,libgcc,libstdc++ LGPL-3.0-or-later headers of gmp
gnutls 3.8.8-r0 1900 gmp,libidn2,libtasn1,libunistring,musl,nettle,p11-kit LGPL-2.1-or-later TLS library
gradle 8.10.2-r0 148000 openjdk17-jre-headless Apache-2.0 build tool for Java
graphicsmagick 1.3.45-r0 4400 freetype,libjpeg-turbo,libpng,libwebp,libxml2,musl,tiff,zlib MIT image tools
graphviz 12.2.0-r0 5100 cairo,fontconfig,freetype,glib,libexpat,libstdc++,musl,pango,zlib EPL-1.0 graph drawing
grep 3.11-r0 720 musl,pcre2 GPL-3.0-or-later GNU grep
groff 1.23.0-r1 10500 libgcc,libstdc++,musl GPL-3.0-or-later typesetting
gzip 1.13-r0 160 musl GPL-3.0-or-later compressor
haproxy 3.0.10-r0 9100 libcrypto3,libssl3,lua5.4-libs,musl,pcre2,zlib GPL-2.0-or-later load balancer
harfbuzz 9.0.0-r1 1400 freetype,glib,graphite2,musl MIT text shaping
graphite2 1.3.14-r6 130 musl LGPL-2.1-or-later text shaping
hiredis 1.2.0-r1 90 libcrypto3,libssl3,musl BSD-3-Clause client library of Redis
icu-data-full 74.2-r1 30500 - ICU all ICU data
icu-dev 74.2-r1 5800 icu-libs,pkgconf ICU headers of ICU
imagemagick 7.1.1.41-r0 18700 fontconfig,freetype,lcms2,libbz2,libgcc,libgomp,libjpeg-turbo,libpng,libwebp,libxml2,musl,tiff,zlib ImageMagick image tools
inotify-tools 4.23.9.0-r0 110 libgcc,libstdc++,musl GPL-2.0-or-later file system watcher
iproute2 6.11.0-r0 1500 iproute2-minimal,iproute2-tc,musl GPL-2.0-or-later network configuration
iproute2-minimal 6.11.0-r0 700 libcap2,libmnl,musl GPL-2.0-or-later network configuration
iproute2-tc 6.11.0-r0 700 libmnl,musl GPL-2.0-or-later traffic control
iptables 1.8.11-r1 2500 libmnl,libnftnl,musl GPL-2.0-or-later packet filter
jpeg-dev 9f-r0 520 musl IJG headers of libjpeg
kubectl 1.31.3-r0 53000 musl Apache-2.0 client of Kubernetes
lame-libs 3.100-r5 330 musl LGPL-2.0-or-later MP3 encoder
lcms2 2.16-r0 360 libjpeg-turbo,musl,tiff MIT colour management
ldns 1.8.4-r0 500 libcrypto3,libssl3,musl BSD-3-Clause DNS library
libaio 0.3.113-r2 30 musl LGPL-2.1-or-later asynchronous files
libatomic_ops 7.8.2-r0 20 musl GPL-2.0-or-later atomic operations
libblkid 2.40.4-r1 280 libeconf,musl LGPL-2.1-or-later block devices
libc-dev 0.7.2-r5 20 bsd-compat-headers,musl-dev BSD-2-Clause C headers
bsd-compat-headers 0.7.2-r6 32 - BSD-2-Clause headers of BSD
libc-utils 0.7.2-r5 4 musl-utils BSD-2-Clause meta package for C tools
libcap 2.71-r0 90 libcap2,musl BSD-3-Clause capability tools
libcap2 2.71-r0 60 musl BSD-3-Clause capabilities
libcom_err 1.47.1-r1 20 musl GPL-2.0-or-later error table library
libdeflate 1.22-r0 110 musl MIT compression library
libeconf 0.6.3-r0 70 musl MIT configuration files
libedit 20240808.3.1-r0 280 libncursesw,musl BSD-3-Clause line editing
libev 4.33-r1 60 musl BSD-2-Clause event loop
libevent 2.1.12-r8 780 libcrypto3,libssl3,musl BSD-3-Clause event loop
libintl 0.22.5-r0 50 musl LGPL-2.1-or-later translations
libjpeg-turbo 3.0.4-r0 640 musl BSD-3-Clause JPEG library
libjpeg-turbo-dev 3.0.4-r0 380 libjpeg-turbo,pkgconf BSD-3-Clause headers of libjpeg
libmemcached-libs 1.1.4-r1 290 cyrus-sasl,libevent,libgcc,libstdc++,musl BSD-3-Clause client library of memcached
libmnl 1.0.5-r2 30 musl LGPL-2.1-or-later netlink library
libmount 2.40.4-r1 320 libblkid,musl LGPL-2.1-or-later mount library
libnftnl 1.2.8-r0 220 libmnl,musl GPL-2.0-or-later netfilter library
libpng 1.6.53-r0 220 musl,zlib libpng-2.0 PNG library
libpng-dev 1.6.53-r0 480 libpng,pkgconf,zlib-dev libpng-2.0 headers of libpng
libretls 3.8.1-r0 90 libcrypto3,libssl3,musl ISC TLS library
libsass 3.6.6-r0 1800 libgcc,libstdc++,musl MIT Sass compiler
libseccomp 2.5.5-r1 160 musl LGPL-2.1-or-later system call filter
libsodium 1.0.20-r1 320 musl ISC cryptography library
libsodium-dev 1.0.20-r1 260 libsodium,pkgconf ISC headers of libsodium
libssh2 1.11.1-r0 250 libcrypto3,libssl3,musl,zlib BSD-3-Clause SSH library
libtasn1 4.20.0-r0 80 musl LGPL-2.1-or-later ASN.1 library
libtool 2.4.7-r3 1900 bash,libltdl GPL-2.0-or-later library build tool
libltdl 2.4.7-r3 40 musl LGPL-2.0-or-later loader library
libuuid 2.40.4-r1 40 musl BSD-3-Clause identifiers
libvpx 1.15.0-r0 2700 musl BSD-3-Clause video codec
libwebp 1.4.0-r0 640 giflib,libgcc,libjpeg-turbo,libpng,musl,tiff BSD-3-Clause image library
libwebp-dev 1.4.0-r0 190 libwebp,pkgconf BSD-3-Clause headers of libwebp
libx11 1.8.10-r0 3200 libxcb,musl MIT X11 library
libxcb 1.16.1-r0 1000 libxau,libxdmcp,musl MIT X11 protocol
libxau 1.0.11-r4 20 musl MIT X11 authorisation
libxdmcp 1.1.5-r1 30 musl MIT X11 display manager protocol
libzip 1.11.2-r0 160 libbz2,libcrypto3,musl,xz-libs,zlib,zstd-libs BSD-3-Clause zip library
libzip-dev 1.11.2-r0 260 bzip2-dev,libzip,openssl-dev,pkgconf,xz-dev,zlib-dev BSD-3-Clause headers of libzip
bzip2-dev 1.0.8-r6 40 libbz2,pkgconf bzip2-1.0.6 headers of bzip2
xz-dev 5.6.3-r1 180 pkgconf,xz-libs GPL-2.0-or-later headers of xz
lld 19.1.4-r0 6300 libgcc,libstdc++,llvm19-libs,musl Apache-2.0 linker of LLVM
llvm19-libs 19.1.4-r1 142000 libffi,libgcc,libstdc++,libxml2,musl,zlib,zstd-libs Apache-2.0 libraries of LLVM
logrotate 3.21.0-r1 120 musl,popt GPL-2.0-or-later log file rotation
lsof 4.99.4-r0 260 libtirpc,musl lsof open file lister
libtirpc 1.3.5-r0 190 musl BSD-3-Clause RPC library
lua5.4-libs 5.4.7-r0 260 musl MIT Lua library
lua5.4 5.4.7-r0 30 lua5.4-libs,musl MIT Lua interpreter
luajit 2.1_p20240815-r0 740 libgcc,musl MIT Lua compiler
lz4 1.10.0-r0 120 lz4-libs,musl GPL-2.0-or-later compressor
m4 1.4.19-r3 640 musl GPL-3.0-or-later macro processor
mariadb 11.4.5-r0 190000 libaio,libbz2,libgcc,libstdc++,linux-pam,lz4-libs,mariadb-common,musl,ncurses-terminfo-base,pcre2,snappy,xz-libs,zlib GPL-2.0-or-later database server
mariadb-connector-c 3.3.10-r0 440 libcrypto3,libssl3,musl,zlib,zstd-libs LGPL-2.1-or-later client library of MariaDB
mariadb-connector-c-dev 3.3.10-r0 1000 mariadb-connector-c,openssl-dev,pkgconf,zlib-dev LGPL-2.1-or-later headers of the client library
mariadb-dev 11.4.5-r0 12000 mariadb-connector-c-dev,openssl-dev,pkgconf GPL-2.0-or-later headers of MariaDB
maven 3.9.9-r0 10400 openjdk17-jre-headless Apache-2.0 build tool for Java
memcached 1.6.32-r0 260 libevent,libseccomp,musl BSD-3-Clause memory cache
meson 1.6.1-r0 8700 ninja-build,python3 Apache-2.0 build tool
mc 4.8.32-r0 4600 glib,libssh2,musl GPL-3.0-or-later file manager
msmtp 1.8.28-r0 320 gnutls,libidn2,musl GPL-3.0-or-later mail sender
mosquitto 2.0.20-r0 780 libcrypto3,libssl3,musl EPL-1.0 message broker
mtr 0.95-r2 210 libcap2,libncursesw,musl GPL-2.0-only network trace
musl-locales 0.1.0-r1 130 libintl,musl LGPL-3.0-only locales
nasm 2.16.03-r0 3200 musl BSD-2-Clause assembler
ncurses 6.5_p20241006-r3 760 libncursesw,musl X11 terminal tools
ncurses-dev 6.5_p20241006-r3 760 libncursesw,libpanelw,ncurses,pkgconf X11 headers of ncurses
net-tools 2.10-r3 600 mii-tool,musl GPL-2.0-or-later network tools
mii-tool 2.10-r3 30 musl GPL-2.0-or-later network interface tool
nettle 3.10-r1 640 gmp,musl LGPL-3.0-or-later cryptography library
nfs-utils 2.6.4-r3 1000 libblkid,libcap2,libevent,libmount,libtirpc,musl GPL-2.0-only NFS tools
ninja-build 1.9-r0 280 libgcc,libstdc++,musl Apache-2.0 build tool
nmap 7.95-r1 5800 libcrypto3,libgcc,libpcap,libssh2,libssl3,libstdc++,lua5.4-libs,musl,pcre2,zlib NPSL-0.95 port scanner
libpcap 1.10.5-r0 310 musl BSD-3-Clause packet capture
nodejs-current 23.2.0-r1 63000 ada-libs,brotli-libs,c-ares,ca-certificates,icu-libs,libcrypto3,libgcc,libssl3,libstdc++,musl,nghttp2-libs,simdjson,simdutf,sqlite-libs,zlib MIT newest JavaScript runtime
nss 3.109-r0 3600 musl,nspr,sqlite-libs,zlib MPL-2.0 cryptography library
nspr 4.36-r0 330 musl MPL-2.0 runtime of nss
oniguruma-dev 6.9.9-r0 160 oniguruma,pkgconf BSD-2-Clause headers of oniguruma
openblas 0.3.28-r0 32000 libgfortran,libgomp,musl BSD-3-Clause linear algebra
openblas-dev 0.3.28-r0 1100 openblas BSD-3-Clause headers of openblas
libgfortran 14.2.0-r4 3100 libgcc,libquadmath,musl GPL-2.0-or-later Fortran runtime
libquadmath 14.2.0-r4 260 musl GPL-2.0-or-later wide floating point
gfortran 14.2.0-r4 38000 gcc,libgfortran,musl GPL-2.0-or-later Fortran compiler
openjdk8-jre 8.432.06-r0 2400 openjdk8-jre-base GPL-2.0-only Java runtime
openjdk11 11.0.25_p9-r0 95000 openjdk11-jre GPL-2.0-only Java development kit
openjdk11-jre 11.0.25_p9-r0 175000 java-common,libgcc,libstdc++,musl,zlib GPL-2.0-only Java runtime
openjdk17 17.0.15_p6-r0 4 openjdk17-jdk GPL-2.0-only Java development kit
openjdk17-jdk 17.0.15_p6-r0 92000 openjdk17-jre-headless GPL-2.0-only Java compiler
openjdk17-jre 17.0.15_p6-r0 1000 openjdk17-jre-headless GPL-2.0-only Java runtime with windows
openjdk21 21.0.7_p6-r0 4 openjdk21-jdk GPL-2.0-only Java development kit
openjdk21-jdk 21.0.7_p6-r0 98000 openjdk21-jre-headless GPL-2.0-only Java compiler
openjdk21-jre 21.0.7_p6-r0 1000 openjdk21-jre-headless GPL-2.0-only Java runtime with windows
openrc 0.55.1-r2 2200 libcap2,musl BSD-2-Clause service manager
openssh 9.9_p2-r0 40 openssh-client-default,openssh-server,openssh-sftp-server SSH-OpenSSH remote shell
openssh-server 9.9_p2-r0 1100 libcrypto3,musl,openssh-keygen,zlib SSH-OpenSSH remote shell server
openssh-sftp-server 9.9_p2-r0 130 libcrypto3,musl SSH-OpenSSH file transfer server
openvpn 2.6.12-r1 1000 libcap2,libcrypto3,libssl3,lz4-libs,musl GPL-2.0-or-later private network
opus 1.5.2-r1 380 musl BSD-3-Clause audio codec
p11-kit 0.25.5-r2 1400 libffi,libtasn1,musl BSD-3-Clause key store
7zip 24.08-r0 5600 libgcc,libstdc++,musl LGPL-2.0-or-later archiver
pango 1.54.0-r1 900 cairo,fontconfig,freetype,fribidi,glib,harfbuzz,musl LGPL-2.1-or-later text layout
pango-dev 1.54.0-r1 900 cairo-dev,glib-dev,pango,pkgconf LGPL-2.1-or-later headers of pango
parallel 20241122-r0 800 perl GPL-3.0-or-later parallel runner
pcre 8.45-r3 400 musl BSD-3-Clause older regular expressions
pcre-dev 8.45-r3 600 libgcc,libstdc++,pcre,pkgconf BSD-3-Clause headers of pcre
pcre2-dev 10.43-r0 800 pcre2,pkgconf BSD-3-Clause headers of pcre2
php83-ctype 8.3.20-r0 20 musl,php83-common PHP-3.01 character types for PHP
php83-curl 8.3.20-r0 100 libcurl,musl,php83-common PHP-3.01 curl for PHP
php83-dom 8.3.20-r0 220 libxml2,musl,php83-common PHP-3.01 DOM for PHP
php83-fpm 8.3.20-r0 8600 libxml2,musl,pcre2,php83-common,zlib PHP-3.01 FastCGI server of PHP
php83-gd 8.3.20-r0 160 freetype,libjpeg-turbo,libpng,libwebp,musl,php83-common PHP-3.01 images for PHP
php83-iconv 8.3.20-r0 30 musl,php83-common PHP-3.01 character sets for PHP
php83-intl 8.3.20-r0 300 icu-libs,libgcc,libstdc++,musl,php83-common PHP-3.01 languages for PHP
php83-mbstring 8.3.20-r0 1300 musl,oniguruma,php83-common PHP-3.01 multi-byte text for PHP
php83-mysqli 8.3.20-r0 130 musl,php83-common,php83-openssl PHP-3.01 MySQL for PHP
php83-opcache 8.3.20-r0 900 musl,php83-common PHP-3.01 opcode cache of PHP
php83-openssl 8.3.20-r0 170 libcrypto3,libssl3,musl,php83-common PHP-3.01 OpenSSL for PHP
php83-pdo 8.3.20-r0 100 musl,php83-common PHP-3.01 databases for PHP
php83-pdo_mysql 8.3.20-r0 40 musl,php83-common,php83-pdo PHP-3.01 MySQL for PHP
php83-phar 8.3.20-r0 280 musl,php83,php83-common PHP-3.01 archives for PHP
php83-session 8.3.20-r0 70 musl,php83-common PHP-3.01 sessions for PHP
php83-simplexml 8.3.20-r0 50 libxml2,musl,php83-common PHP-3.01 simple XML for PHP
php83-tokenizer 8.3.20-r0 20 musl,php83-common PHP-3.01 tokens for PHP
php83-xml 8.3.20-r0 50 libxml2,musl,php83-common PHP-3.01 XML for PHP
php83-xmlwriter 8.3.20-r0 40 libxml2,musl,php83-common PHP-3.01 XML writer for PHP
php83-zip 8.3.20-r0 40 libzip,musl,php83-common PHP-3.01 zip for PHP
composer 2.8.9-r0 3200 php83,php83-curl,php83-iconv,php83-mbstring,php83-openssl,php83-phar,php83-zip MIT dependency manager of PHP
pigz 2.8-r1 100 musl,zlib Zlib parallel compressor
pixman 0.43.4-r1 610 musl MIT pixel library
pnpm 9.14.4-r0 16500 nodejs MIT package manager of Node
poppler-utils 24.02.0-r3 800 cairo,freetype,lcms2,libgcc,libstdc++,musl,poppler GPL-2.0-or-later PDF tools
poppler 24.02.0-r3 3600 fontconfig,freetype,lcms2,libgcc,libjpeg-turbo,libpng,libstdc++,musl,nss,tiff GPL-2.0-or-later PDF library
postfix 3.9.3-r0 5200 icu-libs,libcrypto3,libssl3,lmdb,musl,pcre2 IPL-1.0 mail server
lmdb 0.9.33-r0 90 musl OLDAP-2.8 key-value store
postgresql17 17.5-r0 23500 icu-libs,libcrypto3,libpq,libssl3,libxml2,linux-pam,lz4-libs,musl,postgresql-common,tzdata,zlib,zstd-libs PostgreSQL database server
postgresql17-dev 17.5-r0 6500 clang19,icu-dev,libpq-dev,llvm19-libs,lz4-libs,openssl-dev,postgresql17 PostgreSQL headers of the server
protobuf 24.4-r3 2700 libgcc,libstdc++,musl BSD-3-Clause message formats
protobuf-dev 24.4-r3 21000 libgcc,libstdc++,protobuf,zlib-dev BSD-3-Clause headers and compiler of protobuf
protoc 24.4-r3 5600 libgcc,libstdc++,musl,protobuf BSD-3-Clause compiler of message formats
psmisc 23.7-r1 180 libncursesw,musl GPL-2.0-or-later process tools
pwgen 2.08-r3 20 musl GPL-2.0-or-later password generator
py3-cffi 1.17.1-r1 1200 libffi,musl,py3-cparser,python3 MIT foreign functions for Python
py3-cparser 2.22-r1 1500 python3 BSD-3-Clause C parser for Python
py3-cryptography 44.0.0-r0 2900 libcrypto3,libgcc,libssl3,musl,py3-cffi,python3 Apache-2.0 cryptography for Python
py3-jinja2 3.1.5-r0 1900 py3-markupsafe,python3 BSD-3-Clause templates for Python
py3-markupsafe 3.0.2-r0 110 musl,python3 BSD-3-Clause escaping for Python
py3-numpy 2.1.3-r0 32000 libgcc,libstdc++,musl,openblas,python3 BSD-3-Clause arrays for Python
py3-requests 2.32.3-r0 520 ca-certificates-bundle,py3-certifi,py3-charset-normalizer,py3-idna,py3-urllib3,python3 Apache-2.0 HTTP for Python
py3-certifi 2024.12.14-r0 40 ca-certificates-bundle,python3 MPL-2.0 certificates for Python
py3-charset-normalizer 3.4.0-r0 320 python3 MIT character sets for Python
py3-idna 3.10-r0 760 python3 BSD-3-Clause domain names for Python
py3-urllib3 1.26.20-r0 900 python3 MIT HTTP connections for Python
py3-virtualenv 20.28.1-r0 800 py3-distlib,py3-filelock,py3-platformdirs,python3 MIT virtual environments
py3-distlib 0.3.9-r0 1200 python3 PSF-2.0 distributions for Python
py3-filelock 3.16.1-r0 110 python3 Unlicense locks for Python
py3-platformdirs 4.3.6-r0 160 python3 MIT directories for Python
py3-wheel 0.43.0-r0 420 py3-packaging,python3 MIT wheels for Python
py3-yaml 6.0.2-r0 900 musl,python3,yaml MIT YAML for Python
pyc 3.12.12-r0 0 - PSF-2.0 meta package for byte code
python3-pyc 3.12.12-r0 0 python3-pycache-pyc0,pyc PSF-2.0 meta package for the byte code of Python
rabbitmq-c 0.14.0-r0 130 libcrypto3,libssl3,musl MIT client library of RabbitMQ
rclone 1.68.2-r0 71000 musl MIT cloud file copier
readline-dev 8.2.13-r0 320 ncurses-dev,pkgconf,readline GPL-3.0-or-later headers of readline
redis 7.2.7-r0 3200 libcrypto3,libssl3,musl BSD-3-Clause memory database
ruby-bundler 2.5.23-r0 1600 ruby MIT dependency manager of Ruby
ruby-dev 3.3.8-r0 1500 gmp-dev,libgcc,pkgconf,ruby Ruby headers of Ruby
rust 1.83.0-r0 190000 gcc,libgcc,llvm19-libs,musl,musl-dev MIT compiler of Rust
rustup 1.27.1-r0 8200 libgcc,musl Apache-2.0 toolchain manager of Rust
runit 2.2.0-r0 90 musl BSD-3-Clause service manager
s6 2.13.1.0-r0 680 execline,musl,skalibs-libs ISC service manager
execline 2.9.6.1-r0 380 musl,skalibs-libs ISC script language
samba-client 4.20.6-r1 1200 libcap2,musl,popt,readline GPL-3.0-or-later file sharing client
screen 4.9.1-r0 800 libncursesw,linux-pam,musl GPL-3.0-or-later terminal multiplexer
sed 4.9-r2 240 acl-libs,musl GPL-3.0-or-later GNU sed
shared-mime-info 2.4-r2 2100 glib,libxml2,musl GPL-2.0-or-later file types
snappy 1.1.10-r2 50 libgcc,libstdc++,musl BSD-3-Clause compression library
socat 1.8.0.1-r0 420 libcrypto3,libssl3,musl,readline GPL-2.0-only socket relay
sqlite-dev 3.48.0-r4 650 pkgconf,sqlite-libs blessing headers of SQLite
squid 6.12-r0 9300 libcap2,libcrypto3,libgcc,libssl3,libstdc++,libxml2,musl GPL-2.0-or-later proxy
sshpass 1.10-r0 30 musl GPL-2.0-or-later password helper of SSH
stunnel 5.74-r0 280 libcrypto3,libssl3,musl GPL-2.0-or-later TLS wrapper
subversion 1.14.5-r0 5200 apr,apr-util,musl,sqlite-libs,zlib Apache-2.0 version control
supercronic 0.2.33-r0 6100 musl MIT cron for containers
tcpdump 4.99.5-r0 1300 libcrypto3,libpcap,musl BSD-3-Clause packet printer
texinfo 7.1.1-r0 7400 libncursesw,musl,perl GPL-3.0-or-later documentation system
tiff 4.7.1-r0 520 libjpeg-turbo,libwebp,musl,xz-libs,zlib,zstd-libs libtiff image library
tiff-dev 4.7.1-r0 250 libjpeg-turbo-dev,libwebp-dev,pkgconf,tiff,zlib-dev libtiff headers of tiff
tmux 3.5a-r0 1100 libevent,libncursesw,musl ISC terminal multiplexer
tree 2.2.1-r0 100 musl GPL-2.0-or-later directory lister
ttf-dejavu 2.37-r5 4 font-dejavu Bitstream-Vera typefaces
util-linux 2.40.4-r1 2400 libblkid,libmount,libncursesw,libuuid,musl GPL-2.0-or-later system tools
util-linux-dev 2.40.4-r1 560 libblkid,libmount,libuuid,pkgconf GPL-2.0-or-later headers of util-linux
uv 0.5.31-r0 40000 libgcc,musl,python3 MIT package manager of Python
valkey 8.0.2-r0 4500 libcrypto3,libssl3,musl BSD-3-Clause memory database
vips 8.15.3-r5 4300 cairo,fontconfig,glib,libexpat,libgcc,libjpeg-turbo,libpng,libstdc++,libwebp,musl,tiff LGPL-2.1-or-later image library
vips-dev 8.15.3-r5 900 glib-dev,libjpeg-turbo-dev,libpng-dev,libwebp-dev,pkgconf,tiff-dev,vips LGPL-2.1-or-later headers of vips
which 2.21-r6 30 musl GPL-3.0-or-later command finder
wireguard-tools 1.0.20210914-r4 110 bash,iproute2-minimal,musl GPL-2.0-only private network
x264-libs 0.164.3108-r0 2100 musl GPL-2.0-or-later video encoder
yaml-dev 0.2.5-r2 60 pkgconf,yaml MIT headers of yaml
yq-go 4.44.6-r0 10300 musl MIT YAML processor
zsh 5.9-r4 2600 libcap2,libncursesw,musl Zsh shell
`;

/** Names under which further packages are asked for, by what provides them. */
export const MORE_ALIASES: Readonly<Record<string, string>> = {
  'cron-daemon': 'dcron',
  ninja: 'ninja-build',
  pkgconfig: 'pkgconf',
  postgresql: 'postgresql17',
  'postgresql-dev': 'postgresql17-dev',
  samurai: 'ninja-build',
  'ttf-freefont': 'font-freefont',
};

/** Dependencies that the facts leave out: with these, the numbers of packages in public logs come out. */
export const MORE_DEPENDS: Readonly<Record<string, readonly string[]>> = { python3: ['python3-pyc'] };

/** Packages that are built from another one's source, where their names do not show it. */
export const ORIGINS: Readonly<Record<string, string>> = {
  'ada-libs': 'ada',
  'busybox-binsh': 'busybox',
  'ca-certificates-bundle': 'ca-certificates',
  'g++': 'gcc',
  'git-init-template': 'git',
  gpg: 'gnupg',
  'gpg-agent': 'gnupg',
  'icu-data-en': 'icu',
  libapk: 'apk-tools',
  libatomic: 'gcc',
  'libc-dev': 'libc-dev',
  libblkid: 'util-linux',
  libbz2: 'bzip2',
  libcrypto3: 'openssl',
  libcurl: 'curl',
  libexpat: 'expat',
  libgcc: 'gcc',
  libgfortran: 'gcc',
  libgomp: 'gcc',
  libintl: 'gettext',
  libltdl: 'libtool',
  libmagic: 'file',
  libmount: 'util-linux',
  libncursesw: 'ncurses',
  libpanelw: 'ncurses',
  libpq: 'postgresql17',
  libquadmath: 'gcc',
  libssl3: 'openssl',
  'libstdc++': 'gcc',
  'libstdc++-dev': 'gcc',
  libuuid: 'util-linux',
  'musl-utils': 'musl',
  'ncurses-terminfo-base': 'ncurses',
  'nghttp2-libs': 'nghttp2',
  'openssh-client-common': 'openssh',
  'openssh-client-default': 'openssh',
  'openssh-keygen': 'openssh',
  pyc: 'python3',
  'python3-pyc': 'python3',
  'python3-pycache-pyc0': 'python3',
  scanelf: 'pax-utils',
  ssl_client: 'busybox',
  'valkey-cli': 'valkey',
  xxd: 'vim',
};
