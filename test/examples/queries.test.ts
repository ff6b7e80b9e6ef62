/** Every example query runs against the example community, over HTTP to its stand-ins, and answers what it promises. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
/** A Saturday; the recordings were made so that the week after it has something to tell. */
const clock = { now: () => Date.parse('2026-11-21T08:00:00Z') };

let cacheDir: string;
let demo: Demo;
let gateway: Gateway;

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'examples-'));
  demo = await startDemo({ recordings: path.join(EXAMPLES, 'cncf/recorded'), clock });
  gateway = await createGateway({
    registry: path.join(EXAMPLES, 'cncf/registry.yaml'),
    config: readConfig({ CACHE_DIR: cacheDir, GITHUB_API_URL: demo.githubApiUrl, GITHUB_TOKEN: 'recorded' }),
    log: pino({ level: 'silent' }),
    clock,
    routes: demo.routes,
    allow: demo.allow,
  });
});

afterAll(async () => {
  await gateway.close();
  await demo.close();
  await rm(cacheDir, { recursive: true });
});

/** What each query must answer, counted by hand in the registry and the recordings. */
const expected: Record<string, unknown> = {
  'first-query': { groups: { totalCount: 15, isPartial: false } },
  'group-kinds': {
    community: {
      kinds: [
        { kindLabel: 'TAG', groups: { totalCount: 5 } },
        {
          kindLabel: 'TCG',
          groups: { totalCount: 3 },
          evolvesInto: [{ kind: 'ADVISORY_GROUP' }, { kind: 'SUBPROJECT' }],
        },
      ],
    },
  },
  'groups-overview': { groups: { totalCount: 15, isPartial: false, pageInfo: { hasNextPage: false } } },
  'health-queue': { findings: { isPartial: false } },
  'initiative-evidence': {
    initiative: {
      title: '[Initiative]: Vendor neutrality guidance for CNCF projects',
      status: 'NOT_STARTED',
      primaryContact: null,
      responsibleGroup: { slug: 'toc' },
      groups: { edges: [{ node: { slug: 'project-reviews-subproject' } }, { node: { slug: 'toc' } }] },
    },
  },
  'person-and-search': {
    person: { name: 'Matt Young', roles: { nodes: [{ termEnd: '2027-06-30', termState: 'CURRENT' }] } },
  },
  'sources-and-drift': { sources: { totalCount: 0 } },
  'tag-page': {
    group: {
      kindLabel: 'TAG',
      meetings: {
        isPartial: false,
        nodes: [
          { startsAt: '2026-12-03T16:00:00Z', status: 'CONFIRMED', isException: false },
          { startsAt: '2026-12-10T17:00:00Z', status: 'MOVED', originalStartsAt: '2026-12-17T16:00:00Z' },
          { startsAt: '2027-01-07T16:00:00Z' },
          { startsAt: '2027-01-21T16:00:00Z' },
          { startsAt: '2027-02-04T16:00:00Z' },
        ],
      },
    },
  },
  'where-to-join': {
    meetings: {
      isPartial: false,
      nodes: [{ startsAt: '2026-11-25T10:00:00Z' }, { startsAt: '2026-11-26T13:00:00Z' }],
    },
  },
};

const files = (await readdir(path.join(EXAMPLES, 'queries'))).filter((file) => file.endsWith('.graphql')).sort();

describe('example queries', () => {
  test('each has an expectation', () => {
    expect(files.map((file) => path.basename(file, '.graphql'))).toEqual(Object.keys(expected).sort());
  });

  test.each(files)('%s', async (file) => {
    const { data, errors } = await gateway.execute(await readFile(path.join(EXAMPLES, 'queries', file), 'utf8'));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(expected[path.basename(file, '.graphql')] as object);
  });
});

describe('the example community', () => {
  test('has nothing odd but what cannot be known', () => {
    const problems = gateway.registry.diagnostics.map(({ level, code, line }) => `${level} ${code} ${line}`);
    expect(problems.filter((problem) => !problem.startsWith('NOTE'))).toEqual([]);
  });

  test('finds help wanted and the queue of the day', async () => {
    const { data } = await gateway.execute(`{
      initiatives(first: 50, filterBy: { needsHelp: true }) { totalCount nodes { number } }
      findings(first: 100, filterBy: { state: [OPEN] }) { nodes { rule { id } cannotTell } }
      search(query: "agentic standards") { nodes { ... on Initiative { number } } }
    }`);
    const { findings, search } = data as {
      findings: { nodes: { rule: { id: string }; cannotTell: boolean }[] };
      search: { nodes: { number?: number }[] };
    };
    const found = new Set(findings.nodes.filter(({ cannotTell }) => !cannotTell).map(({ rule }) => rule.id));
    for (const rule of [
      'term-expired',
      'initiative-inactive-90d',
      'initiative-over-2-quarters',
      'fewer-than-2-organizers',
    ]) {
      expect(found, rule).toContain(rule);
    }
    expect(search.nodes[0]?.number).toBe(9001);
  });

  test('tells no passcode and no address', async () => {
    const { data } = await gateway.execute(`{
      meetings(first: 100) { nodes { title description location joinUrl } }
      initiatives(first: 100) { nodes { title shortDescription exitCriteria contacts { login name } } }
    }`);
    const text = JSON.stringify(data);
    expect(text).not.toMatch(/71\d{4}|82\d{4}|demo-|@(?:calendar\.)?example\.org/u);
    expect(text).toContain('https://meet.example.org/tcg-artificial-intelligence');
  });
});
