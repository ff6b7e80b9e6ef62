/** From exported files the elements must answer what the graph answers. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FINDINGS, readFindings } from '../../src/embeds/community-findings.ts';
import { GROUP, readGroup } from '../../src/embeds/community-group.ts';
import { INITIATIVES, readInitiatives } from '../../src/embeds/community-initiatives.ts';
import { MEETINGS, readMeetings } from '../../src/embeds/community-meetings.ts';
import { DataFiles, parseData } from '../../src/embeds/data-files.ts';
import { crawlStaticSite } from '../../src/http/static-site/crawl-static-site.ts';
import { NOW, type PagesGateway, REGISTRY_WITH_RULES, startPagesGateway } from '../support/pages-gateway.ts';

const BASE_URL = 'https://static.example.org/some/base';
const FOLDER = `${BASE_URL}/data/v1/`;
const NOW_MS = Date.parse(NOW);
let pages: PagesGateway;
const written = new Map<string, string>();
beforeAll(async () => {
  pages = await startPagesGateway({ PUBLIC_URL: BASE_URL }, { registry: REGISTRY_WITH_RULES });
  await crawlStaticSite(pages.server, BASE_URL, {
    onFile: async (file) => {
      written.set(`${BASE_URL}/${file.path}`, file.body);
    },
    onSkipped: () => {},
  });
  vi.stubGlobal('fetch', async (url: string) => {
    const body = written.get(url);
    return new Response(body ?? 'nothing', { status: body === undefined ? 404 : 200 });
  });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await pages.close();
});

const files = () => new DataFiles(FOLDER, new AbortController().signal);

async function ask(query: string, variables: object): Promise<unknown> {
  const response = await pages.server.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  const { data, errors } = response.json<{ data: unknown; errors?: unknown }>();
  expect(errors).toBeUndefined();
  return data;
}

/** Only what was asked of the graph, and without links, which lead to files. */
function likeness(value: unknown, example: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, at) => likeness(item, (example as unknown[])[at]));
  if (typeof value !== 'object' || value === null || typeof example !== 'object' || example === null) return value;
  return Object.fromEntries(
    Object.entries(example)
      .filter(([key]) => key !== 'ics' && key !== 'url' && key !== 'isPartial')
      .map(([key, part]) => [key, likeness((value as Record<string, unknown>)[key], part)]),
  );
}

describe('files and graph agree', () => {
  it.each([
    [{ within: 'P30D' }],
    [{ within: 'P90D' }],
    [{ within: 'P3D' }],
    [{ within: 'P30D', groups: ['storage'], includeSubgroups: false }],
    [{ within: 'P30D', groups: ['acme/storage'], includeSubgroups: true }],
    [{ within: 'P30D', groups: ['storage-sub'], includeSubgroups: true }],
    [{ within: 'P30D', groups: ['nobody'] }],
    [{ within: 'P30D', topics: ['DATA'] }],
    [{ within: 'P30D', topics: ['knows'] }],
    [{ within: 'P30D', topics: ['know', '--'] }],
  ])('about meetings: %j', async (filterBy) => {
    const variables = { first: 100, filterBy };
    const expected = await ask(MEETINGS, variables);
    const answer = await readMeetings(files(), variables, NOW_MS);
    expect(likeness(answer, expected)).toEqual(likeness(expected, expected));
  });

  it.each([
    [{ status: ['IN_PROGRESS', 'UNKNOWN'] }],
    [{ status: ['COMPLETE'] }],
    [{ status: ['IN_PROGRESS', 'UNKNOWN'], needsHelp: true }],
    [{ status: ['IN_PROGRESS', 'UNKNOWN'], groups: ['storage'], includeSubgroups: false }],
    [{ status: ['IN_PROGRESS', 'UNKNOWN'], groups: ['empty'] }],
    [{ status: ['IN_PROGRESS'], topics: ['storage'] }],
    [{ status: ['IN_PROGRESS'], topics: ['Help Wanted'] }],
    [{ status: ['IN_PROGRESS'], topics: ['alert x'] }],
  ])('about initiatives: %j', async (filterBy) => {
    const variables = { first: 2, filterBy };
    const expected = await ask(INITIATIVES, variables);
    expect(likeness(await readInitiatives(files(), variables), expected)).toEqual(likeness(expected, expected));
  });

  it.each([
    [{}],
    [{ severity: ['MUST'] }],
    [{ severity: ['INFO', 'SHOULD'] }],
    [{ groups: ['storage'] }],
    [{ groups: ['acme/empty', 'broken'], severity: ['MUST'] }],
  ])('about findings: %j', async (filter) => {
    const variables = { first: 100, filterBy: { state: ['OPEN'] as const, ...filter } };
    const expected = (await ask(FINDINGS, variables)) as { findings: { nodes: unknown[] } };
    expect(expected.findings.nodes.length).toBeGreaterThan(0);
    expect(likeness(await readFindings(files(), variables), expected)).toEqual(likeness(expected, expected));
  });

  it.each([
    ['storage', null],
    ['storage-sub', 'acme'],
    ['empty', 'elsewhere'],
    ['nobody', null],
  ])('about the group %s of %s', async (slug, community) => {
    const variables = { slug, community };
    const expected = await ask(GROUP, variables);
    expect(likeness(await readGroup(files(), variables, NOW_MS), expected)).toEqual(likeness(expected, expected));
  });
});

it('says that there may be meetings later than the file tells', async () => {
  const ask = async (within: string) =>
    (await readMeetings(files(), { first: 1, filterBy: { within } }, NOW_MS)).meetings;
  expect((await ask('P92D')).isPartial).toBe((await ask('P1D')).isPartial);
  expect((await ask('P93D')).isPartial).toBe(true);
});

it('links from a file to what was exported beside it', async () => {
  const { meetings } = await readMeetings(files(), { first: 1, filterBy: { within: 'P30D' } }, NOW_MS);
  const [first] = meetings.nodes;
  expect(written.get(first?.addToCalendar.ics ?? '')).toContain('SUMMARY:Storage weekly');
  const { group } = await readGroup(files(), { slug: 'storage', community: null }, NOW_MS);
  expect(written.get(group?.url ?? '')).toContain('<!doctype html>');
});

describe('a file', () => {
  it('of another version is not read, nor one that is missing', async () => {
    written.set(`${FOLDER}later.json`, '{"version":2,"generatedAt":"2026-11-21T12:00:00Z"}');
    await expect(files().read('later.json')).rejects.toThrow(`${FOLDER}later.json is not of version 1.`);
    await expect(files().read('none.json')).rejects.toThrow(`${FOLDER}none.json answered 404.`);
  });

  it('has the age of the oldest that was read', async () => {
    written.set(`${FOLDER}old.json`, '{"version":1,"generatedAt":"2026-11-01T00:00:00Z"}');
    const all = files();
    await all.read('index.json');
    await all.read('old.json');
    expect(all.at).toBe(Date.parse('2026-11-01T00:00:00Z'));
  });

  it('keeps texts that look like links', () => {
    expect(parseData('{"url":"a.html","title":"a.html","joinUrl":null}', FOLDER)).toEqual({
      url: `${FOLDER}a.html`,
      title: 'a.html',
      joinUrl: null,
    });
  });
});
