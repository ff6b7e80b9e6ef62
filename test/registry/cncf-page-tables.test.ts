/** Groups, leads and links that a page tells in tables. */
import { describe, expect, it } from 'vitest';
import { loadText, placesOf } from './load-files.ts';

const rolesOf = (roles: readonly { kind: string; login: string | null; name: string | null }[] | undefined) =>
  (roles ?? []).map(({ kind, login, name }) => `${kind} ${login ?? '-'} ${name ?? '-'}`);

describe('a table of groups', () => {
  it('on a list that a program wrote tells leads, channels and meetings in lines of its cells', async () => {
    const record = await loadText(
      [
        '### Special Interest Groups\n',
        '| Name | Label | Chairs | Contact | Meetings |',
        '|-|-|-|-|-|',
        '|[Knots](sig-knots/README.md)|[knots](https://l.example)|* [Ada L](https://github.com/ada), Sea Ltd<br>* [Bo C](https://github.com/bo)<br>|* [Slack](https://kubernetes.slack.com/messages/sig-knots)<br>* [Mailing List](https://groups.google.com/g/knots)|* Regular Meeting: [Mondays at 9:00 PT (Pacific Time) (weekly)](https://zoom.us/j/1)<br>* Tide Hours: [Fridays at 10:00 UTC (weekly)](https://zoom.us/j/2)<br>|',
        '\n### Working Groups\n',
        '| Name | Organizers |',
        '|-|-|',
        '|[Tides](wg-tides/README.md)|* [Cy D](https://github.com/cy)<br>|',
      ].join('\n'),
      'sig-list.md',
    );
    expect(record.groups).toMatchObject([
      {
        slug: 'sig-knots',
        name: 'Knots',
        kind: 'SPECIAL_INTEREST_GROUP',
        aliases: ['knots'],
        roles: [
          { kind: 'CHAIR', login: 'ada', name: 'Ada L', company: 'Sea Ltd' },
          { kind: 'CHAIR', login: 'bo' },
        ],
        channels: [{ kind: 'SLACK' }, { kind: 'MAILING_LIST' }],
        declaredMeetings: [
          { title: 'Regular Meeting', rrule: 'FREQ=WEEKLY;BYDAY=MO', joinUrl: 'https://zoom.us/j/1' },
          { title: 'Tide Hours', rrule: 'FREQ=WEEKLY;BYDAY=FR', joinUrl: 'https://zoom.us/j/2' },
        ],
      },
      { slug: 'wg-tides', kind: 'WORKING_GROUP', roles: [{ kind: 'ORGANIZER', login: 'cy' }] },
    ]);
  });

  it('below the working groups of a group makes them its own; words in place of a time are kept', async () => {
    const record = await loadText(
      '# TAG Quay\n\n## Working Groups\n\n| Working Group | Scope and Goals | Meeting Time |\n|-|-|-|\n| [Knots](https://k.example) | Ties things. | Tuesdays at 16:00 UTC |\n| Tides | | Inactive |\n',
      'page.md',
    );
    expect(record.groups.slice(1)).toMatchObject([
      {
        slug: 'knots',
        kind: 'WORKING_GROUP',
        parent: 'cncf/tag-quay',
        mission: 'Ties things.',
        declaredMeetings: [{ rrule: 'FREQ=WEEKLY;BYDAY=TU' }],
      },
      { slug: 'tides', kind: 'WORKING_GROUP', declaredMeetings: [{ schedule: 'Inactive', rrule: null }] },
    ]);
    expect(placesOf(record)).toEqual(['8:11 REGISTRY_UNRESOLVED_SCHEDULE']);
  });

  it('and sections of the same groups with their leads are one', async () => {
    const record = await loadText(
      [
        '# CNCF Technical Advisory Groups ("TAGs")\n\n## Current TAGs\n',
        '| Name | TOC Liaisons - updated 3/31/2024 |\n|-|-|\n| [TAG Quay](https://q.example) | Ada Lovell, Bo Carr |\n',
        '## TAG Leadership\n\n### TAG Quay\n\n#### Chairs\n\n| Name |\n|-|\n| [Cy D](https://github.com/cy) |\n',
      ].join('\n'),
      'page.md',
    );
    expect(record.groups.map(({ slug, roles }) => [slug, ...rolesOf(roles)])).toEqual([
      ['tag-quay', 'LIAISON - Ada Lovell', 'LIAISON - Bo Carr', 'CHAIR cy Cy D'],
    ]);
  });
});

it('takes no advice on taking part for a group', async () => {
  const record = await loadText(
    '# Technical Community Groups (TCGs)\n\n## Getting Involved with TCGs\n\n### Become an Organizer\n\n- Ask.\n',
    'page.md',
  );
  expect(record.groups).toEqual([]);
});

