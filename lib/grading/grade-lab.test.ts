import { describe, expect, test } from 'vitest';
import { createNodeBuild } from '@/lib/content/node-build';
import { sentenceText } from '@/lib/lab/message';
import type { Goal, GoalResult, LabDefinition } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import type { Build } from './build-session';
import { explainReason } from './explain-reason';
import { gradeLab } from './grade-lab';

const build = createNodeBuild();

function workspaceOf(dockerfile: string): Workspace {
  return {
    version: 1,
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
    files: { Dockerfile: { text: `FROM node:20-slim\n${dockerfile}` }, 'app.js': { text: '1\n' }, 'notes.md': { text: 'n\n' } },
  };
}

/** Distributes over the union, so that each kind keeps its own fields. */
type GoalBody<T = Goal> = T extends Goal ? Omit<T, 'id' | 'title' | 'feedback'> : never;

async function grade(goal: GoalBody, dockerfile: string, using: Build = build): Promise<GoalResult | undefined> {
  const definition: LabDefinition = {
    id: 'lab',
    title: 'Lab',
    panels: ['Editor'],
    start: workspaceOf('COPY . .\nRUN sort app.js && sleep 30'),
    goals: [{ ...goal, id: 'G', title: 'Goal', feedback: 'Feedback' }],
    hints: [],
    scenes: [],
    prediction: 'off',
  };
  return (await gradeLab(definition, workspaceOf(dockerfile), using))[0];
}

/** `passed`, or the sentence that a learner reads. */
async function outcome(goal: GoalBody, dockerfile: string): Promise<string> {
  const result = await grade(goal, dockerfile);
  return result?.reason === undefined ? 'passed' : sentenceText(explainReason(result.reason));
}

const EDIT_APP = [{ kind: 'append', path: 'app.js', text: '2\n' }] as const;
const EDIT_NOTES = [{ kind: 'append', path: 'notes.md', text: 'n\n' }] as const;
const SORT = { kind: 'runs', anyOf: [['sort']] } as const;
const cached: GoalBody = { kind: 'rebuild', edits: EDIT_NOTES, expect: [{ step: SORT, status: 'cached' }] };
const ran: GoalBody = { kind: 'rebuild', edits: EDIT_APP, expect: [{ step: SORT, status: 'ran' }] };
const stamped: GoalBody = { kind: 'image-records', edits: [{ kind: 'build-arg', name: 'SHA', value: 'c0ffee' }], value: 'c0ffee' };

describe('a goal is judged on what the builds do', () => {
  test.each<[string, GoalBody, string, string]>([
    ['a build', { kind: 'builds' }, 'RUN true', 'passed'],
    [
      'a broken build',
      { kind: 'builds' },
      'COPY none .',
      'The build does not get through: failed to compute cache key: failed to calculate checksum of ref REF: "/none": not found',
    ],
    ['files that are there', { kind: 'image-has', paths: ['**/app.js', 'out/x'] }, 'COPY app.js /srv/\nRUN mkdir /out && touch /out/x', 'passed'],
    [
      'files that were removed again',
      { kind: 'image-has', paths: ['**/app.js'] },
      'COPY app.js /srv/\nRUN rm /srv/app.js',
      'Nothing in the image matches **/app.js.',
    ],
    ['a removed folder', { kind: 'image-lacks', paths: ['**/app.js'] }, 'COPY app.js /srv/\nRUN rm -r /srv', 'passed'],
    ['files that must not be there', { kind: 'image-lacks', paths: ['**/*.md'] }, 'COPY . /srv/', 'srv/notes.md is in the image.'],
    ['a value in the environment', stamped, 'ARG SHA\nENV REVISION=$SHA', 'passed'],
    ['a value in a label', stamped, 'ARG SHA=none\nLABEL revision="r-$SHA"', 'passed'],
    [
      'a value that only a RUN saw',
      stamped,
      'ARG SHA\nRUN echo $SHA',
      'The image was built with the value c0ffee, and neither a label nor a variable of it says so.',
    ],
    ['a step that stays cached', cached, 'COPY app.js ./\nRUN sort app.js', 'passed'],
    [
      'a step that stands on too much',
      cached,
      'COPY . .\nRUN sort app.js',
      '[3/3] RUN sort app.js ran again, since [2/3] COPY . . above it did, because of notes.md.',
    ],
    ['a step that is not there', cached, 'COPY . .\nRUN cat app.js', 'No step runs sort.'],
    ['a step that runs again', ran, 'COPY app.js ./\nRUN sort app.js', 'passed'],
    ['one of several that runs again', ran, 'RUN echo b | sort\nCOPY app.js ./\nRUN sort app.js', 'passed'],
    ['a step that never does', ran, 'RUN echo b | sort\nCOPY app.js ./', '[2/3] RUN echo b | sort came out of the cache, although it had to run.'],
    ['nothing to do', { kind: 'rebuild-all-cached', edits: EDIT_NOTES }, 'COPY app.js ./', 'passed'],
    [
      'something to do',
      { kind: 'rebuild-all-cached', edits: EDIT_NOTES },
      'COPY *.md ./\nRUN true',
      'Steps that ran again: 2. First [2/3] COPY *.md ./, because of notes.md.',
    ],
    [
      'a step that refuses',
      { kind: 'rebuild-fails', edits: EDIT_APP, step: SORT },
      'COPY app.js ./\nRUN sort app.js && ! grep -q 2 app.js',
      'passed',
    ],
    [
      'a step that lets it through',
      { kind: 'rebuild-fails', edits: EDIT_APP, step: SORT },
      'COPY app.js ./\nRUN sort app.js',
      '[3/3] RUN sort app.js went through, although lockfile and package.json do not agree.',
    ],
    [
      'an edit that does not fit',
      { kind: 'rebuild-all-cached', edits: [{ kind: 'delete', path: 'gone' }] },
      'RUN true',
      'This is tried with an edit to gone, and there is no such file. Bring it back.',
    ],
  ])('%s', async (_, goal, dockerfile, expected) => expect(await outcome(goal, dockerfile)).toBe(expected));
});

describe('a series of commits is timed', () => {
  const goal: GoalBody = { kind: 'series-time', series: [EDIT_NOTES, EDIT_NOTES], atMostRatio: 0.5 };

  test('against the same series on the start', async () => {
    expect((await grade(goal, 'COPY app.js .\nRUN sort app.js && sleep 30'))?.passed).toBe(true);
    expect(await grade(goal, 'COPY . .\nRUN sort app.js && sleep 30')).toMatchObject({ passed: false, reason: { code: 'too-slow' } });
  });
});

test('goals share their builds', async () => {
  let builds = 0;
  const counting: Build = (workspace, cache) => {
    builds += 1;
    return build(workspace, cache);
  };
  const start = workspaceOf('COPY . .\nRUN sort app.js');
  const goals: readonly Goal[] = [cached, ran, { kind: 'rebuild-all-cached', edits: EDIT_NOTES } as const, { kind: 'builds' } as const].map(
    (goal, place) => ({ ...goal, id: `G${place}`, title: 't', feedback: 'f' }),
  );
  await gradeLab({ id: 'l', title: 't', panels: [], start, goals, hints: [], scenes: [], prediction: 'off' }, start, counting);
  expect(builds).toBe(3);
});
