import { describe, expect, it } from 'vitest';
import { loadFiles, loadText, placesOf } from './load-files.ts';

const SIGS = `---
Edge Things:
  chairs:
    - { name: Ada Lovelace, irc: ada, email: ada@example.org }
  scope: Things at the edge.
  status: forming
  url: https://wiki.example.org/Edge
API:
  chairs: [Grace Hopper (@grace), bob, "https://github.com/eve"]
  status: active
`;

const TEAMS = `teams:
  Networking:
    description: Maintains networking.
    maintainers: [ada]
    members: [bob]
    privacy: closed
    repos: { api: write }
    teams:
      Networking Reviewers: { members: [eve] }
admins: [ada]
`;

const PROJECTS = `harbour:
  ptl: { name: Ada Lovelace, irc: ada }
  irc-channel: example-harbour
  mission: To produce.
  deliverables:
    harbour: { repos: [example/harbour], tags: [x] }
    python-harbour: { repos: [example/python-harbour] }
`;

describe('groups that are the keys of a mapping', () => {
  it('are read with their people, the kind from the name of the file', async () => {
    const record = await loadText(SIGS, 'archived-sigs.yaml');
    expect(record.files[0]?.format).toBe('group-map');
    expect(record.groups).toMatchObject([
      {
        slug: 'edge-things',
        name: 'Edge Things',
        kind: 'SPECIAL_INTEREST_GROUP',
        kindLabel: 'SIG',
        state: 'PROPOSED',
        mission: 'Things at the edge.',
        url: 'https://wiki.example.org/Edge',
        aliases: ['Edge Things SIG', 'SIG Edge Things'],
        roles: [{ kind: 'CHAIR', name: 'Ada Lovelace', login: null }],
      },
      {
        slug: 'api',
        state: 'ACTIVE',
        roles: [{ login: 'grace', name: 'Grace Hopper' }, { login: 'bob' }, { login: 'eve' }],
      },
    ]);
    expect(placesOf(record)).toEqual(['1:1 REGISTRY_MISSING', '4:34 REGISTRY_UNKNOWN_KEY']);
    expect(JSON.stringify(record)).not.toContain('@example.org');
  });

  it('may be teams in teams', async () => {
    const record = await loadFiles({
      'https://raw.githubusercontent.com/acme/org/main/teams.yaml': TEAMS,
    });
    expect(record.groups).toMatchObject([
      {
        key: 'acme/networking',
        kind: 'TEAM',
        repositories: ['acme/api'],
        roles: [
          { login: 'bob', kind: 'MEMBER' },
          { login: 'ada', kindLabel: 'Maintainer' },
        ],
      },
      { key: 'acme/networking-reviewers', parent: 'acme/networking', roles: [{ login: 'eve' }] },
    ]);
  });

  it('may be projects with deliverables', async () => {
    const { groups } = await loadText(PROJECTS, 'projects.yaml');
    expect(groups).toMatchObject([
      {
        slug: 'harbour',
        kind: 'TEAM',
        channels: [{ kind: 'IRC', name: 'example-harbour' }],
        repositories: ['example/harbour', 'example/python-harbour'],
        roles: [{ kindLabel: 'PTL', name: 'Ada Lovelace' }],
      },
    ]);
  });

  it.each([
    ['the name', 'Docs Working Group: { leads: [ada] }', 'WORKING_GROUP'],
    ['the name before the list', 'teams: { Steering Committee: { members: [ada] } }', 'COMMITTEE'],
    ['the list', 'working_groups: { docs: { chairs: [ada] } }', 'WORKING_GROUP'],
  ])('have the kind that %s says', async (_what, text, kind) => {
    expect((await loadText(text, 'x.yaml')).groups.map((group) => group.kind)).toEqual([kind]);
  });

  it('may stand in a plain list', async () => {
    const text =
      '- { name: SIGBot, description: Robots, chairs: "Ada Lovelace, Grace Hopper" }\n- { name: Docs, chairs: ada }\n';
    expect((await loadText(text, 'sigs.yaml')).groups).toMatchObject([
      { slug: 'sigbot', kind: 'SPECIAL_INTEREST_GROUP', roles: [{ name: 'Ada Lovelace' }, { name: 'Grace Hopper' }] },
      { slug: 'docs', roles: [{ login: 'ada' }] },
    ]);
  });

  it('of one slug are told apart', async () => {
    const { groups } = await loadText('a b: { chairs: [x] }\nA-B: { chairs: [y] }\nc: { leads: [z] }\n', 'sigs.yaml');
    expect(new Set(groups.map(({ slug }) => slug)).size).toBe(3);
  });

  it('are served where another entry is none', async () => {
    const record = await loadText('docs: { chairs: [ada] }\ncode: { chairs: [bob] }\nnote: text\n', 'sigs.yaml');
    expect(record.groups.map(({ slug }) => slug)).toEqual(['docs', 'code']);
    expect(placesOf(record)).toContain('3:1 REGISTRY_WRONG_TYPE');
  });

  it.each([
    'groups: [{ slug: a, name: A, kind: TEAM, chairs: [ada] }]',
    'include: []\ngroups: { a: { chairs: [ada] } }',
  ])('are not those of the native form, even with mistakes: %j', async (text) => {
    expect((await loadText(text, 'x.yaml')).files.map(({ format }) => format)).toEqual(['native']);
  });

  it.each([
    'jobs: { build: { steps: [a] } }',
    'aliases: { sig-a: [ada, bob] }',
    '- { name: a, entities: [b] }',
    '- { hosts: all, members: [b] }',
    'services: { web: { image: x, links: [db] } }',
    'a: { scope: x }\nb: { mission: y }',
    'version: 2\nupdates: { npm: { reviewers: [ada] } }\nregistries: {}',
  ])('are not taken from %j', async (text) => {
    const record = await loadText(text, 'x.yaml');
    expect(record.groups).toEqual([]);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_UNKNOWN_FORMAT']);
  });
});
