/** What holds for every format, and what the whole fixtures do not show. */
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/registry/formats/index.ts';
import { loadFiles, loadText, placesOf } from './load-files.ts';

const TAGS = 'tags: [{ dir: tag-a, name: TAG A, charter_link: charter.md }]\n';

describe('formats', () => {
  it('have names of their own', () => {
    expect(new Set(formats.map(({ name }) => name)).size).toBe(formats.length);
  });

  it.each([
    ['registry.yaml', TAGS, 'cncf-tags', 'cncf'],
    ['a.json', '{"tags":[{"dir":"tag-a","name":"A"}]}', 'cncf-tags', 'cncf'],
    ['wgs.yaml', 'workinggroups: [{ dir: wg-a, name: A, mission: Of Kubernetes }]', 'kubernetes-sigs', 'kubernetes'],
    ['workstreams.yml', '[{ id: a, name: A, people: [] }]', 'opentelemetry-workstreams', 'opentelemetry'],
    ['sigs.yml', '[{ name: X SIGs, sigs: [{ name: A }] }]', 'opentelemetry-workstreams', 'opentelemetry'],
    ['page.md', '# TAG A\n', 'cncf-page', 'cncf'],
    ['sig.md', '# A SIG\n\n- [Slack](https://kubernetes.slack.com/messages/a)\n', 'cncf-page', 'kubernetes'],
    ['tag.md', '# TAG A\n\n- [CNCF Slack](https://kubernetes.slack.com/messages/a)\n', 'cncf-page', 'cncf'],
    ['page', '---\ntitle: TAG A\n---\n\n# TAG A\n', 'cncf-page', 'cncf'],
    ['registry', 'community: { slug: x }\ngroups: [{ slug: a, name: A, kind: TEAM }]', 'native', 'x'],
  ])('are recognised: %s', async (name, text, format, community) => {
    const record = await loadText(text, name);
    expect(record.files[0]?.format).toBe(format);
    expect(record.groups.map((group) => group.community)).toEqual([community]);
  });

  it.each([
    ['x.yaml', 'title: A book\n'],
    ['x.yaml', '- a\n- b\n'],
    ['x.yaml', 'just text\n'],
    ['x.yaml', ''],
    ['x.md', 'no heading\n'],
  ])('of none of the known forms: %s %s', async (name, text) => {
    const record = await loadText(text, name);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_UNKNOWN_FORMAT']);
  });

  it.each([
    ['', 'The file is empty.', 'correct the path'],
    ['<!DOCTYPE html>\n<html><body>tags.yaml</body></html>', 'is a web page', 'Raw'],
    ['title: A book', 'none of the known formats', 'format:'],
  ])('that are none say what stands there: %j', async (text, message, hint) => {
    const record = await loadText(text);
    expect(record.diagnostics).toMatchObject([
      { message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
    ]);
  });

  it('are named where the content does not tell; a wrong name is told and the content decides', async () => {
    const record = await loadFiles({
      'registry.yaml': 'community: { slug: x }\ninclude: [{ file: tags.yaml, format: cncf-tgas }]\n',
      'tags.yaml': TAGS,
    });
    expect(record.diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual(['REGISTRY_BAD_REFERENCE 2']);
    expect(record.diagnostics[0]?.message).toContain('cncf-tags');
    expect(record.groups.map(({ key }) => key)).toEqual(['x/tag-a']);
  });

  it('link to the folder of the file on the web', async () => {
    const raw = 'https://raw.githubusercontent.com/o/r/refs/heads/main/tags.yaml';
    const record = await loadFiles({ [raw]: TAGS });
    expect(record.groups[0]?.charterUrl).toBe('https://github.com/o/r/blob/main/tags/tag-a/charter.md');
  });

  it('give the community of a fork its own name', async () => {
    const owners = 'owners: [https://github.com/Sea-Org/nets/blob/main/OWNERS]';
    const record = await loadText(`sigs: [{ dir: sig-a, name: A, subprojects: [{ name: nets, ${owners} }] }]`);
    expect(record.communities).toMatchObject([{ slug: 'sea-org', name: 'Sea-Org' }]);
  });
});

describe('kubernetes-sigs', () => {
  it.each([
    ['https://raw.githubusercontent.com/Sea-Org/community/main/sigs.yaml', 'sea-org', null],
    ['sigs.yaml', 'community', '1:1 REGISTRY_MISSING'],
  ])('does not take a file for that of Kubernetes that says nothing of it: %s', async (name, community, problem) => {
    const record = await loadFiles({
      [name]: 'sigs: [{ dir: sig-a, name: A, contact: { teams: [{ name: a-team }] } }]',
    });
    expect(record.communities.map(({ slug }) => slug)).toEqual([community]);
    expect(placesOf(record)).toEqual(problem === null ? [] : [problem]);
    expect(JSON.stringify(record.groups)).not.toContain('kubernetes');
  });

  it('serves the name of a list whose address is withheld, and nothing of an address of a person', async () => {
    const lists = '[dev@lists.example.org, ada@mail.example.org]';
    const record = await loadText(`sigs: [{ dir: sig-a, name: Kubernetes A, contact: { mailing_list: ${lists} } }]`);
    expect(record.groups[0]?.channels).toEqual([{ kind: 'MAILING_LIST', name: 'dev', url: null }]);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_WITHHELD']);
    expect(JSON.stringify(record)).not.toMatch(/@(?:lists|mail)\./u);
  });

  it('reads channels that are a name, an address or a mapping of both', async () => {
    const discord = '[general, https://discord.example/x, { name: sig-a, url: https://discord.example/a }, [odd]]';
    const record = await loadText(`sigs: [{ dir: sig-a, name: Kubernetes A, contact: { discord: ${discord} } }]`);
    expect(record.groups[0]?.channels.map(({ name, url }) => [name, url])).toEqual([
      ['general', null],
      [null, 'https://discord.example/x'],
      ['sig-a', 'https://discord.example/a'],
    ]);
    expect(placesOf(record)).toEqual(['1:148 REGISTRY_WRONG_TYPE']);
  });

  it('serves no team and no schedule whose every part was left for later', async () => {
    const meetings = 'meetings: [{ description: Sync, day: xxx, time: TBD, tz: xxx, frequency: xxx }]';
    const contact = 'contact: { slack: xxx, teams: [{ name: xxx, description: xxx }, { name: a-reviews }] }';
    const record = await loadText(`sigs: [{ dir: sig-a, name: Kubernetes A, ${meetings}, ${contact} }]`);
    expect(record.groups[0]).toMatchObject({
      declaredMeetings: [{ title: 'Sync', schedule: null }],
      channels: [{ kind: 'GITHUB_TEAM', name: 'a-reviews' }],
    });
    expect(record.diagnostics.filter(({ code }) => code === 'REGISTRY_PLACEHOLDER')).toHaveLength(3);
  });

  it.each([
    'https://meet.example/...',
    'https://bit.ly/xxxxx',
    'https://docs.example/d/<id>',
    'https://docs.example/d/…',
  ])('does not serve the address %s, which was never finished', async (url) => {
    const record = await loadText(`sigs: [{ dir: sig-a, name: Kubernetes A, website: "${url}" }]`);
    expect(record.groups[0]?.url).toBeNull();
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_PLACEHOLDER']);
  });
});

describe.each(['workinggroups', 'tags'])('a group in a list "%s"', (list) => {
  it('may have its people and channels on itself; what stands under "contact" comes first', async () => {
    const record = await loadText(`community: { slug: x, name: X }
${list}:
  - name: Routing
    organizers: [{ github: ada }]
    chairs: bob
    slack: https://chat.example.org/routing
    forum: https://forum.example.org/routing
    contact: { slack: https://chat.example.org/wg-routing, mailing_list: https://lists.example.org/routing }
`);
    expect(record.groups).toMatchObject([
      {
        roles: [
          { kind: 'CHAIR', login: 'bob' },
          { kind: 'ORGANIZER', login: 'ada' },
        ],
        channels: [
          { kind: 'SLACK', url: 'https://chat.example.org/wg-routing' },
          { kind: 'MAILING_LIST', url: 'https://lists.example.org/routing' },
          { kind: 'FORUM', url: 'https://forum.example.org/routing' },
        ],
      },
    ]);
  });
});

describe('cncf-tags', () => {
  it.each([
    ['a mapping', '{ github: ada, name: Ada L }'],
    ['a list', '[{ github: ada, name: Ada L }]'],
    ['a login', 'ada'],
  ])('reads a liaison that is %s', async (_name, liaison) => {
    const record = await loadText(`tags: [{ dir: tag-a, name: A, contact: { toc_liaison: ${liaison} } }]`);
    expect(record.groups[0]?.roles).toMatchObject([{ kind: 'LIAISON', kindLabel: 'TOC Liaison', login: 'ada' }]);
  });

  it('keeps subprojects of one name apart, with or without a folder', async () => {
    const record = await loadText(`tags:
  - { dir: tag-a, name: A, tag_subprojects: [{ name: Shared }, { name: Own }, { dir: given, name: Given }] }
  - { dir: tag-b, name: B, tag_subprojects: [{ name: Shared }] }
`);
    expect(record.groups.map(({ slug }) => slug)).toEqual([
      'tag-a',
      'tag-a-shared',
      'own',
      'given',
      'tag-b',
      'tag-b-shared',
    ]);
  });

  it('takes a person once, though two lists name them', async () => {
    const record = await loadText(`tags:
  - dir: tag-a
    name: A
    leadership: { chairs: [{ github: ada, name: Ada L }] }
    leadership: { chairs: [{ github: Ada, name: Ada L, company: C, term: { start: "2026-01-01", end: "2026-12-31" } }] }
`);
    expect(record.groups[0]?.roles).toMatchObject([{ login: 'Ada', company: 'C', termEnd: '2026-12-31' }]);
  });
});
