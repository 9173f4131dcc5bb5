import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {object} Page
 * @property {string} path address below the base path: `/lessons/`
 * @property {ReadonlySet<string>} ids of its elements
 * @property {readonly string[]} links where its links lead
 * @property {readonly string[]} scripts that it loads before anything is done on it
 * @property {readonly string[]} resources everything that it loads by itself, the scripts among them
 */

/** Every page of an export, as written by Next: attributes quoted, one element a tag. @returns {Page[]} */
export function exportedPages(root) {
  return htmlFiles(root).map((file) =>
    pageOf(`/${relative(root, file).split(sep).join('/')}`.replace(/index\.html$/, ''), readFileSync(file, 'utf8')),
  );
}

/** @returns {Page} */
export function pageOf(path, html) {
  const tags = [...html.matchAll(/<(\w+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)].map(([, name, attributes]) => ({
    name,
    attributes: attributesOf(attributes),
  }));
  const values = (wanted, attribute) => tags.filter(wanted).flatMap(({ attributes }) => attributes[attribute] ?? []);
  const scripts = values(({ name, attributes }) => name === 'script' && !('noModule' in attributes || 'nomodule' in attributes), 'src');
  const loaded = values(({ name, attributes }) => name === 'link' && attributes.rel !== 'canonical', 'href');
  return {
    path,
    ids: new Set(values(() => true, 'id')),
    links: values(({ name }) => name === 'a', 'href'),
    scripts,
    resources: [...scripts, ...loaded, ...values(({ name }) => ['img', 'iframe', 'source', 'video', 'audio'].includes(name), 'src')],
  };
}

/** The file that an address of this site names, if there is one. */
export function fileAt(root, address) {
  const file = join(root, decodeURIComponent(address.replace(/[?#].*$/, '')));
  const page = existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file;
  return existsSync(page) ? page : undefined;
}

function attributesOf(text) {
  return Object.fromEntries([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, (value ?? '').replaceAll('&amp;', '&')]));
}

function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
