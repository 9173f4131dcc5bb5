/** Flags of the build commands that take a value as a word of their own. */
const WITH_VALUE = new Set(
  '-o -ldflags -tags -mod -modfile -p -gcflags -asmflags -gccgoflags -buildmode -C -pkgdir -toolexec -overlay -pgo -installsuffix -compiler -coverpkg -run -timeout -count -bench -coverprofile -covermode -parallel -skip -exec -vettool -json -f -go -compat -cpu -w'
    .split(' ')
    .filter((name) => name !== '-json' && name !== '-w'),
);

export interface GoOptions {
  readonly words: readonly string[];
  has(name: string): boolean;
  value(name: string): string | undefined;
}

/** Flags may begin with one dash or two; those of GOFLAGS come first. A value follows after `=` or as the next word. */
export function parseGoOptions(args: readonly string[], fromEnvironment: readonly string[]): GoOptions {
  const flags = new Map<string, string>();
  const words: string[] = [];
  const all = [...fromEnvironment, ...args];
  for (let index = 0; index < all.length; index++) {
    const word = all[index] ?? '';
    if (!word.startsWith('-') || word === '-') {
      words.push(word);
      continue;
    }
    const [name = '', ...rest] = word.replace(/^--/, '-').split('=');
    if (rest.length > 0) flags.set(name, rest.join('='));
    else if (WITH_VALUE.has(name)) flags.set(name, all[++index] ?? '');
    else flags.set(name, 'true');
  }
  return { words, has: (name) => flags.get(name) !== undefined && flags.get(name) !== 'false', value: (name) => flags.get(name) };
}
