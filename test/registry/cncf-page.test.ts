/** Wordings and forms of pages, each by itself. */
import { describe, expect, it } from 'vitest';
import type { GroupRecord } from '../../src/model/group.ts';
import { loadText } from './load-files.ts';

async function groupOf(body: string, title = '# TAG Quay\n'): Promise<GroupRecord | undefined> {
  return (await loadText(`${title}\n${body}\n`, 'page.md')).groups[0];
}

function rolesOf(group: GroupRecord | undefined): string[] {
  return (group?.roles ?? []).map(({ kind, login, name, company, termEnd }) =>
    [kind, login, name, company, termEnd].filter(Boolean).join(' '),
  );
}

describe('leads on a page', () => {
  it.each([
    [
      'a table',
      '## Chairs\n\n| Name | GitHub | Organization | Term |\n|-|-|-|-|\n| Ada L | [@ada](https://github.com/ada) | - | 2025-07-01 to 2027-06-30 |',
      'CHAIR ada Ada L 2027-06-30',
    ],
    [
      'a table in another order',
      '### Technical Leads {#tls}\n\n| Term | Company | GitHub handle | Name |\n|-|-|-|-|\n| 2025-07-01 – 2027-06-30 | Sea | @ada | Ada L |',
      'TECH_LEAD ada Ada L Sea 2027-06-30',
    ],
    [
      'a table with a role a row',
      '## Members\n\n| Name | GitHub | Role |\n|-|-|-|\n| Ada L | [@ada](https://github.com/ada) | **Vice Chair** |',
      'CHAIR ada Ada L',
    ],
    ['a linked name with a role', '## Leads\n\n- [Ada L](https://github.com/ada) (TL)', 'TECH_LEAD ada Ada L'],
    ['a name with a handle', '## Chairs\n\n- Ada L ([@ada](https://github.com/ada))', 'CHAIR ada Ada L'],
    [
      'a bold handle and an organisation',
      '## Chairs\n\n- Ada L (**[@ada](https://github.com/ada)**), Sea Ltd',
      'CHAIR ada Ada L Sea Ltd',
    ],
    [
      'a handle before the name',
      '## Chairs\n\n- [@ada](https://github.com/ada) - Ada Lovell - Sea',
      'CHAIR ada Ada Lovell Sea',
    ],
    ['a bold name', '## Chairs\n\n* **Ada L** - [@ada](https://github.com/ada)', 'CHAIR ada Ada L'],
    ['a handle without a link', '## Chairs\n\n- Ada Lovell (@ada)', 'CHAIR ada Ada Lovell'],
    ['a name alone', '## Organizers\n\n- Ada Lovell', 'ORGANIZER Ada Lovell'],
    ['letters beside a conjunction', '- Organizers: Ada Ñandú', 'ORGANIZER Ada Ñandú'],
    [
      'a label in a list',
      '## Contact\n\n- TOC Liaison: Ada L (**[@ada](https://github.com/ada)**)',
      'LIAISON ada Ada L',
    ],
    ['a label in a paragraph', '**Chairs:** Ada Lovell (@ada)', 'CHAIR ada Ada Lovell'],
    [
      'a list below its role',
      '## Leadership\n\n- Tech Leads\n  - Ada L ([@ada](https://github.com/ada))',
      'TECH_LEAD ada Ada L',
    ],
    [
      'a list below a bold line',
      '## Leadership\n\n**Tech Leads**\n\n- [Ada L](https://github.com/ada)',
      'TECH_LEAD ada Ada L',
    ],
    [
      'a list below a sentence',
      '## Organizers\n\nThey report to the chairs.\n\n- [Ada L](https://github.com/ada)',
      'ORGANIZER ada Ada L',
    ],
    ['a name with a nickname', '## Organizers\n\n- Ada "Countess" Lovell', 'ORGANIZER Ada "Countess" Lovell'],
    [
      'a list below a label among contacts',
      '## Contact\n\n- [List](https://lists.example/g/x)\n- TOC Liaisons:\n    - Ada L (**[@ada](https://github.com/ada)**)',
      'LIAISON ada Ada L',
    ],
    [
      'a term in brackets with days of the United States',
      '## STAG Chairs\n\n- Ada L ([@ada](https://github.com/ada)), Sea Ltd [Chair\n  term: 9/28/2020 - 9/27/2022]',
      'CHAIR ada Ada L Sea Ltd 2022-09-27',
    ],
    [
      'a column of a term with days of the rest',
      '## Chairs\n\n| Name | GitHub | Chair Term |\n|-|-|-|\n| Ada L | @ada | 28.09.2020 – 27.09.2022. |',
      'CHAIR ada Ada L 2022-09-27',
    ],
    [
      'a column with the handle beside the name, and days in words',
      '## Leads\n\n| Role | Name | Term Start | Term End |\n|-|-|-|-|\n| Chair | Ada L (@ada) | July 1, 2025 | 30 June 2027 |',
      'CHAIR ada Ada L 2027-06-30',
    ],
    ['a column of names alone', '## Chairs\n\n| Name |\n|-|\n| [Ada L](https://github.com/ada) |', 'CHAIR ada Ada L'],
    ['an emeritus lead', '## Emeritus Leads\n\n- [Ada L](https://github.com/ada)', 'EMERITUS ada Ada L'],
  ])('in %s', async (_name, body, expected) => {
    expect(rolesOf(await groupOf(body))).toEqual([expected]);
  });

  it.each([
    ['counts', '**Leadership**: 3 Chairs, 5 Tech Leads'],
    [
      'duties',
      '## Chairs\n\n- **Organizers**: Domain experts who facilitate meetings\n- Run the meetings\n- Report to the board',
    ],
    ['a table of roles', '## Structure\n\n| Role | Count | Term |\n|-|-|-|\n| Chairs | 3 | 2 years |'],
    ['prose', '## Chairs\n\nChairs are elected. Write to the [board](https://github.com/board-of-chairs/rules).'],
  ])('are not made of %s', async (_name, body) => {
    expect(rolesOf(await groupOf(body))).toEqual([]);
  });

  it('in one line are all served, those with profiles at another place too', async () => {
    const group = await groupOf('- Chairs: [Ada Lovell](https://twitter.com/ada), [Bo Carr](https://github.com/bo)');
    expect(rolesOf(group)).toEqual(['CHAIR bo Bo Carr', 'CHAIR Ada Lovell']);
  });

  it('of a subproject lead it, also in a list below the word', async () => {
    const record = await loadText(
      '# TAG Quay\n\n## Subprojects\n\n### Nets\n- **Leads:**\n  - Ada L ([@ada](https://github.com/ada))\n',
      'page.md',
    );
    expect(rolesOf(record.groups[1])).toEqual(['SUBPROJECT_LEAD ada Ada L']);
  });

  it('keep the body whose liaisons they are', async () => {
    const group = await groupOf('## Contact\n\n- Steering Committee Liaison: Ada L ([@ada](https://github.com/ada))');
    expect(group?.roles).toMatchObject([{ kind: 'LIAISON', kindLabel: 'Steering Committee Liaison' }]);
  });

  it('with a term that may be of two days are told', async () => {
    const record = await loadText(
      '# TAG Quay\n\n## Chairs\n\n- Ada L ([@ada](https://github.com/ada)) [Chair term: 6/3/2021 - 6/3/2023]\n',
      'page.md',
    );
    expect(record.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'REGISTRY_WRONG_TYPE The term "Chair term: 6/3/2021 - 6/3/2023" names neither start nor end; it is not served.',
    ]);
  });

  it('in one line, each with the right profile', async () => {
    const group = await groupOf(
      '## Subprojects\n\n### Nets\n\n- **Subproject Leads**: Ada L ([@ada](https://github.com/ada)), Bo C ([@bo](https://github.com/bo)) and [Cy D](https://github.com/cy)',
    );
    expect(group?.slug).toBe('tag-quay');
    const record = await loadText(
      '# TAG Quay\n\n## Subprojects\n\n### Nets\n\n- **Subproject Leads**: Ada L ([@ada](https://github.com/ada)), Bo C ([@bo](https://github.com/bo)) and [Cy D](https://github.com/cy)\n',
      'page.md',
    );
    expect(rolesOf(record.groups[1])).toEqual([
      'SUBPROJECT_LEAD ada Ada L',
      'SUBPROJECT_LEAD bo Bo C',
      'SUBPROJECT_LEAD cy Cy D',
    ]);
  });

  it('of an undecided role are reported', async () => {
    const record = await loadText('# TAG Quay\n\n## People\n\n| Name | GitHub |\n|-|-|\n| Ada L | @ada |\n', 'page.md');
    expect(record.diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(['7 REGISTRY_MISSING']);
  });
});

