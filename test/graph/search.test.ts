import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/graph/context.ts';
import { search } from '../../src/graph/search.ts';
import type { InitiativeRecord } from '../../src/model/initiative.ts';
import { fresh, group, initiative, initiativeFeed, meetingFeed, occurrence, registry } from '../support/records.ts';
import { createPorts, queryData, type World } from '../support/run-query.ts';

/** Meetings are called like their group, and their short documents would win by relevance alone. */
const WORLD: World = {
  registry: registry({
    groups: [
      group('tag-infra', {
        name: 'TAG Infrastructure',
        aliases: ['tag-storage'],
        mission: 'Storage, networking and computing for all who build infrastructure on infrastructure.',
        meetingFeeds: ['own'],
        url: 'https://community.example.org',
      }),
      group('infra-kits', { name: 'Infra kits', url: 'https://community.example.org' }),
      group('alone', { url: 'https://alone.example.org/' }),
    ],
    meetingFeeds: [meetingFeed('own', { owner: 'test/tag-infra' })],
  }),
  occurrences: {
    own: [
      occurrence('own', '2026-11-24T10:00:00Z', { summary: 'TAG Infra' }),
      occurrence('own', '2026-11-25T10:00:00Z', { summary: 'TAG Infra TAG Infra' }),
      occurrence('own', '2026-11-26T10:00:00Z', { summary: 'TAG Storage' }),
      occurrence('own', '2026-11-27T10:00:00Z', { summary: 'TAG Infrastructure' }),
    ],
  },
};

describe('search', () => {
  it.each(['tag-infra', 'TAG Infra', 'tag-storage', 'tag infrastructure'])(
    'finds the group that is called %j first',
    async (query) => {
      const { search: found } = await queryData<{ search: { nodes: { __typename: string; slug?: string }[] } }>(
        WORLD,
        'query ($query: String!) { search(query: $query) { nodes { __typename ... on Group { slug } } } }',
        { query },
      );
      expect(found.nodes[0]).toEqual({ __typename: 'Group', slug: 'tag-infra' });
      expect(found.nodes.length).toBeGreaterThan(1);
    },
  );

  it('finds initiatives and their people as the source has them now', async () => {
    let records: readonly InitiativeRecord[] = [];
    const ports = {
      ...createPorts({ registry: registry({ initiativeFeeds: [initiativeFeed()] }) }),
      initiatives: () => fresh('github:org/work', records),
    };
    const find = async (query: string): Promise<readonly string[]> => {
      const context = createContext(ports, { baseUrl: 'https://graph.test', budget: null });
      const { hits } = await search(context, query, ['PERSON', 'INITIATIVE']);
      return hits.map(({ item }) => ('login' in item ? item.login : item.key));
    };
    const others = Array.from({ length: 20 }, (_, index) => initiative(100 + index));
    records = [...others, initiative(1, { title: 'Storage', author: { login: 'ann', name: null } })];
    expect([await find('storage'), await find('ann'), await find('ben')]).toEqual([['org/work#1'], ['ann'], []]);
    records = [...others, initiative(1, { title: 'Network', author: { login: 'ben', name: null } })];
    expect([await find('storage'), await find('ann'), await find('ben')]).toEqual([[], [], ['ben']]);
    expect(await find('network')).toEqual(['org/work#1']);
    records = others;
    expect([await find('network'), await find('ben')]).toEqual([[], []]);
  });
});

describe('resource', () => {
  it.each([
    ['https://community.example.org', null],
    ['https://alone.example.org', { slug: 'alone' }],
    ['https://alone.example.org/', { slug: 'alone' }],
  ])('%s', async (url, expected) => {
    const { resource } = await queryData<{ resource: { slug: string } | null }>(
      WORLD,
      'query ($url: URI!) { resource(url: $url) { ... on Group { slug } } }',
      { url },
    );
    expect(resource).toEqual(expected);
  });
});
