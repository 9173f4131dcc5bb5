import { expect, test } from 'vitest';
import { bytesContent } from '../fs/content';
import { buildTree } from '../fs/tree';
import { objectAt, stringAt } from '../programs/json';
import { spdxDocument } from './spdx';

const OPTIONS = {
  name: 'sbom',
  createdSeconds: 1_700_000_000,
  subject: 'sha256:1',
  layerOf: (path: string) => (path === '/a' ? 'sha256:layer' : undefined),
};

function documentOf(files: Readonly<Record<string, string>>, options = OPTIONS) {
  const entries = Object.entries(files).map(([path, text]) => ({ kind: 'file' as const, path, content: bytesContent(text) }));
  const document = JSON.parse(JSON.stringify(spdxDocument(buildTree(entries), options)));
  return { document, list: (key: string): readonly unknown[] => (Array.isArray(document[key]) ? document[key] : []) };
}

test('packages, the file that tells of them, and what holds them together', () => {
  const { document, list } = documentOf({ 'lib/apk/db/installed': 'P:musl\nV:1.2.5-r0\nL:MIT\n\n', 'bin/sh': 'x' });
  expect(Object.keys(document)).toEqual([
    ...['spdxVersion', 'dataLicense', 'SPDXID', 'name', 'documentNamespace', 'creationInfo', 'packages', 'files', 'relationships'],
  ]);
  expect(list('packages').map((item) => [stringAt(item, 'name'), stringAt(item, 'versionInfo'), stringAt(item, 'licenseDeclared')])).toEqual([
    ['musl', '1.2.5-r0', 'MIT'],
    ['sbom', undefined, 'NOASSERTION'],
  ]);
  expect(list('files').map((item) => stringAt(item, 'fileName'))).toEqual(['/lib/apk/db/installed']);
  expect(list('relationships').map((item) => stringAt(item, 'relationshipType'))).toEqual(['OTHER', 'CONTAINS', 'DESCRIBES']);
  const ids = new Set(['SPDXRef-DOCUMENT', ...[...list('packages'), ...list('files')].map((item) => stringAt(item, 'SPDXID'))]);
  const named = list('relationships').flatMap((item) => [stringAt(item, 'spdxElementId'), stringAt(item, 'relatedSpdxElement')]);
  expect(named.filter((id) => !ids.has(id ?? ''))).toEqual([]);
});

test('an image without packages lists its files, each with its layer where that is known', () => {
  const { list } = documentOf({ a: 'a\n', b: 'b\n' });
  expect(list('files').map((item) => [stringAt(item, 'fileName'), stringAt(item, 'comment')])).toEqual([
    ['/a', 'layerID: sha256:layer'],
    ['/b', undefined],
  ]);
});

test('says that it is modelled, when it was made and of what', () => {
  const { document } = documentOf({ a: '' });
  const other = documentOf({ a: '' }, { ...OPTIONS, subject: 'sha256:2' });
  expect(stringAt(objectAt(document, 'creationInfo'), 'created')).toBe('2023-11-14T22:13:20Z');
  expect(stringAt(objectAt(document, 'creationInfo'), 'comment')).toContain('Modelled');
  expect(document.documentNamespace).not.toBe(other.document.documentNamespace);
});