it('takes sections that name their leads for groups, with what their tables of two columns say', async () => {
  const section = (name: string, login: string) =>
    [
      `## ${name}\n\nAbout ${name}.\n`,
      '| Artifact | Link |\n|-|-|',
      `| Slack Channel | [#${login}](https://acme.slack.com/messages/${login}) |`,
      '| Community Meeting | Wednesdays 10:30a-11:00a Pacific <br>[Notes](https://docs.google.com/document/d/1) |\n',
      `| &nbsp; | Leads | Company | Profile |\n|-|-|-|-|\n| | Ada Lovell | Sea | [${login}](https://github.com/${login}) |\n`,
    ].join('\n');
  const record = await loadText(
    `---\ntitle: Acme working group\n---\n\nWords.\n\n${section('Knots', 'ada')}\n${section('Tides', 'bo')}`,
    'page.md',
  );
  expect(record.groups).toMatchObject(
    ['ada', 'bo'].map((login) => ({
      kind: 'WORKING_GROUP',
      roles: [{ kind: 'CHAIR', login, name: 'Ada Lovell', company: 'Sea' }],
      channels: [{ kind: 'SLACK', name: `#${login}` }],
      declaredMeetings: [{ rrule: 'FREQ=WEEKLY;BYDAY=WE', startTime: '10:30', duration: 'PT30M' }],
    })),
  );
  expect(placesOf(record)).toEqual([]);
});

it('knows the stakeholders of a working group by their names', async () => {
  const record = await loadText(
    '# Batch Working Group\n\n## Stakeholder SIGs\n* [SIG Apps](/sig-apps)\n* SIG Node\n',
    'page.md',
  );
  expect(record.diagnostics.map(({ message }) => message)).toEqual([
    'wg-batch names as stakeholder "sig-apps", which is no group here.',
    'wg-batch names as stakeholder "sig-node", which is no group here.',
  ]);
});

it('reads every level of focus areas', async () => {
  const record = await loadText(
    '# TAG Quay\n\n## Focus Areas\n\n### Ropes\nAll of them.\n\n#### Knots\n- Bowline\n\n#### Splices\n- Eye\n',
    'page.md',
  );
  expect(record.groups[0]?.focusAreas).toEqual([
    { title: 'Ropes', items: ['All of them.'] },
    { title: 'Knots', items: ['Bowline'] },
    { title: 'Splices', items: ['Eye'] },
  ]);
});

it.each([
  ['remarks of terms', `## Chairs\n\n- Ada L ([@ada](https://github.com/ada))${' term 1'.repeat(20_000)}x\n`],
  ['words of a liaison', `## Contact\n\n- ${'Board '.repeat(20_000)} Liaison: Ada L\n`],
  ['links in a schedule', `## Meetings\n\nMondays at 9:00 (${',[a](https://a.example)'.repeat(2_000)}\n`],
  ['meetings', `## Meetings\n\n${'- Mondays at 9:00 UTC\n  - [Notes](https://a.example)\n'.repeat(1_000)}`],
  [
    'cells',
    `## Working Groups\n\n|${' Name |'.repeat(500)}\n|${'-|'.repeat(500)}\n${`|${' x |'.repeat(500)}\n`.repeat(10)}`,
  ],
])('of many %s costs bounded time', async (_name, text) => {
  const began = process.cpuUsage().user;
  await loadText(`# TAG Quay\n\n${text}`, 'page.md');
  expect((process.cpuUsage().user - began) / 1000).toBeLessThan(5000);
});

describe('a table of leads with a column of groups', () => {
  const page = (...rows: readonly string[]) =>
    `# Working Groups

| Group | Slack Channel | Description |
|---|---|---|
| Harbours | [#harbours](https://acme.slack.com/messages/C1) | Harbours and piers |
| Knots | [#knots](https://acme.slack.com/messages/C2) | Knots |

## Working group leads

&nbsp; | Name | Company | Groups
-------|------|---------|-------
${rows.join('\n')}
`;
  const readLeads = async (text: string, name = 'WORKING-GROUPS.md') => {
    const record = await loadText(text, name);
    return {
      roles: record.groups.map(({ slug, roles }) => [
        slug,
        ...roles.map(({ kindLabel, login }) => `${kindLabel} ${login}`),
      ]),
      problems: record.diagnostics.map(({ code, line }) => `${line} ${code}`),
      community: record.communities[0]?.slug,
    };
  };

  it('gives each group its leads, also those of a part of it', async () => {
    const read = await readLeads(
      page(
        '&nbsp; | [Ada Lovelace](https://github.com/ada) | Engines | Knots, Harbours',
        '<img src="x.png"> | [Grace Hopper](https://github.com/grace) | Compilers | Harbours - Piers',
      ),
    );
    expect(read.roles).toEqual([
      ['harbours', 'Lead ada', 'Lead (Piers) grace'],
      ['knots', 'Lead ada'],
    ]);
    expect(read.problems).toEqual([]);
  });

  it('reports who leads a group that is not there', async () => {
    const read = await readLeads(page('x | [Ada Lovelace](https://github.com/ada) | Engines | Sails'));
    expect(read.roles).toEqual([['harbours'], ['knots']]);
    expect(read.problems).toEqual(['12 REGISTRY_BAD_REFERENCE']);
  });

  it('belongs to the organisation in whose repository the page lies', async () => {
    const read = await readLeads(page(), 'https://raw.githubusercontent.com/acme/community/main/WORKING-GROUPS.md');
    expect(read.community).toBe('acme');
  });
});
