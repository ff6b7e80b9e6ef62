import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.ts';
import type { QueryGraph } from '../../src/http/graph-client.ts';
import { addMonths, parseDashboardFilters, toAddress } from '../../src/http/pages/dashboard-filters.ts';
import * as dashboardQuery from '../../src/http/pages/dashboard-query.ts';
import { GROUP_PAGE, PAGE_OWNER } from '../../src/http/pages/group-query.ts';
import { renderStatusBar } from '../../src/http/pages/parts/charts.ts';
import { toMonthGrid } from '../../src/http/pages/parts/month.ts';
import { renderWeeks, toWeeks } from '../../src/http/pages/parts/weeks.ts';
import { type PagesGateway, REGISTRY_WITH_RULES, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway();
});
afterAll(() => pages.close());

const get = (url: string) => pages.server.inject({ url });

describe('loadDashboard', () => {
  /** A graph whose lists have pages of so many items, and never end where there is always another page. */
  const graphOf =
    (count: number, hasNextPage: boolean): QueryGraph =>
    async <T>(document: string) => {
      const field = /\{\s*(\w+)/u.exec(document)?.[1] ?? '';
      const node = { slug: 'a', community: { slug: 'x' }, kind: 'TEAM', kindLabel: 'Team', topics: [] };
      const pageInfo = { hasNextPage: hasNextPage && field !== 'sources', endCursor: 'next' };
      const page = { nodes: Array.from({ length: count }, () => node), pageInfo, isPartial: false, readings: [] };
      return { [field]: field === 'communities' ? [] : page } as T;
    };

  it('collects no more rows than are read, and says that there are more', async () => {
    const filters = parseDashboardFilters({}, '2026-11-21');
    const data = await dashboardQuery.loadDashboard(graphOf(100, true), filters, { tz: 'UTC', today: '2026-11-21' });
    for (const list of [data.groups, data.findings, data.initiatives]) {
      expect(list).toMatchObject({ items: { length: 500 }, hasMore: true });
    }
  });

  it.each([
    [{ groups: 'other,test/third' }, ['other', 'test/third']],
    [{ communities: 'x', groups: 'a' }, ['x/a']],
    [{ communities: 'nobody' }, []],
    [{}, undefined],
  ])('asks for %o only', async (address, groups) => {
    const asked: unknown[] = [];
    const query: QueryGraph = async <T>(document: string, variables?: Readonly<Record<string, unknown>>) => {
      if (/^query Dashboard(?:Groups|Initiatives|Findings)/u.test(document)) asked.push(variables?.['filterBy']);
      return graphOf(1, false)<T>(document);
    };
    const filters = parseDashboardFilters(address, '2026-11-21');
    await dashboardQuery.loadDashboard(query, filters, { tz: 'UTC', today: '2026-11-21' });
    const selected = groups && { groups };
    expect(asked).toEqual([
      { state: ['PROPOSED', 'ACTIVE', 'PAUSED'], ...selected },
      { ...selected },
      { state: ['OPEN'], ...(groups && { groups: ['x/a'] }) },
    ]);
  });
});

describe('/', () => {
  it('shows meetings, initiatives, groups, findings and sources without a script', async () => {
    const { statusCode, body } = await get('/?tz=America/St_Johns');
    expect(statusCode).toBe(200);
    for (const text of [
      '<span class="day">Tue 24 Nov</span> <span class="clock">11:30</span>',
      'href="./groups/storage"',
      '<h3>November 2026</h3>',
      'In progress <span class="count">1</span>',
      'aria-label="1 in progress, 1 unknown, 1 complete"',
      'Help is wanted',
      'Broken calendar',
      'acme/work',
      'aria-label="Meetings a week. 16 Nov: 1; 23 Nov: ',
    ]) {
      expect(body).toContain(text);
    }
    expect(body).not.toMatch(/<script>|onerror=alert\(1\)>|hidden123|4711/u);
  });

  it('says what it does not know', async () => {
    const { body } = await get('/');
    expect(body).toContain('Not complete.');
    expect(body).toContain('<td>unknown</td>');
  });

  it.each([
    ['kinds=COMMUNITY_GROUP', 'Empty group', 'href="./groups/storage"'],
    ['topics=data', 'Storage &lt;b&gt;', 'Empty group'],
    ['q=empty', 'Empty group', 'Storage weekly'],
    ['groups=empty', 'href="./groups/empty"', 'href="./groups/storage"'],
    ['communities=nowhere', 'No group fits this view.', 'href="./groups/storage"'],
    ['communities=acme&kinds=ADVISORY_GROUP', 'Storage weekly', 'Nobody knows whose'],
  ])('narrows to %s', async (query, present, absent) => {
    const body = (await get(`/?${query}`)).body.replace(/<form.*?<\/form>/su, '');
    expect(body).toContain(present);
    expect(body).not.toContain(absent);
  });

  it('lists every group, however many there are', async () => {
    const slugs = Array.from({ length: 130 }, (_, number) => `team-${number}`);
    const registry = `
apiVersion: community-graph/v1
community: { slug: large, name: Large }
groups:
${slugs.map((slug) => `  - { slug: ${slug}, name: ${slug}, kind: TEAM, topics: [topic-of-${slug}] }`).join('\n')}
`;
    const large = await startPagesGateway({}, { registry });
    const { body } = await large.server.inject({ url: '/' });
    await large.close();
    for (const slug of slugs) expect(body).toContain(`href="./groups/${slug}"`);
    expect(body).toContain('<option value="topic-of-team-129">');
  });

  it('shows findings under their clause, for the groups of the view alone', async () => {
    const ruled = await startPagesGateway({}, { registry: REGISTRY_WITH_RULES });
    const all = (await ruled.server.inject({ url: '/' })).body;
    const some = (await ruled.server.inject({ url: '/?q=empty' })).body;
    await ruled.close();
    expect(all).toContain('<blockquote cite="');
    expect(all).toContain('matches no group');
    expect(some).toContain('The registry lists no organizer of Empty group');
    expect(some).not.toContain('matches no group');
  });

  it('says in its summary that a number is not all there is', async () => {
    const { body } = await get('/');
    expect(body).toMatch(/<strong>at least \d+<\/strong> meetings in two weeks/u);
    expect(body).toContain('<strong>3 of 4</strong> sources are fresh');
  });

  it('answers 400 to a kind that is none', async () => {
    expect((await get('/?kinds=NOPE')).statusCode).toBe(400);
  });
});

describe('filters in the address', () => {
  const today = '2026-11-21';
  it.each([
    ['2026-12', '2026-12'],
    ['2027-11', '2027-11'],
    ['2028-01', '2026-11'],
    ['2026-13', '2026-11'],
    ['x', '2026-11'],
    [undefined, '2026-11'],
  ])('month %s is %s', (month, shown) => {
    expect(parseDashboardFilters({ month }, today).month).toBe(shown);
  });

  it('keeps every filter when the month changes', () => {
    const filters = parseDashboardFilters({ q: ' cache & co ', kinds: 'TEAM', topics: 'ai,edge' }, today);
    const address = toAddress(filters, { name: 'Asia/Kolkata', isChosen: true }, { month: '2026-12' });
    expect(parseDashboardFilters(Object.fromEntries(new URLSearchParams(address)), today)).toEqual({
      ...filters,
      month: '2026-12',
    });
    expect(address).toContain('tz=Asia%2FKolkata');
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', 14, '2028-01'],
  ])('%s and %i months', (month, count, other) => {
    expect(addMonths(month, count)).toBe(other);
  });
});

describe('the month view', () => {
  it.each([
    ['2026-11', '2026-10-26', '2026-12-06'],
    ['2027-02', '2027-02-01', '2027-02-28'],
    ['2026-12', '2026-11-30', '2027-01-03'],
  ])('%s has whole weeks', (month, first, last) => {
    const { days } = toMonthGrid(month);
    expect([days[0], days.at(-1), days.length % 7]).toEqual([first, last, 0]);
  });
});

describe('charts', () => {
  it('counts meetings by the week they start in', () => {
    const svg = renderWeeks(
      ['2026-11-22T23:59:59Z', '2026-11-23T00:00:00Z', '2026-11-29T10:00:00Z', '2020-01-01T00:00:00Z'],
      toWeeks('2026-11-21', 2),
    ).text;
    expect(svg).toContain('aria-label="Meetings a week. 16 Nov: 1; 23 Nov: 2"');
  });

  it('says in words what a bar shows', () => {
    const svg = renderStatusBar(
      [
        { status: 'STALE', count: 1 },
        { status: 'IN_PROGRESS', count: 3 },
        { status: 'COMPLETE', count: 0 },
      ],
      4,
    ).text;
    expect(svg).toContain('<title>3 in progress, 1 stale</title>');
    expect(svg.match(/<rect/gu)).toHaveLength(2);
  });
});

const { loadDashboard: _load, ...documents } = dashboardQuery;

it.each(Object.entries({ ...documents, GROUP_PAGE, PAGE_OWNER }))('%s asks the public schema', (_name, document) => {
  expect(validate(createSchema(), parse(document))).toEqual([]);
});
