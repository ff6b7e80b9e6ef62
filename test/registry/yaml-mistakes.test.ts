/** What people new to YAML write, and what `check` tells them. */
import { expect, it } from 'vitest';
import { loadText } from './load-files.ts';

const HEAD =
  'community: { slug: x, name: X }\ngroups:\n  - { slug: z, name: Z, kind: TEAM }\n  - slug: a\n    kind: TEAM\n';

it.each([
  ['a colon in a text', '    name: Working: A', '6:11', 'in quotes'],
  ['a login with its sign', '    name: @ada', '6:11', 'in quotes'],
  ['a tab', '    name: A\n\ttopics: [b]', '7:', 'spaces'],
  ['a list on the line of its key', '    topics: - b', '6:', 'Correct the syntax'],
  ['a quote that is not closed', '    name: "A', '7:1', 'quote'],
  ['a bracket that is not closed', '    topics: [b\n    name: A', '7:5', 'bracket'],
  ['a key without a colon', '    name\n    topics: [b]', '6:', 'colon'],
])('says what to do about %s', async (_what, lines, place, hint) => {
  const record = await loadText(`${HEAD}${lines}\n`);
  const found = record.diagnostics.find(({ code }) => code === 'REGISTRY_SYNTAX');
  expect(`${found?.line}:${found?.column}`).toContain(place);
  expect(found?.hint).toContain(hint);
  expect(record.groups.map(({ slug }) => slug)).toContain('z');
});

it.each([
  ['name: #sig-a', ['6 "name" has no value: what follows # is a comment. Put the value in quotes: "#sig-a".']],
  ['name: # of the group', []],
  ['topics: #all\n      - b', []],
  ['name: "#a"', []],
])('tells of {%s}, which is no value but a comment', async (line, expected) => {
  const { diagnostics } = await loadText(`${HEAD}    ${line}\n`);
  const told = diagnostics.filter(({ message }) => message.includes('comment'));
  expect(told.map(({ line: at, message, hint }) => `${at} ${message} ${hint}`)).toEqual(expected);
});
