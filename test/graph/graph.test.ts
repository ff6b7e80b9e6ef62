import { buildSchema, getNamedType, isInterfaceType, isNonNullType, isObjectType, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema, readTypeDefs } from '../../src/graph/schema.ts';
import {
  community,
  group,
  initiative,
  initiativeFeed,
  meetingFeed,
  occurrence,
  place,
  registry,
  role,
  rule,
  series,
} from '../support/records.ts';
import { queryData, runQuery, type World } from '../support/run-query.ts';

const labelled = rule({
  groups: { labels: { 'tag/a': 'test/a', 'tag/b': 'test/b' }, form: 'Group', projectField: null, titles: [] },
});

function world(changes: Partial<World> = {}): World {
  const groups = [
    group('a', {
      meetingFeeds: ['own-a'],
      roles: [role('ann', { name: 'Ann', termEnd: '2026-12-31' })],
      topics: ['ai'],
    }),
    group('b', { parent: 'test/a', meetingFeeds: ['shared'] }),
  ];
  return {
    registry: registry({
      groups,
      initiativeRules: [labelled],
      initiativeFeeds: [initiativeFeed({ rules: [labelled] })],
      meetingFeeds: [
        meetingFeed('own-a', { owner: 'test/a' }),
        meetingFeed('shared', {
          match: [{ group: 'test/b', meetingId: null, uid: null, organizerDomain: null, category: null, title: '^B ' }],
        }),
      ],
    }),
    initiatives: {
      'github:org/work': [
        initiative(1, { labels: [{ name: 'tag/a', color: 'ffffff' }], status: 'IN_PROGRESS' }),
        initiative(2, { labels: [{ name: 'tag/b', color: 'ffffff' }], status: 'COMPLETE', state: 'CLOSED' }),
        initiative(3, { labels: [{ name: 'tag/a', color: 'ffffff' }], responsibleGroups: ['b'] }),
      ],
    },
    occurrences: {
      'own-a': [
        occurrence('own-a', '2026-11-19T10:00:00Z'),
        occurrence('own-a', '2026-11-26T10:00:00Z', { status: 'CANCELLED' }),
        occurrence('own-a', '2026-12-03T10:00:00Z'),
      ],
      shared: [
        occurrence('shared', '2026-11-24T10:00:00Z', { summary: 'B weekly' }),
        occurrence('shared', '2026-11-25T10:00:00Z', { summary: 'Nobody knows' }),
      ],
    },
    series: { 'own-a': [series('own-a')], shared: [series('shared', { summary: 'B weekly' })] },
    ...changes,
  };
}

describe('laziness', () => {
  it.each([
    ['{ groups { totalCount nodes { slug name roles { nodes { person { login } } } } } }', []],
    ['{ sources { nodes { name state } } }', []],
    ['{ group(slug: "a") { initiatives { totalCount } } }', ['initiatives github:org/work']],
    ['{ group(slug: "a") { nextMeeting { startsAt } } }', ['occurrences own-a']],
    ['{ initiatives { nodes { number } } }', ['initiatives github:org/work']],
    ['{ person(login: "ANN") { name } }', []],
    ['{ search(query: "a", type: [GROUP]) { groupCount } }', []],
    ['{ initiatives { nodes { helpWanted { wanted } } } }', ['initiatives github:org/work']],
    ['{ groups(filterBy: { hasFindings: [MUST], kind: [TEAM] }) { totalCount } }', []],
  ])('%s asks only %o', async (query, expected) => {
    const { calls, result } = await runQuery(world(), query);
    expect(result.errors).toBeUndefined();
    expect(calls).toEqual(expected);
  });

  it.each([false, true])('asks each source once for a page of groups, cold: %s', async (isCold) => {
    const query = `{ groups(first: 50) { nodes {
      initiatives { totalCount } nextMeeting { startsAt } lastMeeting { startsAt } subgroups { nodes { initiatives { totalCount } } }
    } } }`;
    const { calls } = await runQuery(world({ isCold }), query);
    expect(calls.filter((call) => call.startsWith('initiatives'))).toHaveLength(1);
    expect(new Set(calls.filter((call) => call.startsWith('occurrences'))).size).toBe(2);
  });

  it('asks for the details of a page of initiatives in one request, and not at all where no field needs them', async () => {
    const needing = await runQuery(world(), '{ initiatives { nodes { number lastActivityAt helpWanted { score } } } }');
    expect(needing.calls.filter((call) => call.startsWith('details'))).toEqual(['details 3']);
    const plain = await runQuery(world(), '{ initiatives { nodes { number status groups { totalCount } } } }');
    expect(plain.calls.filter((call) => call.startsWith('details'))).toEqual([]);
  });
});

