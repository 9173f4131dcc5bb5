import type * as z from 'zod';
import { ContentError } from './content-error';
import { checkValue } from './read-json';
import { frontmatterSchema } from './schema/lesson-schema';

/** The lines `name: text` between the two `---` on top of an MDX file. Lessons need nothing more of YAML. */
export function readFrontmatter(file: string, mdx: string): z.infer<typeof frontmatterSchema> {
  const block = /^---\n([\s\S]*?)\n---\n/.exec(mdx)?.[1];
  if (block === undefined)
    throw new ContentError([{ file, field: '', found: 'no frontmatter', remedy: 'begin with title and description between two lines of ---' }]);
  const entries = block.split('\n').map((line): [string, string] => {
    const at = line.indexOf(': ');
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 2).trim()];
  });
  return checkValue(file, Object.fromEntries(entries), frontmatterSchema);
}
