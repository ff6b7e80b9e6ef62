import { describe, expect, it } from 'vitest';
import { loadFiles, loadText, placesOf } from './load-files.ts';

const HEAD = 'community: { slug: x, name: X }\n';

describe('a native registry', () => {
  it('serves every field of a group, with places', async () => {
    const record = await loadText(`${HEAD}calendars:
  - { id: shared, url: https://c.example/all.ics, match: [{ group: a, meetingId: 932 2100 }] }
groups:
  - slug: a
    name: Group A
    kind: ADVISORY_GROUP
    label: TAG
    aliases: [A-Team]
    state: PAUSED
    mission: Do *things*.
    topics: [one, two]
    focusAreas: [{ title: Area, items: [first, second] }]
    url: https://a.example/
    charter: https://a.example/charter
    related: b
    roles:
      - kind: CHAIR
        label: Co-Chair
        github: "@Ada-L"
        name: Ada L
        company: Engines
        term: { start: 2025-01-01, end: 2026-12-31 }
    channels: [{ kind: SLACK, name: "#a", url: https://s.example/a }]
    links: [{ rel: recordings, url: https://v.example/a }]
    repositories: [https://github.com/o/r.git, o/s]
    calendars: [shared, { url: webcal://a.example/own.ics }]
    meetings:
      - title: Weekly
        schedule: Tuesdays at 8:00 PT
        joinUrl: https://zoom.us/j/1?pwd=secret
    initiatives: https://github.com/o/r/issues?q=is%3Aopen+label%3A%22help+wanted%22
    waivers: [{ rule: term-expired, reason: election is late, until: 2026-12-01 }]
    subprojects:
      - { slug: a-sub, name: Sub }
  - { slug: b, name: Group B, kind: WORKING_GROUP, stakeholders: [Group A] }
`);
    expect(record.diagnostics).toEqual([]);
    const [a, sub, b] = record.groups;
    expect(a).toMatchObject({
      key: 'x/a',
      name: 'Group A',
      kind: 'ADVISORY_GROUP',
      kindLabel: 'TAG',
      aliases: ['A-Team'],
      state: 'PAUSED',
      mission: 'Do *things*.',
      topics: ['one', 'two'],
      focusAreas: [{ title: 'Area', items: ['first', 'second'] }],
      related: ['x/b'],
      repositories: ['o/r', 'o/s'],
      meetingFeeds: ['shared', 'a'],
      waivers: [{ rule: 'term-expired', reason: 'election is late', until: '2026-12-01' }],
      initiativeQueries: [{ repository: 'o/r', labels: ['help wanted'], withoutLabels: [], state: 'OPEN' }],
    });
    expect(a?.roles).toMatchObject([
      { key: 'x/a:CHAIR:@ada-l', kindLabel: 'Co-Chair', login: 'Ada-L', company: 'Engines', termEnd: '2026-12-31' },
    ]);
    expect(a?.declaredMeetings).toMatchObject([
      {
        rrule: 'FREQ=WEEKLY;BYDAY=TU',
        startTime: '08:00',
        timeZone: 'America/Los_Angeles',
        joinUrl: 'https://zoom.us/j/1',
      },
    ]);
    expect(sub).toMatchObject({ key: 'x/a-sub', kind: 'SUBPROJECT', kindLabel: 'Subproject', parent: 'x/a' });
    expect(b?.stakeholders).toEqual(['x/a']);
    expect(a?.places['name']).toEqual({
      sourceId: 'registry:registry.yaml',
      path: 'groups[0].name',
      line: 6,
      column: 11,
    });
    expect(a?.roles[0]?.places['termEnd']).toMatchObject({ path: 'groups[0].roles[0].term.end', line: 23, column: 41 });
    expect(record.meetingFeeds).toMatchObject([
      {
        id: 'shared',
        ref: { url: 'https://c.example/all.ics' },
        owner: null,
        match: [{ group: 'x/a', meetingId: '9322100' }],
      },
      { id: 'a', ref: { url: 'webcal://a.example/own.ics' }, owner: 'x/a', match: [] },
    ]);
    expect(record.initiativeFeeds).toEqual([
      { id: 'github:o/r', source: 'github', repository: 'o/r', anyLabels: ['help wanted'], rules: [] },
    ]);
  });

  it('reports all problems of all files at once, sorted, and serves the rest', async () => {
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: [./more.yaml, ./gone.yaml]
grops: []
groups:
  - slug: a
    name: 12
    kind: TAG
    roles:
      - { kind: CHAIR, github: ada, nick: A }
      - { name: Bob }
    parent: nobody
`,
      'more.yaml': 'groups:\n  - { slug: b, name: B, kind: TEAM, url: nonsense }\n',
    });
    expect(record.diagnostics.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      'more.yaml:2:42 REGISTRY_WRONG_TYPE',
      'registry.yaml:2:24 REGISTRY_NOT_FOUND',
      'registry.yaml:3:1 REGISTRY_UNKNOWN_KEY',
      'registry.yaml:5:5 REGISTRY_MISSING',
      'registry.yaml:6:11 REGISTRY_WRONG_TYPE',
      'registry.yaml:7:11 REGISTRY_WRONG_TYPE',
      'registry.yaml:9:37 REGISTRY_UNKNOWN_KEY',
      'registry.yaml:10:9 REGISTRY_MISSING',
      'registry.yaml:11:13 REGISTRY_BAD_REFERENCE',
    ]);
    expect(record.diagnostics.find(({ line }) => line === 3)?.message).toContain('Did you mean "groups"?');
    expect(record.groups.map(({ key, name }) => [key, name])).toEqual([
      ['x/b', 'B'],
      ['x/a', '12'],
    ]);
    expect(record.groups[1]?.roles.map(({ login }) => login)).toEqual(['ada']);
  });

  it('reads a kind in another spelling, and a slug with capitals or spaces, as what they say', async () => {
    const record = await loadText(`community: { slug: PyPA, name: Packaging }
calendars: [{ id: All Meetings, url: https://c.example/all.ics }]
groups:
  - slug: SIG Build
    kind: special interest group
    name: Build
    calendars: [All Meetings]
    channels: [{ kind: Mailing List, name: build }, { kind: Telegram, name: build }]
    roles: [{ kind: Tech-Lead, github: ada }, { kind: Maintainer, github: bob }]
`);
    expect(record.communities).toMatchObject([{ slug: 'pypa', name: 'Packaging' }]);
    expect(record.groups).toMatchObject([
      {
        key: 'pypa/sig-build',
        kind: 'SPECIAL_INTEREST_GROUP',
        channels: [{ kind: 'MAILING_LIST' }],
        roles: [{ kind: 'TECH_LEAD', login: 'ada' }],
        meetingFeeds: ['all-meetings'],
      },
    ]);
    expect(record.diagnostics.map(({ line, level, hint }) => `${line} ${level} ${hint}`)).toEqual([
      '1 WARNING Write pypa: lower-case words joined by dashes.',
      '2 WARNING Write all-meetings: lower-case words joined by dashes.',
      '4 WARNING Write sig-build: lower-case words joined by dashes.',
      '5 WARNING Write SPECIAL_INTEREST_GROUP.',
      '7 WARNING Write all-meetings: lower-case words joined by dashes.',
      '8 WARNING Write MAILING_LIST.',
      '8 ERROR Write one of them, or put the address under links.',
      '9 WARNING Write TECH_LEAD.',
      '9 ERROR Write the nearest of them, and your own word as label.',
    ]);
  });

  it.each([
    ['a bad expression', 'title: "(a+)+$"'],
    ['a misspelt condition', 'tite: x'],
    ['a condition of another type', 'category: [x]'],
  ])(
    'drops a match rule with %s as a whole, since the rest of it would hold for too much',
    async (_name, condition) => {
      const record = await loadText(
        `${HEAD}groups: [{ slug: a, name: A, kind: TEAM }]\ncalendars: [{ id: c, url: c.ics, match: [{ group: a, ${condition} }, { group: a, uid: u }] }]\n`,
      );
      expect(record.meetingFeeds[0]?.match).toMatchObject([{ uid: 'u' }]);
      expect(record.diagnostics).toHaveLength(1);
    },
  );

  it('keeps both values of a duplicate key; a placeholder loses against data', async () => {
    const record = await loadText(`${HEAD}groups:
  - slug: a
    name: A
    kind: TEAM
    mission: Foo-Baz-Bar
    topics: [one]
    topics: [two]
    mission: Real.
    mission: TBD
groups:
  - { slug: b, name: B, kind: TEAM }
`);
    expect(record.groups.map(({ slug }) => slug)).toEqual(['a', 'b']);
    expect(record.groups[0]).toMatchObject({ mission: 'Real.', topics: ['one', 'two'] });
    expect(placesOf(record)).toEqual([
      '8:5 REGISTRY_DUPLICATE_KEY',
      '9:5 REGISTRY_DUPLICATE_KEY',
      '10:5 REGISTRY_DUPLICATE_KEY',
      '11:1 REGISTRY_DUPLICATE_KEY',
    ]);
  });

  it('serves what stands before a syntax error, and places every error', async () => {
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM }
  - { slug: b, name: "B, kind: TEAM }
`);
    expect(record.groups.map(({ slug }) => slug)).toEqual(['a']);
    expect(record.diagnostics.every(({ code }) => code === 'REGISTRY_SYNTAX')).toBe(true);
    expect(record.diagnostics[0]?.line).toBeGreaterThanOrEqual(4);
  });

  it('breaks a circle of parents, showing it', async () => {
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM, parent: b }
  - { slug: b, name: B, kind: TEAM, parent: a }
`);
    expect(record.groups.map(({ parent }) => parent)).toEqual([null, 'x/a']);
    expect(record.diagnostics[0]?.message).toContain('x/a → x/b → x/a');
  });

  it('reads JSON as well', async () => {
    const record = await loadText(
      JSON.stringify({ community: { slug: 'x' }, groups: [{ slug: 'a', name: 'A', kind: 'TEAM' }] }, null, '\t'),
      'registry.json',
    );
    expect(record.diagnostics).toEqual([]);
    expect(record.groups).toHaveLength(1);
  });

  it.each([
    ['rrule: FREQ=WEEKLY;BYDAY=MO, startTime: "09:00", timeZone: Europe/Berlin', null],
    [
      'rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO, startTime: "09:00", timeZone: Europe/Berlin, anchorDate: 2026-01-05',
      null,
    ],
    ['rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO, startTime: "09:00", timeZone: Europe/Berlin', 'no date says which'],
    ['rrule: FREQ=DAILY, startTime: "09:00"', 'no time zone'],
    ['schedule: Mondays at 9:00, timeZone: Mars/Olympus', 'no IANA time zone'],
    ['schedule: every other Monday at 9:00 UTC', 'no date says in which weeks'],
  ])('takes a meeting {%s} only where it is complete', async (meeting, reason) => {
    const record = await loadText(`${HEAD}groups: [{ slug: a, name: A, kind: TEAM, meetings: [{ ${meeting} }] }]\n`);
    const [declared] = record.groups[0]?.declaredMeetings ?? [];
    expect(declared?.unresolved ?? null).toEqual(reason === null ? null : expect.stringContaining(reason));
    expect(declared?.rrule === null).toBe(reason !== null);
    // What is no complete rule is still told.
    expect(declared?.schedule ?? declared?.rrule).toContain(/(?:rrule|schedule): ([^,]+)/u.exec(meeting)?.[1] ?? '');
    expect(record.diagnostics.map(({ code }) => code)).toEqual(reason === null ? [] : ['REGISTRY_UNRESOLVED_SCHEDULE']);
  });

  it('merges two entries of one group and says so', async () => {
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM, topics: [one] }
  - { slug: a, topics: [two] }
`);
    expect(record.groups.map(({ topics }) => topics)).toEqual([['one', 'two']]);
    expect(placesOf(record)).toEqual(['4:5 REGISTRY_DUPLICATE_KEY']);
  });

  it.each([
    ['two groups list', 'calendars: [c]', 'calendars: [c]', '2 groups list it'],
    ['no group lists', '', '', 'no group lists it'],
  ])('gives a calendar without match rules that %s to nobody', async (_name, a, b, reason) => {
    const record = await loadText(`${HEAD}calendars: [{ id: c, url: https://c.example/c.ics }]
groups:
  - { slug: a, name: A, kind: TEAM, ${a} }
  - { slug: b, name: B, kind: TEAM, ${b} }
`);
    expect(record.meetingFeeds).toMatchObject([{ id: 'c', owner: null }]);
    expect(record.diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining(reason)]);
  });

  it('keeps the calendars of two groups apart that have one id', async () => {
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM, calendars: [{ id: weekly, url: https://c.example/a.ics }] }
  - { slug: b, name: B, kind: TEAM, calendars: [{ id: weekly, url: https://c.example/b.ics }] }
`);
    expect(record.meetingFeeds).toMatchObject([
      { id: 'weekly', owner: 'x/a', ref: { url: 'https://c.example/a.ics' } },
      { id: 'b', owner: 'x/b', ref: { url: 'https://c.example/b.ics' } },
    ]);
    expect(record.diagnostics).toMatchObject([{ code: 'REGISTRY_CONFLICT', line: 4, level: 'WARNING' }]);
  });

  it('reads the match rules of all who state one calendar, each in its own community', async () => {
    const calendar = 'calendars: [{ id: all, url: https://c.example/all.ics, match: [{ group: g, uid: UID }] }]';
    const groups = 'groups: [{ slug: g, name: G, kind: TEAM }]';
    const record = await loadFiles({
      'registry.yaml': 'include: [a.yaml, b.yaml]\n',
      'a.yaml': `community: { slug: a }\n${calendar.replace('UID', 'one')}\n${groups}\n`,
      'b.yaml': `community: { slug: b }\n${calendar.replace('UID', 'two')}\n${groups}\n`,
    });
    expect(record.meetingFeeds[0]?.match).toMatchObject([
      { group: 'a/g', uid: 'one' },
      { group: 'b/g', uid: 'two' },
    ]);
  });

  it('reads the match rules of a group that states a calendar of another', async () => {
    const calendar = (uid: string) => `{ url: https://c.example/all.ics, match: [{ group: b, uid: ${uid} }] }`;
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM, calendars: ${calendar('one')} }
  - { slug: b, name: B, kind: TEAM, calendars: ${calendar('two')} }
`);
    expect(record.meetingFeeds.map(({ match }) => match.map(({ uid }) => uid))).toEqual([['one', 'two']]);
  });

  it('tells calendars of one name apart by their id', async () => {
    const record = await loadText(`${HEAD}groups:
  - { slug: a, name: A, kind: TEAM, calendars: [{ name: Weekly, url: https://c.example/a.ics }] }
  - { slug: b, name: B, kind: TEAM, calendars: [{ name: Weekly, url: https://c.example/b.ics }, { name: Other, url: https://c.example/o.ics }] }
`);
    expect(record.meetingFeeds.map(({ name }) => name)).toEqual(['Weekly (a)', 'Weekly (b)', 'Other']);
  });

  it('shows no address that is a secret, in no message and no name', async () => {
    const secret = 'https://h.example/private-0123456789abcdef/basic.ics?token=hush';
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: [${secret}]\ngroups: [{ slug: a, name: A, kind: TEAM, charter: "${secret}", links: [{ rel: x, url: "${secret}" }], initiatives: "${secret}", url: nonsense }]\n`,
    });
    expect(record.diagnostics.map(({ code }) => code)).toEqual([
      'REGISTRY_NOT_FOUND',
      'REGISTRY_WITHHELD',
      'REGISTRY_WITHHELD',
      'REGISTRY_UNSUPPORTED_SEARCH',
      'REGISTRY_WRONG_TYPE',
    ]);
    expect(JSON.stringify(record)).not.toMatch(/hush|0123456789abcdef/u);
  });

  it('drops e-mail addresses and passcodes from all text', async () => {
    const record = await loadText(
      `${HEAD}groups: [{ slug: a, name: A ada@example.org, aliases: [ada@example.org], topics: [ada@example.org], label: ada@example.org, roles: [{ kind: CHAIR, github: a, company: ada@example.org }], url: "https://a.example/?token=1234", kind: TEAM, mission: "Write to ada@example.org, passcode: 1234", links: [{ rel: x, url: "https://a.example/?password=p" }] }]\n`,
    );
    expect(JSON.stringify(record)).not.toMatch(/ada@example|1234|=p"/u);
  });

  it('serves of a community and of a calendar no address that is a secret', async () => {
    const secret = 'https://calendar.google.com/calendar/ical/a%40b.example/private-0123456789abcdef/basic.ics';
    const record = await loadText(`community:
  slug: c
  url: "https://jo:hush@c.example/?token=hush"
  kinds: [{ kind: TEAM, label: jo@c.example, aspects: [{ name: jo@c.example, value: hm }] }]
calendars: [{ id: own, name: "Calendar ${secret}", url: "${secret}" }]
`);
    const [feed] = record.meetingFeeds;
    expect([record.communities[0]?.url, feed?.name]).toEqual(['https://c.example/', 'Calendar [withheld]']);
    expect(JSON.stringify([record.communities, record.diagnostics])).not.toMatch(/hush|jo@/u);
  });
});

describe('includes', () => {
  it('merges by group: the including file comes last, lists are joined, disagreement is reported with both places', async () => {
    const group = (name: string, extra: string) =>
      `groups:\n  - slug: a\n    name: ${name}\n    kind: TEAM\n    ${extra}\n`;
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: [./one.yaml, ./two.yaml]\ngroups: [{ slug: a, topics: [three] }]\n`,
      'one.yaml': group('One', 'roles: [{ kind: CHAIR, name: Ada L, company: C }]\n    topics: [one]'),
      'two.yaml': group('Two', 'roles: [{ kind: CHAIR, github: ada, name: Áda L }]'),
    });
    expect(record.groups).toHaveLength(1);
    expect(record.groups[0]).toMatchObject({ name: 'Two', topics: ['one', 'three'] });
    expect(record.groups[0]?.roles).toMatchObject([{ login: 'ada', company: 'C' }]);
    expect(record.diagnostics).toMatchObject([{ code: 'REGISTRY_CONFLICT', file: 'two.yaml', line: 3 }]);
    expect(record.diagnostics[0]?.message).toContain('one.yaml:3:11');
    expect(record.files.map(({ id }) => id)).toEqual([
      'registry:registry.yaml',
      'registry:one.yaml',
      'registry:two.yaml',
    ]);
  });

  it('tells Markdown from YAML by the path of an address, also where the address is a secret', async () => {
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: ["https://registry.md/groups?token=hush", "https://h.example/page.md?token=hush"]\n`,
      'https://registry.md/groups?token=hush': 'groups: [{ slug: a, name: A, kind: TEAM }]\n',
      'https://h.example/page.md?token=hush': '# TAG Knots\n\n## Mission\n\nTying.\n',
    });
    expect(record.files.map(({ format }) => format)).toEqual(['native', 'native', 'cncf-page']);
    expect(record.diagnostics).toEqual([]);
  });

  it('reads a circle once and says so', async () => {
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: ./b.yaml\n`,
      'b.yaml': 'include: [./registry.yaml]\ngroups: [{ slug: b, name: B, kind: TEAM }]\n',
    });
    expect(record.groups.map(({ key }) => key)).toEqual(['x/b']);
    expect(record.diagnostics).toMatchObject([{ code: 'REGISTRY_INCLUDE', file: 'b.yaml', line: 1, column: 11 }]);
  });

  it('gives a file without community that of the including one, or the one named with it', async () => {
    const groups = 'groups: [{ slug: g, name: G, kind: TEAM }]\n';
    const record = await loadFiles({
      'registry.yaml': `${HEAD}include: [./plain.yaml, { file: ./named.yaml, community: { slug: y, name: Why } }, ./own.yaml]\n`,
      'plain.yaml': groups,
      'named.yaml': groups,
      'own.yaml': `community: { slug: z }\n${groups}`,
    });
    expect(record.groups.map(({ key }) => key)).toEqual(['x/g', 'y/g', 'z/g']);
    expect(record.communities.map(({ slug, name }) => [slug, name])).toEqual([
      ['x', 'X'],
      ['y', 'Why'],
      ['z', 'z'],
    ]);
  });

  it('resolves paths against the including file, on disk and on the web', async () => {
    const record = await loadFiles({
      'sub/registry.yaml': `${HEAD}include: [../other/a.yaml, https://h.example/r/b.yaml]\n`,
      'other/a.yaml': 'groups: [{ slug: a, name: A, kind: TEAM, calendars: { url: ./a.ics } }]\n',
      'https://h.example/r/b.yaml':
        'include: ./c.yaml\ngroups: [{ slug: b, name: B, kind: TEAM, calendars: { url: "file:///etc/passwd" } }]\n',
      'https://h.example/r/c.yaml': 'groups: [{ slug: c, name: C, kind: TEAM, calendars: { url: c.ics } }]\n',
    });
    expect(record.meetingFeeds.map(({ ref }) => ref)).toEqual([
      { url: 'file:///r/other/a.ics' },
      { url: 'https://h.example/r/c.ics' },
    ]);
    expect(record.diagnostics).toMatchObject([{ code: 'REGISTRY_WRONG_TYPE', file: 'https://h.example/r/b.yaml' }]);
    expect(record.files.map(({ name }) => name)).toEqual([
      'sub/registry.yaml',
      'other/a.yaml',
      'https://h.example/r/b.yaml',
      'https://h.example/r/c.yaml',
    ]);
  });
});
