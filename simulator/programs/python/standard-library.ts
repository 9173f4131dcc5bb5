/** Top-level modules of CPython 3.12's library on Linux; names that begin with an underscore are all taken as known. */
const MODULES = new Set(
  (
    'abc aifc argparse array ast asyncio atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk ' +
    'cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt ' +
    'csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl ' +
    'filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq ' +
    'hmac html http idlelib imaplib imghdr importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma ' +
    'mailbox mailcap marshal math mimetypes mmap modulefinder multiprocessing netrc nis nntplib ntpath nturl2path numbers opcode ' +
    'operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats ' +
    'pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched ' +
    'secrets select selectors shelve shlex shutil signal site smtplib sndhdr socket socketserver spwd sqlite3 sre_compile ' +
    'sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny ' +
    'tarfile telnetlib tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty ' +
    'turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser wsgiref xdrlib xml ' +
    'xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

/** Modules that later releases no longer have (PEP 594, and distutils with 3.12). */
const REMOVED_IN_3_13 = new Set(
  'aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap nis nntplib pipes sndhdr spwd sunau telnetlib uu xdrlib'.split(' '),
);
const REMOVED_IN_3_12 = new Set(['distutils', 'asynchat', 'asyncore', 'imp', 'smtpd']);

export function isStandardModule(name: string, minor: string): boolean {
  const release = Number(minor.split('.')[1] ?? 12);
  if (REMOVED_IN_3_12.has(name)) return release < 12;
  if (REMOVED_IN_3_13.has(name)) return release < 13;
  return MODULES.has(name) || name.startsWith('_') || name === 'antigravity' || name === 'this';
}
