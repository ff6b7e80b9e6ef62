/** Any schedule of upstream faults, seen by the clients of a whole gateway over HTTP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toInstant } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { toGitHubRecording } from '../../src/demo/github-recording.ts';
import { startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import {
  type FaultyUpstream,
  startFaultyUpstream,
  UPSTREAM_FAULTS,
  type UpstreamFault,
} from './support/faulty-upstream.ts';

countOnlyRunningTime();

const GROUPS = ['alpha', 'beta'] as const;
const SOURCES = [...GROUPS, 'github'] as const;
type SourceName = (typeof SOURCES)[number];

type Step =
  | { readonly type: 'fault'; readonly source: SourceName; readonly fault: UpstreamFault | null }
  | { readonly type: 'change'; readonly source: SourceName }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'ask'; readonly times: number }
  | { readonly type: 'restart' };

const source = fc.constantFrom(...SOURCES);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('fault' as const),
      source,
      fault: fc.option(fc.constantFrom(...UPSTREAM_FAULTS), { freq: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('change' as const), source }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait' as const), seconds: fc.nat({ max: 2000 }) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('ask' as const), times: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
);

const SECRET = 'private-7c9e6679f4';
const QUESTION = `{ groups { totalCount nodes {
  slug name
  initiatives { totalCount isPartial readings { state fetchedAt error } nodes { title } }
  meetings(first: 2) { isPartial readings { state fetchedAt error } nodes { title } }
} } }`;
/** What no upstream is needed for. */
const REGISTRY_QUESTION =
  '{ communities { slug name } groups { totalCount nodes { slug name kind channels { name } roles { totalCount } } } }';

const REGISTRY = `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme }
initiatives:
  - id: work
    repository: acme/work
    labels: [initiative]
    groups: { labels: { group/alpha: alpha, group/beta: beta } }
groups:
${GROUPS.map(
  (slug) =>
    `  - { slug: ${slug}, name: Group ${slug}, kind: WORKING_GROUP, channels: [{ kind: SLACK, name: "#${slug}" }],
      calendars: [{ url: "https://${slug}.example.org/${SECRET}/basic.ics" }] }`,
).join('\n')}
`;

interface Part {
  readonly totalCount?: number | null;
  readonly isPartial: boolean;
  readonly readings: readonly {
    readonly state: string;
    readonly fetchedAt: string | null;
    readonly error: string | null;
  }[];
  readonly nodes: readonly { readonly title: string }[];
}
type Answers = Readonly<Record<SourceName, readonly Part[]>>;

/** The upstreams, what they gave, and gateways before them. */
class World {
  nowMs = Date.parse('2026-11-21T08:00:00Z');
  readonly clock = { now: () => this.nowMs };
  readonly directory = mkdtempSync(path.join(tmpdir(), 'community-graph-schedule-'));
  readonly version: Record<SourceName, number> = { alpha: 1, beta: 1, github: 1 };
  /** The newest version that arrived whole, or that a gateway was allowed to keep. */
  readonly given: Record<SourceName, Set<number>> = { alpha: new Set(), beta: new Set(), github: new Set() };
  readonly seen: Record<SourceName, number> = { alpha: 0, beta: 0, github: 0 };
  readonly everFaulty = new Set<SourceName>();
  readonly upstreams = new Map<SourceName, FaultyUpstream>();
  readonly closing: (() => Promise<unknown>)[] = [];

  static async open(): Promise<World> {
    const world = new World();
    writeFileSync(path.join(world.directory, 'registry.yaml'), REGISTRY);
    const github = await startGitHubStandIn({ recordings: [world.recording()], clock: world.clock });
    world.closing.push(() => github.close());
    world.rerecord = () => github.replaceRecordings([world.recording()]);
    for (const name of SOURCES) {
      const upstream = await startFaultyUpstream(async (request, willArrive) => {
        const version = world.version[name];
        if (willArrive) world.given[name].add(version);
        if (name === 'github') return world.#forward(github.url, request);
        const headers = { 'content-type': 'text/calendar', etag: `"${version}"` };
        return request.headers['if-none-match'] === headers.etag
          ? { status: 304, headers, body: '' }
          : { status: 200, headers, body: calendarOf(`${name} v${version}`) };
      });
      world.upstreams.set(name, upstream);
      world.closing.push(() => upstream.close());
    }
    return world;
  }

  rerecord = (): void => undefined;

  async #forward(url: string, request: AsyncIterable<Buffer> & { headers: Record<string, unknown> }) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: String(request.headers['authorization']), 'content-type': 'application/json' },
      body: Buffer.concat(chunks),
    });
    const headers = { 'content-type': 'application/json', date: response.headers.get('date') ?? '' };
    return { status: response.status, headers, body: await response.text() };
  }

  recording() {
    const updatedAt = toInstant(this.nowMs);
    return toGitHubRecording({
      repository: 'acme/work',
      recordedAt: updatedAt,
      issues: GROUPS.map((slug, index) => ({
        number: index + 1,
        title: `${slug} v${this.version.github}`,
        labels: ['initiative', `group/${slug}`],
        createdAt: '2026-01-01T00:00:00Z',
        updatedAt,
      })),
    });
  }

  upstream(name: SourceName): FaultyUpstream {
    const upstream = this.upstreams.get(name);
    if (upstream === undefined) throw new Error(name);
    return upstream;
  }

  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Two meetings a day: half of the text has fewer. */
