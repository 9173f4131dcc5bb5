/** Folders that belong to the repository or to an editor. Nothing in them is part of a program. */
const FOLDERS = ['.git', '.github', '.gitlab', '.idea', '.vscode'];

const FILES: readonly RegExp[] = [
  /^\.git(?:ignore|attributes|modules)$/,
  /\.dockerignore$/,
  /^\.editorconfig$/,
  /^\.DS_Store$/,
  /^dockerfile(?:\..+)?$/i,
  /^(?:docker-)?compose(?:\..+)?\.ya?ml$/,
  /^(?:readme|changelog|contributing)(?:\..+)?$/i,
  /\.(?:log|swp)$/,
];

/** Whether a file of the context is about the build, the repository or its readers, so that no container needs it. */
export function neededNowhere(path: string, dockerfilePath: string): boolean {
  const parts = path.split('/');
  return path === dockerfilePath || isInRepositoryFolder(path) || FILES.some((pattern) => pattern.test(parts.at(-1) ?? ''));
}

/** Also where the folder has been copied to. */
export function isInRepositoryFolder(path: string): boolean {
  return path.split('/').some((part) => FOLDERS.includes(part));
}

/** Ignore patterns for exactly these files; for a folder of the list above one pattern stands for all in it. */
export function patternsFor(paths: readonly string[]): readonly string[] {
  const patterns = paths.map((path) => {
    const parts = path.split('/');
    const folder = parts.findIndex((part) => FOLDERS.includes(part));
    return (folder < 0 ? path : parts.slice(0, folder + 1).join('/')).replace(/[\\*?[]/g, '\\$&');
  });
  return [...new Set(patterns)];
}