describe('honesty', () => {
  const query = `{ group(slug: "a") {
    name roles { totalCount nodes { name } }
    meetings(filterBy: { startsAfter: "2026-11-21T00:00:00Z" }) { totalCount isPartial nodes { startsAt status } }
    initiatives { totalCount isPartial nodes { number } countsByStatus { status count } readings { state error } }
  } }`;

  it('counts null, not zero, where the source of the list failed, and answers the rest as before', async () => {
    const whole = await queryData<{ group: Record<string, unknown> }>(world(), query);
    const { initiatives: _gone, ...others } = world();
    const broken = await queryData<{ group: Record<string, unknown> }>(others, query);
    expect(broken.group['initiatives']).toEqual({
      totalCount: null,
      isPartial: true,
      nodes: [],
      countsByStatus: [],
      readings: [{ state: 'FAILING', error: 'UPSTREAM_UNREACHABLE: The upstream could not be reached.' }],
    });
    expect({ ...broken.group, initiatives: null }).toEqual({ ...whole.group, initiatives: null });
  });

  it.each(['NEXT_MEETING_AT', 'LAST_MEETING_AT', 'OPEN_INITIATIVES', 'UPDATED_AT'])(
    'knows how many groups there are where only their order by %s is unknown',
    async (field) => {
      const { initiatives: _gone, occurrences: _too, series: _three, ...others } = world();
      const data = await queryData(
        others,
        `{ groups(orderBy: { field: ${field}, direction: ASC }) { totalCount isPartial nodes { slug } } }`,
      );
      expect(data).toEqual({ groups: { totalCount: 2, isPartial: true, nodes: [{ slug: 'a' }, { slug: 'b' }] } });
    },
  );

  it('counts null where no source could tell at all', async () => {
    const without = world({ registry: registry({ groups: [group('a')] }) });
    const data = await queryData(
      without,
      '{ group(slug: "a") { meetings { totalCount isPartial } initiatives { totalCount isPartial } subgroups { totalCount isPartial } } }',
    );
    const unknown = { totalCount: null, isPartial: true };
    expect(data).toEqual({
      group: { meetings: unknown, initiatives: unknown, subgroups: { totalCount: 0, isPartial: false } },
    });
  });

  it('counts nothing where no group is selected, which needs no source', async () => {
    const ofNone = '(filterBy: { groups: [] }) { totalCount isPartial }';
    const data = await queryData(world(), `{ meetings${ofNone} initiatives${ofNone} findings${ofNone} }`);
    const none = { totalCount: 0, isPartial: false };
    expect(data).toEqual({ meetings: none, initiatives: none, findings: none });
  });

  it.each([
    ['["b", "nobody"]', ['b']],
    ['["test/a", "a"]', ['a']],
    ['["nobody"]', []],
    ['[]', []],
  ])('lists the groups named %s', async (names, slugs) => {
    const data = await queryData<{ groups: { totalCount: number; nodes: { slug: string }[] } }>(
      world(),
      `{ groups(filterBy: { groups: ${names} }) { totalCount nodes { slug } } }`,
    );
    expect(data.groups).toEqual({ totalCount: slugs.length, nodes: slugs.map((slug) => ({ slug })) });
  });

  it('answers the mission as Markdown, as HTML and as words, from one place', async () => {
    const mission = [
      'We keep **lamps** lit, see [the *plan*](https://example.org).',
      '- one\n- two `code`',
      'A <b>tag</b>\nand a line.',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '[plan]: https://example.org',
    ].join('\n\n');
    const at = { ...place, line: 7 };
    const data = await queryData<{ group: { missionHTML: string } }>(
      world({ registry: registry({ groups: [group('a', { mission, places: { '': place, mission: at } })] }) }),
      '{ group(slug: "a") { mission missionHTML missionText provenance(field: "missionText") { field line } } }',
    );
    expect(data.group).toEqual({
      mission,
      missionHTML: expect.stringContaining('<strong>lamps</strong>'),
      missionText: 'We keep lamps lit, see the plan.\none\ntwo code\nA tag and a line.\na · b\n1 · 2',
      provenance: [{ field: 'missionText', line: 7 }],
    });
    expect(await queryData(world(), '{ group(slug: "a") { missionText } }')).toEqual({ group: { missionText: null } });
  });

  it('has a next meeting that is neither cancelled nor begun, and a last one that has ended', async () => {
    const data = await queryData(world(), '{ group(slug: "a") { nextMeeting { startsAt } lastMeeting { startsAt } } }');
    expect(data).toEqual({
      group: { nextMeeting: { startsAt: '2026-12-03T10:00:00Z' }, lastMeeting: { startsAt: '2026-11-19T10:00:00Z' } },
    });
  });

  it('gives an event that no rule matches to no group', async () => {
    const data = await queryData<{ meetings: { nodes: { title: string; group: { slug: string } | null }[] } }>(
      world(),
      '{ meetings { nodes { title group { slug } matchedBy { rule value } } } }',
    );
    expect(data.meetings.nodes.find(({ title }) => title === 'Nobody knows')?.group).toBeNull();
    expect(data.meetings.nodes.find(({ title }) => title === 'B weekly')).toEqual({
      title: 'B weekly',
      group: { slug: 'b' },
      matchedBy: [{ rule: 'title', value: 'B weekly' }],
    });
  });

  it('is null for what it does not have, and an error that names a bad argument', async () => {
    const absent = await queryData(
      world(),
      '{ group(slug: "x") { name } person(login: "x") { name } initiative(repository: "org/work", number: 99) { title } node(id: "eA") { id } community(slug: "x") { name } }',
    );
    expect(Object.values(absent)).toEqual([null, null, null, null, null]);
    const { result } = await runQuery(world(), '{ groups(first: 1000) { totalCount } }');
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentName: 'first' });
  });
});

