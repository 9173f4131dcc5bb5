export interface GemVersion {
  readonly name: string;
  readonly version: string;
  readonly needs: readonly string[];
}

/** Gems that a Gemfile names: name → groups. Only literal lines are read. */
export function gemsOfGemfile(text: string): ReadonlyMap<string, readonly string[]> {
  const gems = new Map<string, readonly string[]>();
  const blocks: (readonly string[])[] = [];
  for (const line of text.split('\n')) {
    const code = line.replace(/#.*/, '').trim();
    const group = /^group\s*\(?(.+?)\)?\s+do\b/.exec(code);
    if (group !== null) blocks.push(symbols(group[1] ?? ''));
    else if (/\bdo\b(?:\s*\|.*\|)?$/.test(code)) blocks.push([]);
    else if (code === 'end') blocks.pop();
    const named = /^gem\s*\(?\s*['"]([^'"]+)['"](.*)$/.exec(code);
    if (named === null) continue;
    const own = /groups?:\s*(\[[^\]]*\]|:\w+)|:groups?\s*=>\s*(\[[^\]]*\]|:\w+)/.exec(named[2] ?? '');
    const groups = [...blocks.flat(), ...symbols(own?.[1] ?? own?.[2] ?? '')];
    gems.set(named[1] ?? '', groups.length === 0 ? ['default'] : groups);
  }
  return gems;
}

function symbols(text: string): readonly string[] {
  return [...text.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
}

/** The gems of a Gemfile.lock with what each needs. */
export function gemsOfLock(text: string): readonly GemVersion[] {
  const gems: { name: string; version: string; needs: string[] }[] = [];
  let inSpecs = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) inSpecs = false;
    if (line === '  specs:') inSpecs = true;
    const gem = inSpecs ? /^ {4}(\S+) \(([^)]+)\)/.exec(line) : null;
    const need = inSpecs ? /^ {6}(\S+)/.exec(line) : null;
    // A gem for several platforms is listed once for each; one of them is installed.
    if (gem !== null && gems.at(-1)?.name !== gem[1])
      gems.push({ name: gem[1] ?? '', version: (gem[2] ?? '').replace(/-(?:x86_64|aarch64|arm64|java|x64).*/, ''), needs: [] });
    else if (need !== null) gems.at(-1)?.needs.push(need[1] ?? '');
  }
  return gems;
}

/** What is installed when groups are left out: the gems of the other groups, and what they need. */
export function selectedGems(
  locked: readonly GemVersion[],
  direct: ReadonlyMap<string, readonly string[]>,
  without: ReadonlySet<string>,
): readonly GemVersion[] {
  const byName = new Map(locked.map((gem) => [gem.name, gem]));
  const kept = new Set<string>();
  const pending = [...direct].filter(([, groups]) => groups.some((group) => !without.has(group))).map(([name]) => name);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    pending.push(...(byName.get(name)?.needs ?? []));
  }
  return locked.filter(({ name }) => kept.has(name));
}
