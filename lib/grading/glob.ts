/** Whether a slash-separated path fits a glob: `*` and `?` stay within a folder, `**` stands for any number of folders. */
export function matchesGlob(path: string, glob: string): boolean {
  return compile(glob).test(path);
}

const compiled = new Map<string, RegExp>();

function compile(glob: string): RegExp {
  const known = compiled.get(glob);
  if (known !== undefined) return known;
  const source = glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      return part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    })
    .join('');
  const expression = new RegExp(`^${source}$`);
  compiled.set(glob, expression);
  return expression;
}
