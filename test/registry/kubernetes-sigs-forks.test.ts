/** What communities make of sigs.yaml when they take it over. */
import { describe, expect, it } from 'vitest';
import { loadFiles, loadText } from './load-files.ts';

const group = async (fields: string) => {
  const record = await loadText(`working_groups: [{ name: Docs, ${fields} }]\n`, 'wgs.yaml');
  return { group: record.groups[0], codes: record.diagnostics.map(({ code }) => code) };
};

describe('a group of a fork of sigs.yaml', () => {
  it.each([
    ['chairpersons: [{ github: ada }]', [{ kind: 'CHAIR', login: 'ada' }]],
    ['members: [{ name: Ada Lovelace, github: ada }]', [{ kind: 'MEMBER', login: 'ada', name: 'Ada Lovelace' }]],
    ['maintainers: [ada]', [{ kind: 'TECH_LEAD', kindLabel: 'Maintainer', login: 'ada' }]],
    ['chairs: ["Ada Lovelace (@ada)"]', [{ login: 'ada', name: 'Ada Lovelace' }]],
    ['chairs: ["Ada Lovelace <ada@example.org>"]', [{ login: null, name: 'Ada Lovelace' }]],
    ['chairs: [" ada "]', [{ login: 'ada' }]],
    ['chairs: ["@ada"]', [{ login: 'ada' }]],
  ])('has people as %s', async (fields, roles) => {
    expect((await group(fields)).group?.roles).toMatchObject(roles);
  });

  it.each([
    ['slack: { channel: { handle: wg-docs, description: d }, group: { handle: docs-wg } }', ['wg-docs']],
    ['slack: { channel: wg-docs }', ['#wg-docs']],
    ['slack: { name: docs, url: "https://acme.slack.com/archives/C01234567" }', ['docs']],
    ['slack: { channel: { handle: a } }, slack_channel: b', ['a', '#b']],
  ])('has channels as %s', async (fields, names) => {
    expect((await group(fields)).group?.channels.map(({ name }) => name)).toEqual(names);
  });

  it('has objectives, topics, a team and a roadmap', async () => {
    const read = await group(
      'objectives: [Docs grow], tags: [docs], github_team: docs, roadmap_url: "https://github.com/orgs/acme/projects/4"',
    );
    expect(read.group).toMatchObject({
      focusAreas: [{ title: 'Objectives', items: ['Docs grow'] }],
      topics: ['docs'],
      channels: [{ kind: 'GITHUB_TEAM', name: 'docs', url: 'https://github.com/orgs/acme/teams/docs' }],
      links: [{ rel: 'roadmap', url: 'https://github.com/orgs/acme/projects/4' }],
    });
    expect(read.codes).toEqual([]);
    expect(read.group?.community).toBe('acme');
  });

  it('may be called by a title, and say its state', async () => {
    const text =
      'working-groups: [{ title: Web Sockets, short-description: Sockets, status: completed }, { title: Docs }]\n';
    expect((await loadText(text, 'working-groups.yaml')).groups).toMatchObject([
      { slug: 'wg-web-sockets', name: 'Web Sockets', mission: 'Sockets', state: 'ARCHIVED' },
      { slug: 'wg-docs', name: 'Docs', state: 'ACTIVE' },
    ]);
  });

  it('has repositories of the organisation whose file it is', async () => {
    const url = 'https://raw.githubusercontent.com/acme/tc/main/sigs.yaml';
    const { groups } = await loadFiles({ [url]: 'sigs: [{ name: Docs, repositories: [docs, other/site] }]\n' });
    expect(groups[0]?.repositories).toEqual(['acme/docs', 'other/site']);
  });
});
