/** Editor language for a path: by file name, then by ending. Unknown ones are plain text. */
export function languageOf(path: string): string {
  const name = (path.split('/').at(-1) ?? path).toLowerCase();
  if (name === 'dockerfile' || name.startsWith('dockerfile.') || name.endsWith('.dockerfile')) return 'dockerfile';
  return BY_ENDING[name.slice(name.lastIndexOf('.') + 1)] ?? 'plaintext';
}

const BY_ENDING: Readonly<Record<string, string>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  json: 'json',
  md: 'markdown',
  sh: 'shell',
  py: 'python',
  go: 'go',
  yaml: 'yaml',
  yml: 'yaml',
};
