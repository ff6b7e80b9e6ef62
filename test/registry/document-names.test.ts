import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { displayName, sourceIdOf } from '../../src/registry/document-names.ts';

test.each([
  ['registry.yaml', null, 'registry.yaml'],
  ['./community/registry.yaml', null, './community/registry.yaml'],
  [resolve('examples/registry.yaml'), null, 'examples/registry.yaml'],
  [pathToFileURL('examples/registry.yaml').href, null, 'examples/registry.yaml'],
  ['/srv/secret-folder/registry.yaml', null, 'registry.yaml'],
  ['file:///srv/secret-folder/registry.yaml', null, 'registry.yaml'],
  ['./groups/tags.yaml', 'registry.yaml', 'groups/tags.yaml'],
  ['/srv/secret-folder/tags.yaml', 'registry.yaml', 'tags.yaml'],
  ['tags.yaml', 'https://acme.example/community/registry.yaml', 'https://acme.example/community/tags.yaml'],
])('names %s, included by %s, without the folders of the server: %s', (location, from, name) => {
  expect(displayName(location, from)).toBe(name);
});

test('gives a file the same id from whatever folder the gateway is started', () => {
  const ids = ['examples/tags.yaml', resolve('examples/tags.yaml'), '/srv/tags.yaml'].map((path) => {
    const name = displayName(path, null);
    return sourceIdOf(name, name, 'registry');
  });
  expect(new Set(ids)).toEqual(new Set(['registry:tags.yaml']));
});
