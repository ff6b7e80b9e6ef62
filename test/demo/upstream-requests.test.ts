/** What the queries of a community cost at GitHub, counted at the stand-in, from the gateway's front to the wire. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startCalendarStandIn } from '../../src/demo/calendar-stand-in.ts';
import { readGitHubRecordings } from '../../src/demo/github-recording.ts';
import { type GitHubStandIn, startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { testClock } from '../support/github-harness.ts';

const example = (path: string) => fileURLToPath(new URL(`../../examples/cncf/${path}`, import.meta.url));
const clock = testClock();

let github: GitHubStandIn;
let gateway: Gateway;
let close: () => Promise<void>;

beforeEach(async () => {
  github = await startGitHubStandIn({ recordings: await readGitHubRecordings(example('recorded/github')), clock });
  const calendars = await startCalendarStandIn(example('recorded/calendars'));
  const cache = await mkdtemp(join(tmpdir(), 'cache-'));
  gateway = await createGateway({
    registry: example('registry.yaml'),
    config: readConfig({ GITHUB_TOKEN: 'a-token', GITHUB_API_URL: github.url, CACHE_DIR: cache }),
    log: pino({ level: 'silent' }),
    clock,
    routes: calendars.routes,
    allow: [github.url, ...calendars.routes.values()].map((url) => new URL(url).host),
  });
  close = async () => {
    await gateway.close();
    await github.close();
    await calendars.close();
    await rm(cache, { recursive: true });
  };
});
afterEach(async () => {
  await close();
});

async function ask(query: string): Promise<void> {
  const { errors } = await gateway.execute(query);
  expect(errors).toBeUndefined();
}

const OVERVIEW = `{ groups(first: 50) { nodes {
  slug
  nextMeeting { startsAt }
  initiatives(filterBy: { includeSubgroups: true }) { totalCount countsByStatus { status count } }
} } }`;

describe('requests to GitHub', () => {
  it('for what GitHub does not know: none', async () => {
    await ask('{ groups(first: 50) { nodes { slug name nextMeeting { startsAt } } } }');
    expect(github.requests).toHaveLength(0);
  });

  it('for the overview, cold: one; warm: none; when stale and unchanged: one', async () => {
    await ask(OVERVIEW);
    expect(github.requests).toHaveLength(1);
    await ask(OVERVIEW);
    expect(github.requests).toHaveLength(1);
    clock.advance(301);
    await ask(OVERVIEW);
    await expect.poll(() => github.requests.length).toBe(2);
  });

  it('for fields that need details: one more, whatever the number of initiatives, and none when nothing changed', async () => {
    const query = '{ initiatives(first: 50) { nodes { number lastActivityAt } } }';
    await ask(query);
    expect(github.requests).toHaveLength(2);
    clock.advance(301);
    await ask(query);
    await expect.poll(() => github.requests.length).toBe(3);
    await ask(query);
    expect(github.requests).toHaveLength(3);
  });
});
