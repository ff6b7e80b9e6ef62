import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTrustedDocuments } from '../../../src/http/graphql/read-trusted-documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'trusted-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(content: string): string {
  const file = path.join(folder, 'documents.json');
  writeFileSync(file, content);
  return file;
}

const TEXT = '{ __typename }';
const HASH = createHash('sha256').update(TEXT).digest('hex');

test.each([
  ["graphql-codegen's", { [HASH]: TEXT }],
  ['hashes of another kind', { whatever: TEXT }],
  [
    "Apollo's",
    { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'x', name: 'A', body: TEXT }] },
  ],
])('reads %s form', (_name, content) => {
  expect([...readTrustedDocuments(write(JSON.stringify(content)))]).toEqual([[HASH, TEXT]]);
});

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['numbers', '{"a": 1}'],
])('refuses %s', (_name, content) => {
  const file = write(content);
  expect(() => readTrustedDocuments(file)).toThrow(/^TRUSTED_DOCUMENTS: /u);
});

test('refuses a file that is not there', () => {
  expect(() => readTrustedDocuments(path.join(folder, 'none.json'))).toThrow(/cannot be read/u);
});
