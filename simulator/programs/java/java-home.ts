import type { ProgramContext } from '../../shell/types';
import { onPath } from '../go/environment';
import { readText } from '../npm/manifest';

/** `21.0.9`, by the `release` file of the Java in use, or by the folder's name where there is none; `undefined` without Java. */
export function javaVersion(context: ProgramContext): string | undefined {
  const home = javaHome(context);
  if (home === undefined) return undefined;
  const text = readText(context, `${home}/release`) ?? '';
  return /JAVA_VERSION="([^"]+)"/.exec(text)?.[1] ?? DEFAULT_OF[/java-(\d+)|openjdk-?(\d+)/.exec(home)?.[1] ?? ''] ?? '21.0.9';
}

const DEFAULT_OF: Readonly<Record<string, string>> = { '17': '17.0.17', '11': '11.0.29', '8': '1.8.0_472' };

export function javaHome(context: ProgramContext): string | undefined {
  const set = context.env.get('JAVA_HOME');
  if (set !== undefined && set !== '' && context.fs.exists(`${set}/bin/java`)) return set;
  if (context.name === 'java' && context.calledAs.startsWith('/')) return context.calledAs.replace(/\/bin\/java$/, '');
  if (context.fs.exists('/opt/java/openjdk/bin/java')) return '/opt/java/openjdk';
  const folders = context.fs.list('/usr/lib/jvm');
  const found = (folders.ok ? folders.value : []).find((name) => context.fs.exists(`/usr/lib/jvm/${name}/bin/java`));
  if (found !== undefined) return `/usr/lib/jvm/${found}`;
  return onPath(context, 'java') ? '/usr' : undefined;
}
