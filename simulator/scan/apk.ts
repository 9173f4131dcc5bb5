import type { Tree } from '../fs/types';
import { textAt } from './files';
import type { InstalledPackage } from './installed-package';

const DATABASES = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];

/** Packages in apk's database: records of one-letter fields, a blank line after each (apk-tools `apk_db_write_config`). */
export function apkPackages(tree: Tree): readonly InstalledPackage[] {
  return DATABASES.flatMap((path) =>
    (textAt(tree, path) ?? '').split(/\n{2,}/).flatMap((record): readonly InstalledPackage[] => {
      const fields = fieldsOf(record);
      const [name, version, architecture, licence, source] = ['P', 'V', 'A', 'L', 'o'].map((field) => fields.get(field));
      if (!name || !version) return [];
      return [
        {
          ecosystem: 'apk',
          name,
          version,
          ...(architecture ? { architecture } : {}),
          ...(source && source !== name ? { source } : {}),
          ...(licence ? { licence } : {}),
          foundIn: path,
        },
      ];
    }),
  );
}

/** The package's own fields; those of its files come behind the first folder. */
function fieldsOf(record: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of record.split('\n')) {
    if (line.startsWith('F:')) break;
    if (line[1] === ':' && !fields.has(line.charAt(0))) fields.set(line.charAt(0), line.slice(2));
  }
  return fields;
}