function calendarOf(title: string): string {
  const event = (hour: string): string =>
    `BEGIN:VEVENT\r\nUID:${hour}@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T${hour}0000Z\r\nDTEND:20260101T${hour}3000Z\r\nRRULE:FREQ=DAILY\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`;
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${event('10')}${event('11')}${event('12')}${event('13')}END:VCALENDAR\r\n`;
}

/** A gateway under test, or its twin whose upstreams never fail. */
class Subject {
  readonly routes = new Map<string, string>();
  readonly log: string[] = [];
  #gateway: Gateway | null = null;
  #server: FastifyInstance | null = null;
  readonly #world: World;
  readonly #name: string;

  constructor(world: World, name: string) {
    this.#world = world;
    this.#name = name;
  }

  async open(): Promise<void> {
    this.#gateway = await createGateway({
      registry: path.join(this.#world.directory, 'registry.yaml'),
      config: readConfig({
        CACHE_DIR: path.join(this.#world.directory, this.#name),
        GITHUB_API_URL: 'https://api.github.example',
        GITHUB_TOKEN: 'ghp_schedule',
        UPSTREAM_TIMEOUT_MS: '150',
        UPSTREAM_MAX_BYTES: '200000',
        CLIENT_POINTS_PER_MINUTE: '100000000',
      }),
      clock: this.#world.clock,
      log: pino({ level: 'debug' }, { write: (line: string) => this.log.push(line) }),
      routes: this.routes,
      allow: ['127.0.0.1'],
    });
    this.#server = await this.#gateway.createServer();
  }

  async ask(query = QUESTION): Promise<string> {
    const reply = await this.#server?.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query }),
    });
    expect(reply?.statusCode).toBe(200);
    const body = reply?.body ?? '';
    expect(body).not.toContain('"errors"');
    expect(body).not.toMatch(/private-7c9e|ghp_schedule|127\.0\.0\.1/u);
    return body;
  }

  /** Asks until every refresh that this begins has ended, well or not. */
  async settle(): Promise<string> {
    const body = await this.ask();
    await vi.waitFor(
      () => {
        const due = (this.#gateway?.ports.sources() ?? []).filter(
          ({ kind, nextRefreshAt }) =>
            kind !== 'REGISTRY' && (nextRefreshAt === null || Date.parse(nextRefreshAt) <= this.#world.nowMs),
        );
        expect(due.map(({ id }) => id)).toEqual([]);
      },
      { timeout: 30_000, interval: 5 },
    );
    return body;
  }

  async close(): Promise<void> {
    await this.#gateway?.close();
    expect(this.log.join()).not.toMatch(/private-7c9e|ghp_schedule/u);
  }
}

function read(body: string): Answers {
  const { nodes } = JSON.parse(body).data.groups as { nodes: { slug: string; initiatives: Part; meetings: Part }[] };
  const meetingsOf = (slug: string): Part[] =>
    nodes.filter((node) => node.slug === slug).map(({ meetings }) => meetings);
  return { alpha: meetingsOf('alpha'), beta: meetingsOf('beta'), github: nodes.map(({ initiatives }) => initiatives) };
}

const MOST_REQUESTS_A_REFRESH: Readonly<Record<SourceName, number>> = {
  // A connection that breaks before its answer is tried once more.
  alpha: 2,
  beta: 2,
  // Smaller and smaller pages, where GitHub seems to be asked for too much.
  github: 8,
};

class Run {
  readonly world: World;
  readonly subject: Subject;
  readonly twin: Subject;
  /** When the copy of a source was fetched that is known to be cut off; a later failure is told in the place of that. */
  readonly cutOff = new Map<SourceName, string | null>();

  constructor(world: World) {
    this.world = world;
    this.subject = new Subject(world, 'subject');
    this.twin = new Subject(world, 'twin');
  }

  /** The twin is served beside the faults: by the same upstreams, while they work for it alone. */
  async ask(times: number): Promise<void> {
    const { world, subject, twin } = this;
    const faults = SOURCES.map((name) => [name, world.upstream(name).fault] as const);
    this.route();
    const before = SOURCES.map((name) => world.upstream(name).requests);
    for (let time = 0; time < times; time += 1) this.check(await subject.ask());
    const settled = await subject.settle().then(() => subject.ask());
    this.check(settled);
    SOURCES.forEach((name, index) => {
      const asked = world.upstream(name).requests - (before[index] ?? 0);
      expect(asked, name).toBeLessThanOrEqual(MOST_REQUESTS_A_REFRESH[name]);
    });

    for (const name of SOURCES) world.upstream(name).fault = null;
    this.route();
    await twin.settle();
    const [ours, healthy] = [read(settled), read(await twin.ask())];
    for (const [name, fault] of faults) {
      world.upstream(name).fault = fault;
      if (!world.everFaulty.has(name)) expect(JSON.stringify(ours[name]), name).toBe(JSON.stringify(healthy[name]));
    }
    expect(await subject.ask(REGISTRY_QUESTION)).toBe(await twin.ask(REGISTRY_QUESTION));
  }

  route(): void {
    for (const { routes } of [this.subject, this.twin]) {
      for (const name of SOURCES) {
        const origin = name === 'github' ? 'https://api.github.example' : `https://${name}.example.org`;
        routes.set(origin, this.world.upstream(name).address);
      }
    }
  }

  /** Last good with its age, or unknown; never a part of it, never zero, never older than before. */
  check(body: string): void {
    const answers = read(body);
    for (const name of SOURCES) {
      for (const part of answers[name]) {
        const [reading] = part.readings;
        const what = `${name} ${JSON.stringify(part)}`;
        if (reading?.error?.includes('ICAL_TRUNCATED')) this.cutOff.set(name, reading.fetchedAt);
        if (reading?.fetchedAt && reading.fetchedAt === this.cutOff.get(name)) {
          // Nothing better was ever there: what arrived is served, and nobody is told that it is all.
          expect(part.isPartial, what).toBe(true);
        } else if (reading?.state === 'FRESH' || reading?.state === 'STALE') {
          expect(part.isPartial, what).toBe(false);
          expect(part.nodes.length, what).toBe(name === 'github' ? 1 : 2);
          const versions = part.nodes.map(({ title }) => Number(/ v(\d+)$/u.exec(title)?.[1]));
          const [version = 0] = versions;
          expect(new Set(versions).size, what).toBe(1);
          expect(this.world.given[name].has(version), what).toBe(true);
          expect(version, what).toBeGreaterThanOrEqual(this.world.seen[name]);
          this.world.seen[name] = version;
          expect(Date.parse(reading.fetchedAt ?? ''), what).toBeLessThanOrEqual(this.world.nowMs);
          if (reading.state === 'FRESH') expect(reading.error, what).toBeNull();
        } else {
          expect(reading, what).toMatchObject({ state: 'FAILING', error: expect.any(String) });
          expect(part, what).toMatchObject({ isPartial: true, nodes: [] });
          expect(part.totalCount ?? null, what).toBeNull();
        }
      }
    }
  }

  async run(each: Step): Promise<void> {
    const { world } = this;
    if (each.type === 'wait') world.nowMs += each.seconds * 1000;
    else if (each.type === 'ask') await this.ask(each.times);
    else if (each.type === 'change') {
      world.version[each.source] += 1;
      world.rerecord();
    } else if (each.type === 'fault') {
      world.upstream(each.source).fault = each.fault;
      if (each.fault !== null) world.everFaulty.add(each.source);
    } else {
      await this.subject.close();
      await this.subject.open();
    }
  }

  /** However bad it was: an hour after it has ended, everything is as if it had never been. */
  async recover(): Promise<void> {
    for (const name of SOURCES) this.world.upstream(name).fault = null;
    this.world.nowMs += 4_000_000;
    await this.ask(1);
    expect(read(await this.subject.ask())).toEqual(read(await this.twin.ask()));
    for (const name of SOURCES) expect(this.world.seen[name]).toBe(this.world.version[name]);
  }
}

