/** The registries of test/fixtures/registry, in the forms that communities write. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Files } from './load-files.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/registry');

/** Each with the files that it includes. */
const REGISTRIES: readonly (readonly [file: string, included: readonly string[]])[] = [
  ['native/registry.yaml', ['native/tags.yaml']],
  ['cncf-tags/spellings.yaml', []],
  ['kubernetes-sigs/wgs.yaml', []],
  ['opentelemetry-workstreams/workstreams.yml', []],
  ['opentelemetry-workstreams/sigs.yml', []],
  ['cncf-page/tag-harbour.md', []],
  ['cncf-page/tag-lamp.md', []],
  ['cncf-page/community-circles.md', []],
  ['cncf-page/tcg-drift.md', []],
];

/** Name of each and its files, its own first. */
export const fixtures: readonly (readonly [name: string, files: Files])[] = REGISTRIES.map(([file, included]) => [
  file,
  Object.fromEntries([file, ...included].map((name) => [basename(name), readFileSync(join(FIXTURES, name), 'utf8')])),
]);

/** @returns where what a fixture becomes is written down. */
export function expectedFile(name: string, suffix: string): string {
  return join(FIXTURES, '_expected', `${name}${suffix}`);
}
