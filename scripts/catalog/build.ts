/**
 * Writes the catalogue (`public/catalog/*.json`) from a folder of facts and a file of observations.
 *
 * Usage: tsx scripts/catalog/build.ts FACTS_DIR [OUT_DIR]
 * FACTS_DIR holds images.json, apt-bookworm.json, apk-alpine.json, npm.json, pip.json, vulnerabilities.json and go-maven.json. Names and sizes of Debian's files come from
 * `debian-12-observed.json.gz` beside this script, which `observe-debian.ts` wrote, those of Python's wheels from `pip-observed.json.gz`,
 * which `observe-wheels.py` wrote.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { apkPart } from './apk';
import { aptPart, rootfsPart } from './apt';
import { debianVersionsPart } from './debian-versions';
import { goPart } from './go';
import { imageParts } from './images';
import { mavenPart } from './maven';
import { npmPart } from './npm';
import { pipPart } from './pip';

const [facts, out = 'public/catalog'] = process.argv.slice(2);
if (facts === undefined) {
  process.stderr.write('usage: build FACTS_DIR [OUT_DIR]\n');
  process.exit(2);
}
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const unpack = (name: string): unknown => JSON.parse(gunzipSync(readFileSync(new URL(name, import.meta.url))).toString('utf8'));
const observed = unpack('debian-12-observed.json.gz');
const apt = read(join(facts, 'apt-bookworm.json'));

const parts: Record<string, unknown> = {
  ...imageParts(read(join(facts, 'images.json'))),
  'apt-bookworm': aptPart(apt, observed),
  'rootfs-debian-12': rootfsPart(apt, observed),
  'debian-versions': debianVersionsPart(read(join(facts, 'vulnerabilities.json')), apt),
  npm: npmPart(read(join(facts, 'npm.json'))),
  pip: pipPart(read(join(facts, 'pip.json')), unpack('pip-observed.json.gz')),
  go: goPart(read(join(facts, 'go-maven.json'))),
  maven: mavenPart(read(join(facts, 'go-maven.json'))),
  apk: apkPart(read(join(facts, 'apk-alpine.json')), read(join(facts, 'images.json'))),
};

mkdirSync(out, { recursive: true });
let total = 0;
for (const [name, part] of Object.entries(parts)) {
  const text = JSON.stringify(part);
  const packed = gzipSync(text, { level: 9 }).byteLength;
  total += packed;
  writeFileSync(join(out, `${name.replaceAll('/', '-')}.json`), `${text}\n`);
  process.stdout.write(`${name.padEnd(28)} ${String(text.length).padStart(9)} ${String(packed).padStart(8)} gz\n`);
}
process.stdout.write(`${'total'.padEnd(28)} ${''.padStart(9)} ${String(total).padStart(8)} gz\n`);
