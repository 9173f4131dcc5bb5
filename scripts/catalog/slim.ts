const EXCLUDED = ['groff', 'info', 'linda', 'lintian', 'locale', 'man'].map((name) => `/usr/share/${name}/`);

/** The path exclusions of Debian's slim images: documentation goes, copyright files stay. */
export function isKeptOnSlim(path: string): boolean {
  if (path.startsWith('/usr/share/doc/')) return path.endsWith('/copyright');
  return !EXCLUDED.some((folder) => path.startsWith(folder));
}