describe('ties of initiatives', () => {
  it('shows the evidence, and contradictions on both edges', async () => {
    const apart = world({
      registry: {
        ...world().registry,
        groups: [group('a'), group('c')],
      },
      initiatives: {
        'github:org/work': [
          initiative(1, { labels: [{ name: 'tag/a', color: 'ffffff' }], responsibleGroups: ['C'] }),
          initiative(2, { responsibleGroups: ['c'] }),
        ],
      },
    });
    const data = await queryData(
      apart,
      '{ initiatives(orderBy: { field: CREATED_AT, direction: ASC }) { nodes { responsibleGroup { slug } groups { edges { node { slug } confidence matchedBy { rule value } } } } } }',
    );
    expect(data).toEqual({
      initiatives: {
        nodes: [
          {
            responsibleGroup: null,
            groups: {
              edges: [
                { node: { slug: 'a' }, confidence: 'CONFLICTING', matchedBy: [{ rule: 'label', value: 'tag/a' }] },
                { node: { slug: 'c' }, confidence: 'CONFLICTING', matchedBy: [{ rule: 'form', value: 'C' }] },
              ],
            },
          },
          {
            responsibleGroup: { slug: 'c' },
            groups: {
              edges: [{ node: { slug: 'c' }, confidence: 'EXPLICIT', matchedBy: [{ rule: 'form', value: 'c' }] }],
            },
          },
        ],
      },
    });
  });

  it('rolls subgroups up only where asked', async () => {
    const data = await queryData(
      world(),
      '{ group(slug: "a") { own: initiatives { totalCount } all: initiatives(filterBy: { includeSubgroups: true }) { totalCount } } }',
    );
    expect(data).toEqual({ group: { own: { totalCount: 2 }, all: { totalCount: 3 } } });
  });
});

