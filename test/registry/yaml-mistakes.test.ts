/** What people new to YAML write, and what `check` tells them. */
import { describe, expect, it } from 'vitest';
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

describe('a mistake costs its own line or entry, and not what follows', () => {
  const group = (slug: string, ...lines: string[]) =>
    [`  - dir: tag-${slug}`, `    name: TAG ${slug.toUpperCase()}`, ...lines.map((line) => `    ${line}`)].join('\n');

  it.each([
    ['a colon in a text', ['objective: Does: things'], 'Line 6 is left out.', ['tag-a', 'tag-b', 'tag-c']],
    ['a login with its sign', ['contact:', '  slack: @b'], 'Line 7 is left out.', ['tag-a', 'tag-b', 'tag-c']],
    ['a key without a colon', ['leadership', '  chairs: [ada]'], 'Lines 6 to 7 are', ['tag-a', 'tag-b', 'tag-c']],
    ['an open bracket', ['topics: [b'], 'Line 6 is left out.', ['tag-a', 'tag-b', 'tag-c']],
    ['an open quote', ['objective: "b'], 'Line 6 is left out.', ['tag-a', 'tag-b', 'tag-c']],
    ['an open quote of two lines', ['objective: "b', '  c'], 'Lines 6 to 7 are', ['tag-a', 'tag-b', 'tag-c']],
    ['an entry further in', ['  contact: { slack: b }'], 'Lines 5 to 6 are', ['tag-a', 'tag-b', 'tag-c']],
  ])('%s', async (_what, lines, told, slugs) => {
    const record = await loadText(
      `tags:\n${group('a')}\n${group('b', ...lines)}\n${group('c', 'contact: { slack: c }')}\n`,
      'tags.yaml',
    );
    expect(record.groups.map(({ slug }) => slug)).toEqual(slugs);
    expect(record.groups.at(-1)?.channels).toMatchObject([{ name: '#c' }]);
    const errors = record.diagnostics.filter(({ code }) => code === 'REGISTRY_SYNTAX');
    expect(errors).toMatchObject([{ level: 'ERROR', message: expect.stringContaining(told) }]);
  });

  it('what git could not merge', async () => {
    const conflict = ['<<<<<<< HEAD', '    objective: one', '=======', '    objective: two', '>>>>>>> branch'].join(
      '\n',
    );
    const record = await loadText(`tags:\n${group('a')}\n${conflict}\n${group('b')}\n`, 'tags.yaml');
    expect(record.groups.map(({ slug, mission }) => [slug, mission])).toEqual([
      ['tag-a', 'two'],
      ['tag-b', null],
    ]);
  });

  it('several of them, each told', async () => {
    const record = await loadText(
      `tags:\n${group('a', 'label: @a')}\n${group('b', 'objective: x: y')}\n${group('c')}\n`,
      'tags.yaml',
    );
    expect(record.groups).toHaveLength(3);
    expect(record.diagnostics.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '4 REGISTRY_SYNTAX',
      '7 REGISTRY_SYNTAX',
    ]);
  });

  it('costs little time in a large file', async () => {
    const began = process.cpuUsage().user;
    const lines = Array.from({ length: 3_000 }, (_, index) =>
      group(`a${index}`, index % 50 === 0 ? 'objective: x: y' : ''),
    );
    await loadText(`tags:\n${lines.join('\n')}\n`, 'tags.yaml');
    expect((process.cpuUsage().user - began) / 1000).toBeLessThan(10_000);
  });
});