describe('meetings on a page', () => {
  it.each([
    [
      'The group meets on the **1st and 3rd Tuesday of every month** at **8:00 AM PT** (USA Pacific Time).',
      'FREQ=MONTHLY;BYDAY=1TU,3TU 08:00 America/Los_Angeles',
    ],
    ['Every Tuesday at 16:00 UTC. Bring questions.', 'FREQ=WEEKLY;BYDAY=TU 16:00 Etc/UTC'],
    [
      '- **When**: Thursdays, 9:00 PT\n- [Zoom](https://zoom.us/j/1?pwd=x)',
      'FREQ=WEEKLY;BYDAY=TH 09:00 America/Los_Angeles',
    ],
    [
      '- **Weekly call**: Thursday at 11:00 PT (Pacific Time) [Notes](https://n.example) | [Recordings](https://youtu.be/x)',
      'FREQ=WEEKLY;BYDAY=TH 11:00 America/Los_Angeles',
    ],
    [
      '| Meeting | When | Where |\n|-|-|-|\n| Sync | 2nd Tuesday 16:00 UTC | [Zoom](https://zoom.us/j/1) |',
      'FREQ=MONTHLY;BYDAY=2TU 16:00 Etc/UTC',
    ],
    ['| Day | Time | Zone |\n|-|-|-|\n| Mondays | 9:00 | PT |', 'FREQ=WEEKLY;BYDAY=MO 09:00 America/Los_Angeles'],
    [
      'We meet twice a month on the 1st and 3rd Thu of each month at 8am (US Pacific, see yours [here](https://t.example)):',
      'FREQ=MONTHLY;BYDAY=1TH,3TH 08:00 America/Los_Angeles',
    ],
    [
      '* TAG meetings @ 1600 UTC, every 2nd and 4th Tuesday. See [calendar](https://c.example).',
      'FREQ=MONTHLY;BYDAY=2TU,4TU 16:00 Etc/UTC',
    ],
    [
      '* [Mondays at 9:00 PT (Pacific Time)](https://zoom.us/j/1) (weekly). [Convert to your timezone](https://t.example).',
      'FREQ=WEEKLY;BYDAY=MO 09:00 America/Los_Angeles',
    ],
  ])('are read from %s', async (body, expected) => {
    const [meeting, ...others] = (await groupOf(`## Meetings\n\n${body}`))?.declaredMeetings ?? [];
    expect(others).toEqual([]);
    expect(`${meeting?.rrule} ${meeting?.startTime} ${meeting?.timeZone}`).toBe(expected);
  });

  it('of a list keep their own names and the links below them', async () => {
    const group = await groupOf(
      [
        '## Meetings\n',
        '* Regular Quay Meeting of the Whole Harbour Crew: [Mondays at 9:00 PT (Pacific Time)](https://zoom.us/j/1) (weekly). [Convert](https://t.example).',
        '  * [Meeting notes and Agenda](https://n.example/a).',
        '* Tide Office Hours: [Fridays at 10:00 UTC]() (1st Fridays).',
        '  * [Meeting notes and Agenda](https://n.example/b).',
        '  * [Meeting recordings](https://www.youtube.com/@x).',
      ].join('\n'),
    );
    expect(group?.declaredMeetings).toMatchObject([
      {
        title: 'Regular Quay Meeting of the Whole Harbour Crew',
        rrule: 'FREQ=WEEKLY;BYDAY=MO',
        joinUrl: 'https://zoom.us/j/1',
        notesUrl: 'https://n.example/a',
        recordingUrl: null,
      },
      {
        title: 'Tide Office Hours',
        rrule: 'FREQ=MONTHLY;BYDAY=1FR',
        joinUrl: null,
        notesUrl: 'https://n.example/b',
        recordingUrl: 'https://www.youtube.com/@x',
      },
    ]);
  });

  it.each([
    ['## Contact\n\n- [Zoom](https://zoom.us/j/1)\n- Meetings: 2nd Thursday of every month at 9am Pacific', 1],
    ['## Contact\n\n- Slack: #quay, answered every Monday at 9am', 0],
  ])('are found among channels where the words speak of meetings: %j', async (body, count) => {
    expect((await groupOf(body))?.declaredMeetings).toHaveLength(count);
  });

  it('keep their links without passcodes', async () => {
    const group = await groupOf(
      '## Meetings\n\nMondays at 10:00 UTC.\n\n- [Agenda and Notes](https://n.example/a)\n- [Zoom](https://zoom.us/j/1?pwd=secret) (Passcode: 4711)\n- [Recordings](https://www.youtube.com/@x)',
    );
    expect(group?.declaredMeetings).toMatchObject([
      { joinUrl: 'https://zoom.us/j/1', notesUrl: 'https://n.example/a', recordingUrl: 'https://www.youtube.com/@x' },
    ]);
    expect(JSON.stringify(group)).not.toMatch(/secret|4711/u);
  });
});

