/**
 * Looks at out/ without a browser: every link leads somewhere, everything that a page loads is there and comes from this site, and no page's
 * scripts outgrow their budget. Ends with `N passed, M failed`.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { OUT } from './build.mjs';
import { exportedPages, fileAt } from './exported-pages.mjs';

/** Scripts that a page loads by itself, compressed. Editor, simulator and panels come when a lab is near and are not in it. */
const SCRIPT_BUDGET_BYTES = 200 * 1024;

const basePath = process.env.NEXT_PUBLIC_BASE_PATH ?? '';
const pages = exportedPages(OUT);
const byPath = new Map(pages.map((page) => [page.path, page]));
const checks = pages.flatMap((page) => [linksLead(page), resourcesAreHere(page), scriptsFit(page)]);

const failed = checks.filter(({ findings }) => findings.length > 0);
for (const { title, findings } of failed) console.log(`✗ ${title}\n${findings.map((finding) => `    ${finding}`).join('\n')}`);
console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 && pages.length > 0 ? 0 : 1;

function linksLead({ path, links, ids }) {
  const findings = links.filter((link) => !leadsSomewhere(link, ids)).map((link) => `leads nowhere: ${link}`);
  return { title: `links of ${path}`, findings };
}

/** Other sites are not asked; a link to a place on a page needs that place. */
function leadsSomewhere(link, ids) {
  if (/^[a-z]+:/.test(link)) return true;
  if (link.startsWith('#')) return ids.has(decodeURIComponent(link.slice(1)));
  if (!link.startsWith(`${basePath}/`)) return false;
  const [path = '', place] = link.slice(basePath.length).split('#');
  if (fileAt(OUT, path) === undefined) return false;
  return place === undefined || byPath.get(path)?.ids.has(decodeURIComponent(place)) === true;
}

function resourcesAreHere({ path, resources }) {
  const here = (address) =>
    address.startsWith('data:') || (address.startsWith(`${basePath}/`) && fileAt(OUT, address.slice(basePath.length)) !== undefined);
  return {
    title: `what ${path} loads`,
    findings: [...new Set(resources)].filter((address) => !here(address)).map((address) => `not of this site: ${address}`),
  };
}

function scriptsFit({ path, scripts }) {
  const files = [...new Set(scripts)].flatMap((address) => fileAt(OUT, address.slice(basePath.length)) ?? []);
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  console.log(`${path}: ${(bytes / 1024).toFixed(1)} KiB of script, compressed`);
  return { title: `scripts of ${path}`, findings: bytes <= SCRIPT_BUDGET_BYTES ? [] : [`${bytes} bytes; ${SCRIPT_BUDGET_BYTES} are allowed`] };
}
