import { describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';

const HEAD = 'apiVersion: community-graph/v1\ncommunity: { slug: x, name: X }\n';

function chair(start: string, end: string): string {
  return `{ kind: CHAIR, github: ann, term: { start: "${start}", end: "${end}" } }`;
}

function groupWith(...roles: readonly string[]): string {
  return `groups:\n  - { slug: a, name: A, kind: TEAM, roles: [${roles.join(', ')}] }\n`;
}

describe('roles of one person and kind', () => {
  const [first, second] = [chair('2022-07-01', '2024-06-30'), chair('2024-07-01', '2026-06-30')];

  it('are two where one document states terms after each other', async () => {
    const record = await loadFiles({ 'r.yaml': HEAD + groupWith(first, second) });
    expect(record.diagnostics).toEqual([]);
    expect(record.groups[0]?.roles.map(({ termStart }) => termStart)).toEqual(['2022-07-01', '2024-07-01']);
    expect(new Set(record.groups[0]?.roles.map(({ key }) => key)).size).toBe(2);
  });

  it('are one, with a conflict, where two documents disagree', async () => {
    const record = await loadFiles({
      'r.yaml': `${HEAD}include: [{ file: ./old.yaml }]\n${groupWith(second)}`,
      'old.yaml': HEAD + groupWith(first),
    });
    expect(record.groups[0]?.roles.map(({ termStart }) => termStart)).toEqual(['2024-07-01']);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_CONFLICT', 'REGISTRY_CONFLICT']);
  });

  it('are one, with a conflict, where the terms overlap', async () => {
    const other = chair('2022-07-01', '2025-06-30');
    const record = await loadFiles({ 'r.yaml': HEAD + groupWith(first, other) });
    expect(record.groups[0]?.roles.map(({ termEnd }) => termEnd)).toEqual(['2025-06-30']);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_CONFLICT']);
  });
});

describe('two documents about a group', () => {
  /** Every list of the fields, and a role of which each side knows a part. */
  const group = (side: 'one' | 'two', role: string) => `groups:
  - slug: a
    name: A
    kind: TEAM
    aliases: [alias-${side}]
    topics: [${side}]
    focusAreas: [{ title: ${side} }]
    guidance: [{ title: ${side}, text: t }]
    repositories: [o/${side}]
    links: [{ rel: page, url: "https://${side}.example/" }]
    channels: [{ kind: SLACK, name: "#${side}" }]
    meetings: [{ title: ${side}, schedule: Mondays at 10:00 UTC }]
    calendars: [{ id: of-${side}, url: ./${side}.ics }]
    initiatives: [{ repository: o/${side}, labels: [x] }]
    waivers: [{ rule: ${side}, reason: r, until: 2030-01-01 }]
    roles: [${role}]
`;

  it('both count, list by list and part by part', async () => {
    const record = await loadFiles({
      'r.yaml': `${HEAD}include: [{ file: ./one.yaml }]\n${group('two', '{ kind: CHAIR, github: Ann }')}`,
      'one.yaml':
        HEAD +
        group(
          'one',
          '{ kind: CHAIR, github: ann, name: Ann A, company: C, label: Head, term: { start: 2026-01-01, end: 2026-12-31 } }',
        ),
    });
    expect(record.diagnostics).toEqual([]);
    const [merged] = record.groups;
    const lists = [
      'aliases',
      'topics',
      'focusAreas',
      'guidance',
      'repositories',
      'links',
      'channels',
      'declaredMeetings',
      'meetingFeeds',
      'initiativeQueries',
      'waivers',
    ] as const;
    for (const list of lists) {
      const [first, second, ...others] = (merged?.[list] ?? []).map((value) => JSON.stringify(value));
      expect([list, first, second, others]).toEqual([
        list,
        expect.stringContaining('one'),
        expect.stringContaining('two'),
        [],
      ]);
    }
    expect(merged?.roles).toMatchObject([
      { login: 'Ann', name: 'Ann A', company: 'C', kindLabel: 'Head', termStart: '2026-01-01', termEnd: '2026-12-31' },
    ]);
  });
});

describe('a group that names itself', () => {
  it.each(['parent: a', 'related: [a]'])('by "%s" is told', async (line) => {
    const record = await loadFiles({
      'r.yaml': `${HEAD}groups:\n  - { slug: a, name: A, kind: TEAM, ${line} }\n`,
    });
    expect(record.diagnostics.map(({ code, line: at }) => `${code} ${at}`)).toEqual(['REGISTRY_BAD_REFERENCE 4']);
    expect(record.groups[0]).toMatchObject({ parent: null, related: [] });
  });
});

describe('one group that is stated thousands of times', () => {
  it.each<[string, (index: number) => string]>([
    ['people', (index) => `roles: [{ kind: CHAIR, github: u${index} }, { kind: CHAIR, name: Person ${index} }]`],
    [
      'channels',
      (index) =>
        `channels: [{ kind: SLACK, name: "#c${index}", url: "https://x.example/${index}" }, { kind: MAILING_LIST, name: l, url: "https://y.example/${index}" }]`,
    ],
    [
      'calendars and terms',
      (index) =>
        `calendars: [{ url: ./${index}.ics }], roles: [${chair(`${1000 + index}-01-01`, `${1000 + index}-06-01`)}]`,
    ],
  ])('costs no more a statement for its %s than one of hundreds', async (_what, toField) => {
    const cost = async (count: number) => {
      const entries = Array.from(
        { length: count },
        (_, index) => `  - { slug: a, name: A, kind: TEAM, ${toField(index)} }`,
      );
      const began = process.cpuUsage().user;
      const record = await loadFiles({ 'r.yaml': `${HEAD}groups:\n${entries.join('\n')}\n` });
      expect(record.groups).toHaveLength(1);
      return (process.cpuUsage().user - began) / count;
    };
    await cost(200);
    const few = await cost(200);
    expect(await cost(3000)).toBeLessThan(few * 4);
  });
});

describe('two statements of channels and terms', () => {
  const merged = async (one: string, two: string) => {
    const group = (field: string) => `groups:\n  - { slug: a, name: A, kind: TEAM, ${field} }\n`;
    const record = await loadFiles({
      'r.yaml': `${HEAD}include: [{ file: ./old.yaml }]\n${group(two)}`,
      'old.yaml': HEAD + group(one),
    });
    return record;
  };

  it.each([
    [
      'the name and the URL of one',
      '{ kind: SLACK, name: "#a" }',
      '{ kind: SLACK, name: A, url: "https://x.example/a/" }',
      1,
    ],
    [
      'two names of one URL',
      '{ kind: SLACK, name: "#a", url: "https://x.example/a" }',
      '{ kind: SLACK, name: "#b", url: "https://x.example/a/" }',
      1,
    ],
    [
      'two URLs of one name',
      '{ kind: SLACK, name: "#a", url: "https://x.example/a" }',
      '{ kind: SLACK, name: "#a", url: "https://x.example/b" }',
      2,
    ],
    ['one name of two kinds', '{ kind: SLACK, name: a }', '{ kind: DISCORD, name: a }', 2],
  ])('are merged by %s', async (_what, one, two, count) => {
    expect((await merged(`channels: [${one}]`, `channels: [${two}]`)).groups[0]?.channels).toHaveLength(count);
  });

  it('keep both terms that the later document states, one of which the earlier knows', async () => {
    const [first, second] = [chair('2022-07-01', '2024-06-30'), chair('2024-07-01', '2026-06-30')];
    const record = await merged(`roles: [${first}]`, `roles: [${first}, ${second}]`);
    expect(record.groups[0]?.roles.map(({ termStart }) => termStart)).toEqual(['2022-07-01', '2024-07-01']);
    expect(record.diagnostics).toEqual([]);
  });
});
