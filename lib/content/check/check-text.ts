import { parse } from 'unbash';
import { parseDockerfile } from '@/simulator';
import { buildCheckSlugs } from '../build-checks/load';
import type { LessonInfo } from '../lesson-content';
import { type CheckResult, checked } from './check-result';

/** Components that a lesson's text may use. */
const COMPONENTS = new Set([
  'AsOf',
  'CacheWalk',
  'Fact',
  'Glossary',
  'Interview',
  'Pitfall',
  'Precise',
  'PredictGame',
  'Quiz',
  'Race',
  'Recap',
  'Term',
]);

/** A lesson's text against what `lesson.json` says of it. */
export function checkText(mdx: string, info: LessonInfo, lessonIds: readonly string[]): readonly CheckResult[] {
  const prose = withoutCode(mdx);
  return [
    checked('facts are stated once each', sameIds(tagIds(mdx, 'Fact'), Object.keys(info.facts), 'Fact')),
    checked('corrections are made', sameIds(tagIds(mdx, 'Precise'), info.corrections, 'Precise')),
    checked('terms are in the glossary', termProblems(mdx, info)),
    checked('components are known', unknownComponents(prose)),
    checked('code blocks parse', codeBlocks(mdx).flatMap(codeProblems)),
    checked('figures come from the simulator', figures(prose)),
    checked('links lead somewhere', brokenLinks(mdx, lessonIds, buildCheckSlugs())),
  ];
}

/** Text of a page that is no lesson: Markdown and nothing else. */
export function checkPageText(mdx: string, lessonIds: readonly string[], checkSlugs: readonly string[]): readonly CheckResult[] {
  const prose = withoutCode(mdx);
  const components = [...prose.matchAll(/<([A-Z]\w*)/g)].map((match) => `<${match[1]}>: Markdown only`);
  return [
    checked('components are known', components),
    checked('code blocks parse', codeBlocks(mdx).flatMap(codeProblems)),
    checked('figures come from the simulator', figures(prose)),
    checked('links lead somewhere', brokenLinks(mdx, lessonIds, checkSlugs)),
  ];
}

function tagIds(mdx: string, tag: string): readonly string[] {
  return [...mdx.matchAll(new RegExp(`<${tag} id="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
}

function sameIds(found: readonly string[], wanted: readonly string[], tag: string): readonly string[] {
  const twice = found.filter((id, place) => found.indexOf(id) !== place);
  return [
    ...wanted.filter((id) => !found.includes(id)).map((id) => `${id} has no <${tag} id="${id}">`),
    ...found.filter((id) => !wanted.includes(id)).map((id) => `<${tag} id="${id}"> is not listed in lesson.json`),
    ...twice.map((id) => `${id} stands there twice`),
  ];
}

function termProblems(mdx: string, info: LessonInfo): readonly string[] {
  const used = [...mdx.matchAll(/<Term name="([^"]*)"/g)].map((match) => match[1] ?? '');
  const terms = info.glossary.map(({ term }) => term);
  return [
    ...used.filter((name) => !terms.includes(name)).map((name) => `"${name}" is not in the glossary`),
    ...terms.filter((term) => !used.includes(term)).map((term) => `"${term}" is never marked with <Term>`),
  ];
}

function unknownComponents(prose: string): readonly string[] {
  const names = [...prose.matchAll(/<([A-Z]\w*)/g)].map((match) => match[1] ?? '');
  return names.filter((name) => !COMPONENTS.has(name)).map((name) => `<${name}>; use one of ${[...COMPONENTS].join(', ')}`);
}

interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

function codeBlocks(mdx: string): readonly CodeBlock[] {
  return [...mdx.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
}

function codeProblems({ language, code }: CodeBlock): readonly string[] {
  if (language === 'dockerfile' || language === 'docker') {
    return parseDockerfile(code)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  }
  if (language !== 'sh' && language !== 'shell' && language !== 'bash') return [];
  return (parse(code).errors ?? []).map(({ message }) => message);
}

/** Text outside of code blocks and inline code. */
function withoutCode(mdx: string): string {
  return mdx.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** Seconds and sizes in prose would not follow the simulator when it changes. */
function figures(prose: string): readonly string[] {
  return [...prose.matchAll(/\b\d[\d.,]*\s?(?:ms|s|seconds?|minutes?|min|[kMG]i?B|bytes?)\b/g)].map((match) => `"${match[0]}" is written by hand`);
}

function brokenLinks(mdx: string, lessonIds: readonly string[], checkSlugs: readonly string[]): readonly string[] {
  const links = [...mdx.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const checks = ['/checks/', ...checkSlugs.map((slug) => `/checks/${slug}/`)];
  return links.filter((link) => !checks.includes(link) && !leadsSomewhere(link, mdx, lessonIds)).map((link) => `${link}: no such place`);
}

/** The network is not asked: an address outside the site only has to be one. */
function leadsSomewhere(link: string, mdx: string, lessonIds: readonly string[]): boolean {
  if (link.startsWith('https://')) return URL.canParse(link);
  if (link.startsWith('#')) return [...tagIds(mdx, 'Fact'), ...tagIds(mdx, 'Precise'), ...headingIds(mdx)].includes(link.slice(1));
  return lessonIds.some((id) => link === `/lessons/${id}/` || link.startsWith(`/lessons/${id}/#`)) || link === '/lessons/';
}

function headingIds(mdx: string): readonly string[] {
  return [...mdx.matchAll(/^#{2,4} (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