describe('channels on a page', () => {
  it.each([
    [
      '[#quay](https://cloud-native.slack.com/archives/C0QUAY00001)',
      { kind: 'SLACK', name: '#quay', url: 'https://cloud-native.slack.com/archives/C0QUAY00001' },
    ],
    ['Slack: [#quay](https://slack.cncf.io/messages/quay)', { kind: 'SLACK', name: '#quay' }],
    ['[CNCF Slack](https://slack.cncf.io/) #quay channel', { kind: 'SLACK', name: '#quay', url: null }],
    ['[Mailing List](https://lists.cncf.io/g/cncf-quay/topics)', { kind: 'MAILING_LIST', name: 'cncf-quay' }],
    ['Mail: cncf-quay@lists.cncf.io', { kind: 'MAILING_LIST', url: 'https://lists.cncf.io/g/cncf-quay' }],
  ])('are read from %s', async (line, expected) => {
    expect((await groupOf(`## Communication\n\n- ${line}`))?.channels).toMatchObject([expected]);
  });

  it('whose link is empty are passed over', async () => {
    const record = await loadText('# TAG Quay\n\n## Contact\n\n- [Slack]()\n', 'page.md');
    expect(record.diagnostics).toEqual([]);
    expect(record.groups[0]?.channels).toEqual([]);
  });

  it('that are private are withheld', async () => {
    expect((await groupOf('## Contact\n\n- **Private list**: quay-private@lists.cncf.io'))?.channels).toEqual([]);
  });
});

