import { expect, test } from 'vitest';
import type { Goal } from '@/lib/lab/types';
import type { Workspace } from '@/lib/lab/workspace';
import type { LabFolder } from '../load-lab';
import { createNodeBuild } from '../node-build';
import { checkLab } from './check-lab';

function workspaceOf(dockerfile: string, readme = 'r\n'): Workspace {
  return {
    version: 1,
    dockerfilePath: 'Dockerfile',
    buildArgs: {},
    files: { Dockerfile: { text: `FROM node:20-slim\n${dockerfile}\n` }, 'README.md': { text: readme }, 'app.js': { text: '1\n' } },
  };
}

const GOAL: Goal = {
  id: 'C1',
  title: 'Nothing runs',
  feedback: 'Think.',
  kind: 'rebuild-all-cached',
  edits: [{ kind: 'append', path: 'README.md', text: 'r\n' }],
};

const LAB: LabFolder = {
  folder: 'lab',
  definition: {
    id: 'lab',
    title: 'Lab',
    panels: ['Editor'],
    start: workspaceOf('COPY . .'),
    goals: [GOAL],
    hints: [],
    scenes: [{ id: 'readme', title: 'README', edits: GOAL.edits }],
    prediction: 'off',
  },
  solutions: ['COPY app.js .', 'COPY *.js .', 'COPY app.js ./'].map((line) => ({ name: line, workspace: workspaceOf(line) })),
  wrong: ['COPY . ./', 'COPY ./ .', 'COPY README.md .', 'COPY *.md .', 'COPY . /x/'].map((line) => ({
    name: line,
    workspace: workspaceOf(line),
    belief: 'It does not matter.',
    misconception: 'M07',
    fails: { C1: 'steps-ran-again' },
  })),
};

async function problemsOf(lab: LabFolder): Promise<readonly string[]> {
  const results = await checkLab(lab, new Set(['M07']), createNodeBuild());
  return results.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
}

test('a lab whose examples do as they say has no problems', async () => expect(await problemsOf(LAB)).toEqual([]));

test.each<[string, LabFolder, readonly (string | RegExp)[]]>([
  [
    'a start that is a solution',
    { ...LAB, definition: { ...LAB.definition, start: workspaceOf('COPY app.js .') } },
    [/^the start builds and does not reach the goals: it reaches all of them$/],
  ],
  [
    'a start that does not build',
    { ...LAB, definition: { ...LAB.definition, start: workspaceOf('COPY nothing .') } },
    [/^the start builds .*C1 \(build-failed\)/],
  ],
  [
    'a solution that is none',
    {
      ...LAB,
      solutions: LAB.solutions
        .map((solution) => ({ ...solution, workspace: workspaceOf('COPY . .') }))
        .slice(0, 1)
        .concat(LAB.solutions.slice(1)),
    },
    [/^COPY app\.js \. reaches every goal: C1 \(steps-ran-again\)/],
  ],
  [
    'a solution in other files',
    { ...LAB, solutions: LAB.solutions.map((solution) => ({ ...solution, workspace: workspaceOf('COPY app.js .', 'x\n') })) },
    [/^solution differs from the start in its Dockerfile only: README\.md$/],
  ],
  [
    'too few examples',
    { ...LAB, solutions: LAB.solutions.slice(0, 2), wrong: LAB.wrong.slice(0, 4) },
    [/^enough examples: 2 solutions; 3 are needed.*4 wrong attempts; 5 are needed$/],
  ],
  [
    'a wrong attempt that is right',
    { ...LAB, wrong: LAB.wrong.map((attempt, place) => (place === 0 ? { ...attempt, workspace: workspaceOf('COPY app.js .') } : attempt)) },
    [/C1 should fail with steps-ran-again, and is reached$/],
  ],
  [
    'a wrong attempt that fails otherwise',
    { ...LAB, wrong: LAB.wrong.map((attempt, place) => (place === 0 ? { ...attempt, fails: { C1: 'step-missing' as const } } : attempt)) },
    [/C1 should fail with step-missing, and fails with steps-ran-again$/],
  ],
  [
    'an edit that does not fit',
    { ...LAB, definition: { ...LAB.definition, scenes: [{ id: 's', title: 'S', edits: [{ kind: 'touch', path: 'gone' }] }] } },
    [/^edits of the scenes fit the start: s: This is tried with an edit to gone/],
  ],
])('%s', async (_, lab, expected) => expect(await problemsOf(lab)).toEqual(expected.map((pattern) => expect.stringMatching(pattern))));