/** @returns what is open: a socket or server is for another turn of the event loop after it said that it is closed. */
const open = (): { sockets: number; timers: number } => ({
  sockets: process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP')).length,
  timers: vi.getTimerCount(),
});

async function runSchedule(steps: readonly Step[]): Promise<void> {
  const run = new Run(await World.open());
  try {
    await Promise.all([run.subject.open(), run.twin.open()]);
    for (const each of steps) await run.run(each);
    await run.recover();
  } finally {
    await Promise.all([run.subject.close(), run.twin.close()]);
    await run.world.close();
  }
}

describe('any schedule of upstream faults', () => {
  const unhandled = vi.fn();
  beforeEach(() => void process.on('unhandledRejection', unhandled));
  afterEach(() => {
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  const ask: Step = { type: 'ask', times: 2 };
  test.each(UPSTREAM_FAULTS)('%s, of every source, at the start and later', async (fault) => {
    const faults = SOURCES.map((name): Step => ({ type: 'fault', source: name, fault }));
    const healed = SOURCES.map((name): Step => ({ type: 'fault', source: name, fault: null }));
    const changes = SOURCES.map((name): Step => ({ type: 'change', source: name }));
    const wait: Step = { type: 'wait', seconds: 1000 };
    await runSchedule([...faults, ask, wait, ...healed, ask, wait, ...changes, ...faults, ask, wait, ask]);
  });

  test('leaves every other part as it is, gives nothing wrong, and ends with the upstream', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), runSchedule), { numRuns: 20 });
    await expect.poll(open).toEqual({ sockets: 0, timers: 0 });
  }, 600_000);
});