describe('the name of a page', () => {
  it.each([
    ['# CNCF TAG Quay', 'tag-quay', 'TAG Quay', 'TAG'],
    ['# Quay Technical Advisory Group', 'tag-quay', 'TAG Quay', 'TAG'],
    ['# Quay Technical Community Group', 'quay', 'Quay', 'TCG'],
    ['# Harbour Oversight Committee (HOC)', 'hoc', 'Harbour Oversight Committee', 'Committee'],
    ['---\ntitle: "CNCF TAG Quay"\n---', 'tag-quay', 'TAG Quay', 'TAG'],
    ['---\ntitle: Quay\ntags: [tcg]\n---', 'quay', 'Quay', 'TCG'],
    ['# Technical Advisory Group for Quay (TAG-Quay)', 'tag-quay', 'TAG Quay', 'TAG'],
    ['# Quay Works Special Interest Group', 'sig-quay-works', 'Quay Works Special Interest Group', 'SIG'],
    ['# Quay Working Group', 'wg-quay', 'Quay Working Group', 'WG'],
    ['# TAG Quay 🌳⚓️', 'tag-quay', 'TAG Quay', 'TAG'],
    ['import X from "y";\n\n# TAG Quay {#top}', 'tag-quay', 'TAG Quay', 'TAG'],
  ])('%s', async (title, slug, name, kindLabel) => {
    expect(await groupOf('Words.', title)).toMatchObject({ slug, name, kindLabel, mission: 'Words.' });
  });
});

describe('the page of a kind of group', () => {
  it.each([
    ['a list', '- **[Knots](./knots/index.md)**: About tying things.\n'],
    [
      'a table',
      '| Group | Description | Topics |\n|-|-|-|\n| [Knots](./knots/index.md) | About tying things. | bowline, hitches |\n',
    ],
    ['sections', '### Knots\n\nAbout tying things.\n\n- [Learn more](./knots/index.md)\n'],
  ])('lists its groups in %s', async (_name, body) => {
    const record = await loadText(`# Technical Community Groups (TCGs)\n\n## Current TCGs\n\n${body}`, 'page.md');
    expect(record.groups).toMatchObject([
      {
        slug: 'knots',
        name: 'Knots',
        kind: 'COMMUNITY_GROUP',
        mission: 'About tying things.',
        url: 'https://contribute.cncf.io/community/tcgs/knots/',
      },
    ]);
  });
});

describe('leads whose heading stands beside the subprojects', () => {
  const page = (...subprojects: readonly string[]) =>
    `# TAG A\n\n## Subprojects\n${subprojects.map((name) => `- **${name}**: [List](https://lists.example/g/x)\n`).join('')}\n### Subproject Leads\n- [Ada](https://github.com/ada)\n`;

  it('lead the only one', async () => {
    const record = await loadText(page('Reviews'), 'a.md');
    expect(record.groups.map(({ slug, roles }) => [slug, roles.map(({ login }) => login)])).toEqual([
      ['tag-a', []],
      ['reviews', ['ada']],
    ]);
    expect(record.diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(['6 REGISTRY_CONFLICT']);
  });

  it('are leads of the page where there are several, and are no subproject', async () => {
    const record = await loadText(page('Reviews', 'Mentoring'), 'a.md');
    expect(record.groups.map(({ slug, roles }) => [slug, roles.map(({ login }) => login)])).toEqual([
      ['tag-a', ['ada']],
      ['reviews', []],
      ['mentoring', []],
    ]);
    expect(record.diagnostics[0]?.message).toContain('not clear which');
  });
});

it('keeps prose about taking part in its own words, section by section, without addresses', async () => {
  const prose =
    '## Getting Involved\n\nWelcome. Write to ada@mail.example.\n\n### Say hello\n\n- In the [chat](https://chat.example/x)\n';
  const group = await groupOf(prose);
  expect(group?.guidance).toEqual([
    { title: 'Getting Involved', text: 'Welcome. Write to [withheld].' },
    { title: 'Say hello', text: '- In the [chat](https://chat.example/x)' },
  ]);
});
