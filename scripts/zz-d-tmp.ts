import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { buildImage, EMPTY_CACHE, explainRemedy, missingCatalogParts, ociLayout, openImageArchive, createArchiveOpener } from '../simulator';
import { readCatalogPart } from './support/catalog-files';
const dir = 'content/07-build-cache/lab/start';
const files = new Map<string, string>();
const walk = (p: string) => { for (const n of readdirSync(join(dir, p))) { const q = p ? `${p}/${n}` : n; if (statSync(join(dir, q)).isDirectory()) walk(q); else files.set(q, readFileSync(join(dir, q), 'utf8')); } };
walk('');
const parts = new Map<string, unknown>();
const req = (cache: any, edits: Record<string, string> = {}) => {
  const r: any = { context: new Map([...files, ...Object.entries(edits)].map(([p, t]) => [p, { kind: 'file', content: t, mode: 0o644, mtimeSeconds: 1767225600 }])), buildArgs: {}, cache, nowSeconds: 1767225600 + 60 * (cache.builds + 1) };
  for (;;) { const m = missingCatalogParts({ ...r, catalog: parts }); if (!m.length) break; for (const n of m) parts.set(n, readCatalogPart(n)); }
  return { ...r, catalog: parts };
};
const host = { sha256: (c: Iterable<Uint8Array>) => { const h = createHash('sha256'); for (const x of c) h.update(x); return h.digest('hex'); } };
let t = performance.now();
const lap = (w: string) => { console.log(w, Math.round(performance.now() - t), 'ms'); t = performance.now(); };
const one = await buildImage(req(EMPTY_CACHE), host); lap('build 1');
const r2 = req(one.cache, { 'server.js': '// x\n' + files.get('server.js') });
const two = await buildImage(r2, host); lap('build 2');
for (const s of two.result.steps) console.log(s.id, s.status, s.name);
for (const s of two.result.steps.filter((s) => s.status === 'ran')) { const rem = explainRemedy(r2, s.id); lap('remedy ' + s.name + ' ' + rem.length); for (const x of rem) console.log('  ', x.kind, x.effect, x.size, JSON.stringify(x.actions.map((a: any) => ({ ...a, entry: a.entry && '…' })))); }
const out = await ociLayout(two, host); lap('layout');
if (out.ok) { const o = createArchiveOpener(); let n = 0; for (const c of out.chunks) { o.push(c); n += c.length; } const r = o.end(); lap('export+open ' + n); console.log(r.ok && r.value.images[0]!.layers.map((l) => [l.createdBy, l.sizeBytes, l.entries.length])); }
