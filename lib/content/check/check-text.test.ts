import { describe, expect, test } from 'vitest';
import type { LessonInfo } from '../lesson-content';
import { checkText } from './check-text';

const INFO: LessonInfo = {
  id: 'a-lesson',
  title: 'A lesson',
  summary: 'About one thing.',
  minutes: 5,
  prerequisites: [],
  certifications: [],
  badges: [],
  outcomes: ['Know it.'],
  glossary: [{ term: 'layer', meaning: 'A thing.' }],
  recap: ['It was.'],
  facts: { 'F01.1': ['race'] },
  corrections: ['P01'],
};

const TEXT = `## One idea

<Fact id="F01.1">A <Term name="layer">layer</Term> is one.</Fact>

<Precise id="P01" heard="It is not.">It is. See [above](#one-idea) and [another](/lessons/a-lesson/).</Precise>

\`\`\`dockerfile
FROM scratch
\`\`\`
`;

function problemsOf(mdx: string): readonly string[] {
  return checkText(mdx, INFO, ['a-lesson']).flatMap(({ problem }) => problem ?? []);
}

test('a text that keeps its promises has no problems', () => expect(problemsOf(TEXT)).toEqual([]));

describe('a text is held to what lesson.json says', () => {
  test.each<[string, (text: string) => string, string]>([
    [
      'a fact that is nowhere',
      (text) => text.replace('"F01.1"', '"F01.2"'),
      'F01.1 has no <Fact id="F01.1">; <Fact id="F01.2"> is not listed in lesson.json',
    ],
    ['a fact that is stated twice', (text) => `${text}\n<Fact id="F01.1">Again.</Fact>`, 'F01.1 stands there twice'],
    [
      'a correction that is not made',
      (text) => text.replace('<Precise id="P01"', '<Pitfall id="P01"').replace('</Precise>', '</Pitfall>'),
      'P01 has no <Precise id="P01">',
    ],
    [
      'a term without an entry',
      (text) => text.replace('name="layer"', 'name="lair"'),
      '"lair" is not in the glossary; "layer" is never marked with <Term>',
    ],
    [
      'a component that does not exist',
      (text) => `${text}\n<Video />\n`,
      '<Video>; use one of AsOf, CacheWalk, Fact, Glossary, Interview, Pitfall, Precise, PredictGame, Quiz, Race, Recap, Term',
    ],
    [
      'a Dockerfile that does not parse',
      (text) => text.replace('FROM scratch', 'FORM scratch'),
      'dockerfile parse error on line 1: unknown instruction: FORM (did you mean FROM?)',
    ],
    ['a shell script that does not parse', (text) => `${text}\n\`\`\`sh\nif true; then\n\`\`\`\n`, expect.stringContaining('fi')],
    [
      'a figure written by hand',
      (text) => `${text}\nIt takes 41 s and 3.5 MB, which \`sleep 41 s\` does not.\n`,
      '"41 s" is written by hand; "3.5 MB" is written by hand',
    ],
    ['a link to a heading that is gone', (text) => text.replace('## One idea', '## Two ideas'), '#one-idea: no such place'],
    ['a link to a lesson that is not there', (text) => text.replace('/lessons/a-lesson/', '/lessons/b-lesson/'), '/lessons/b-lesson/: no such place'],
  ])('%s', (_, breakIt, expected) => expect(problemsOf(breakIt(TEXT))).toEqual([expected]));
});
