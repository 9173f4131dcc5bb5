import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lessonIds, loadLesson } from './load';
import { loadLab } from './load-lab';
import { lessonFolder } from './paths';

const folder = mkdtempSync(join(tmpdir(), 'lab-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LAB = {
  id: 'a-lab',
  title: 'A lab',
  panels: ['Editor'],
  prediction: 'off',
  goals: [{ id: 'C1', title: 'It builds', feedback: 'It has to.', kind: 'builds' }],
  hints: [],
  scenes: [],
};

/** Puts a lab on disk; values are texts, or objects for JSON files. */
function labWith(files: Readonly<Record<string, string | object>>): string {
  const lab = mkdtempSync(join(folder, 'x-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(lab, path, '..'), { recursive: true });
    writeFileSync(join(lab, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return lab;
}

describe('a lab folder', () => {
  test('gives the start, and what differs from it', () => {
    const lab = loadLab(
      labWith({
        'lab.json': LAB,
        'start/Dockerfile': 'FROM a\n',
        'start/src/app.js': '1\n',
        'solution/Dockerfile': 'FROM b\n',
        'wrong/typo/Dockerfile': 'FORM a\n',
        'wrong/typo/expect.json': { belief: 'Typos are forgiven.', misconception: 'M07', fails: { C1: 'build-failed' } },
      }),
    );
    expect(Object.keys(lab.definition.start.files)).toEqual(['Dockerfile', 'src/app.js']);
    expect(lab.wrong[0]?.workspace.files).toEqual({ Dockerfile: { text: 'FORM a\n' }, 'src/app.js': { text: '1\n' } });
    expect(lab.solutions.map(({ name }) => name)).toEqual(['solution']);
  });

  test.each<[string, Readonly<Record<string, string | object>>, RegExp]>([
    ['without lab.json', { 'start/Dockerfile': 'FROM a\n' }, /lab\.json: found no such file; create it/],
    ['with JSON that is none', { 'lab.json': '{ id: 1 }', 'start/Dockerfile': '' }, /lab\.json: found text that is not JSON; /],
    ['without its start', { 'lab.json': LAB }, /start: found no such folder; create it/],
    [
      'with a mistake in a wrong attempt',
      { 'lab.json': LAB, 'start/Dockerfile': '', 'solution/Dockerfile': '', 'wrong/a/expect.json': { belief: 'x', misconception: 'M7', fails: {} } },
      /expect\.json: misconception: found "M7"; use an id such as "M07"/,
    ],
  ])('%s says what to do', (_, files, message) => expect(() => loadLab(labWith(files))).toThrow(message));
});

test('every lesson loads', () => {
  expect(lessonIds().map((id) => loadLesson(id).info.id)).toEqual(lessonIds());
});

test('a lesson that does not exist is answered with those that do', () => {
  expect(() => lessonFolder('bild-cache')).toThrow(/no lesson "bild-cache"; use one of .*build-cache/);
});
