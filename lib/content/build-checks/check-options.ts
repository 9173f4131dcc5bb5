/** Texts that a Dockerfile's author puts in to steer the build checks (moby/buildkit frontend/dockerfile/linter/linter.go, ParseLintOptions). */

const DIRECTIVE = /^#\s*check\s*=\s*(.*)$/i;

/** Adds options to the check directive on top, or puts one there. A file may have one only, so what is there is kept in it. */
export function withDirective(dockerfile: string, options: string): string {
  const [first = '', ...rest] = dockerfile.split('\n');
  const given = DIRECTIVE.exec(first)?.[1];
  return given === undefined ? `# check=${options}\n${dockerfile}` : [`# check=${given};${options}`, ...rest].join('\n');
}

/** Puts a check comment right above a line, from 1. On top of the file it would be a directive, so another comment keeps it from that. */
export function withComment(dockerfile: string, line: number, options: string): string {
  const lines = dockerfile.split('\n');
  const above = line === 1 ? ['# Not a directive.'] : [];
  return [...lines.slice(0, line - 1), ...above, `# check=${options}`, ...lines.slice(line - 1)].join('\n');
}