describe('ids', () => {
  it('finds every node again by its id, with the same type', async () => {
    const data = await queryData<Record<string, unknown>>(
      world(),
      `{
        community { id __typename }
        group(slug: "a") { id __typename roles { nodes { id __typename person { id __typename } } } meetingSeries { nodes { id __typename } } }
        initiatives { nodes { id __typename repository { id __typename } } }
        meetings { nodes { id __typename } }
        sources { nodes { id __typename } }
      }`,
    );
    const nodes: { id: string; __typename: string }[] = [];
    JSON.stringify(data, (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'id' in value) nodes.push(value as (typeof nodes)[number]);
      return value;
    });
    expect(new Set(nodes.map(({ __typename }) => __typename))).toEqual(
      new Set([
        'Community',
        'Group',
        'Role',
        'Person',
        'MeetingSeries',
        'Initiative',
        'Repository',
        'Meeting',
        'Source',
      ]),
    );
    const again = await queryData<{ nodes: unknown }>(
      world(),
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }',
      {
        ids: nodes.map(({ id }) => id),
      },
    );
    expect(again.nodes).toEqual(nodes.map(({ id, __typename }) => ({ id, __typename })));
  });

  it('invents no repository', async () => {
    const id = Buffer.from('Repository:evil/nowhere').toString('base64url');
    expect(await queryData(world(), `{ node(id: "${id}") { id } }`)).toEqual({ node: null });
  });

  it.each([
    ['https://graph.test/groups/a', 'Group'],
    ['https://github.com/org/work/issues/1', 'Initiative'],
    ['https://github.com/org/work', 'Repository'],
    ['https://github.com/ann', 'Person'],
    ['https://github.com/org/other', null],
    ['https://github.com/evil/nowhere', null],
    ['https://elsewhere.test/org/work', null],
    ['https://elsewhere.test/org/work/issues/1', null],
  ])('finds what %s stands for: %s', async (url, expected) => {
    const data = await queryData<{ resource: { __typename: string } | null }>(
      world(),
      'query ($url: URI!) { resource(url: $url) { __typename } }',
      { url },
    );
    expect(data.resource?.__typename ?? null).toBe(expected);
  });
});

describe('two communities with one slug', () => {
  const twins = world({
    registry: registry({
      communities: [community(), community({ slug: 'other', name: 'Other' })],
      groups: [group('a'), group('a', { community: 'other' })],
    }),
  });

  it('have feeds, badge and page of their own', async () => {
    const data = await queryData<{ group: { url: string; feeds: Record<string, string> } }>(
      twins,
      '{ group(slug: "a", community: "other") { url feeds { ics atom json embed badge } } }',
    );
    expect(data.group).toEqual({
      url: 'https://graph.test/groups/other/a',
      feeds: {
        ics: 'https://graph.test/groups/other/a/calendar.ics',
        atom: 'https://graph.test/feeds/initiatives.atom?groups=other%2Fa',
        json: 'https://graph.test/feeds/meetings.json?groups=other%2Fa',
        embed: 'https://graph.test/groups/other/a?embed',
        badge: 'https://graph.test/badges/other/a/next-meeting.svg',
      },
    });
  });

  it.each([
    ['community', '{ group(slug: "a") { name } }'],
    ['slug', '{ community { name } }'],
  ])('ask for the argument "%s"', async (argumentName, query) => {
    const { result } = await runQuery(twins, query);
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentName });
  });

  it('take an empty name for a name that nothing has', async () => {
    expect(await queryData(twins, '{ group(slug: "a", community: "") { name } community(slug: "") { name } }')).toEqual(
      {
        group: null,
        community: null,
      },
    );
  });
});

describe('the schema', () => {
  const types = Object.values(createSchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));

  it('is valid SDL, which no start checks again', () => {
    expect(validateSchema(buildSchema(readTypeDefs()))).toEqual([]);
  });

  it('describes every type, field, argument and enum value', () => {
    const missing: string[] = [];
    const check = (path: string, { description }: { description?: string | null | undefined }): void => {
      if (!description && !/\.id$|\.provenance$/u.test(path)) missing.push(path);
    };
    for (const type of types) {
      if (['Boolean', 'Float', 'ID', 'Int', 'String'].includes(type.name)) continue;
      check(type.name, type);
      if ('getValues' in type) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
      if (!('getFields' in type)) continue;
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        if ('args' in field) for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    expect(missing).toEqual([]);
  });

  it('makes every single object that a source must be asked for nullable', () => {
    // An object of these types comes from an upstream: where it fails, null must not take its parent along.
    const upstream = new Set(['Initiative', 'Meeting', 'MeetingSeries']);
    const broken = types
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => upstream.has(getNamedType(field.type).name) && isNonNullType(field.type))
          .map((field) => `${type.name}.${field.name}`),
      );
    // A place to raise an initiative is itself nullable, and is none without its meeting.
    expect(broken).toEqual(['RaiseAt.meeting']);
  });
});
