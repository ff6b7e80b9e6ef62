/** Three gateways with one Redis whose clocks do not agree: ten minutes ahead, right, ten minutes behind. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CountedCommunity, GROUPS, type GroupSlug, startCommunity } from '../survival/support/community.ts';
import { ask, type GatewayProcess, spawnGateway } from '../survival/support/gateway-process.ts';
import { hasRedis, openRedisServer, type RedisServer } from './support/redis-server.ts';

const SECRET = 'shared with GitHub';
const OFFSETS_MS = [600_000, 0, -600_000];
const PATIENCE = { timeout: 30_000, interval: 50 };

interface Reading {
  readonly state: string;
  readonly fetchedAt: string | null;
  readonly age: string | null;
}

interface Data {
  readonly group: {
    readonly initiatives: {
      readonly nodes: readonly { readonly title: string }[];
      readonly readings: readonly Reading[];
    };
    readonly meetings: { readonly nodes: readonly { readonly title: string }[]; readonly readings: readonly Reading[] };
  };
}

const READINGS = 'readings { state fetchedAt age }';
const questionOf = (slug: GroupSlug): string =>
  `{ group(slug: "${slug}") { initiatives { nodes { title } ${READINGS} } meetings(first: 1) { nodes { title } ${READINGS} } } }`;

describe.skipIf(!hasRedis)('three replicas whose clocks do not agree', () => {
  let redis: RedisServer;
  let community: CountedCommunity;
  let replicas: readonly GatewayProcess[] = [];

  beforeAll(async () => {
    redis = await openRedisServer();
    await redis.start();
    community = await startCommunity();
    replicas = await Promise.all(
      OFFSETS_MS.map((clockOffsetMs, index) =>
        spawnGateway({
          registry: community.registry,
          env: { ...community.env(String(index)), REDIS_URL: redis.url, GITHUB_WEBHOOK_SECRET: SECRET },
          clockOffsetMs,
        }),
      ),
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await community.close();
    await redis.close();
  });

  async function answersOf(slug: GroupSlug): Promise<readonly Data[]> {
    const answers = await Promise.all(replicas.map(({ origin }) => ask<Data>(origin, questionOf(slug))));
    return answers.map(({ data, errors }) => {
      expect(errors).toBeUndefined();
      expect(data).not.toBeNull();
      return data as Data;
    });
  }

  /** What a reader is told of the age must be true by the clock of the one that tells it, and never less than nothing. */
  function checkReadings(answers: readonly Data[]): void {
    for (const [index, { group }] of answers.entries()) {
      for (const { fetchedAt, age, state } of [...group.initiatives.readings, ...group.meetings.readings]) {
        const nowMs = Date.now() + (OFFSETS_MS[index] ?? 0);
        expect(age).toMatch(/^PT?\d/u);
        expect(Date.parse(String(fetchedAt))).toBeLessThanOrEqual(nowMs);
        expect(['FRESH', 'STALE']).toContain(state);
      }
    }
  }

  const titlesOf = (answers: readonly Data[]): unknown[] =>
    answers.map(({ group }) => group.initiatives.nodes[0]?.title);

  async function deliver({ origin }: GatewayProcess): Promise<void> {
    const body = JSON.stringify({
      action: 'edited',
      repository: { full_name: 'acme/work' },
      issue: { node_id: 'I_1' },
    });
    const response = await fetch(`${origin}/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': randomUUID(),
        'x-github-event': 'issues',
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
      body,
    });
    expect(response.status).toBe(202);
  }

  test('tell three times', async () => {
    const ends = await Promise.all(
      replicas.map(async ({ origin }) => {
        const { data } = await ask<{ rateLimit: { resetAt: string } }>(origin, '{ rateLimit { resetAt } }');
        return Date.parse(data?.rateLimit.resetAt ?? '') - Date.now();
      }),
    );
    for (const [index, offsetMs] of OFFSETS_MS.entries()) {
      expect(Math.abs((ends[index] ?? Number.NaN) - offsetMs), String(offsetMs)).toBeLessThanOrEqual(60_000);
    }
  });

  test('answer what there is, whoever asked first, with an age that is none the less', async () => {
    for (const slug of GROUPS) {
      const answers = await answersOf(slug);
      expect(titlesOf(answers), slug).toEqual(Array(3).fill(`${slug} v1`));
      expect(answers.map(({ group }) => group.meetings.nodes[0]?.title)).toEqual(Array(3).fill(`${slug} daily`));
      checkReadings(answers);
    }
    // Whose clock is behind takes what the others have fetched for wrong, and asks for itself: at most once each.
    expect(Math.max(...community.calendarRequests.values())).toBeLessThanOrEqual(3);
  });

  test('settle: nobody asks the upstreams again and again because of the others', async () => {
    const count = (): number =>
      community.github.requests.length + [...community.calendarRequests.values()].reduce((sum, n) => sum + n, 0);
    await expect
      .poll(async () => {
        const before = count();
        for (let round = 0; round < 5; round += 1) await Promise.all(GROUPS.map(answersOf));
        return count() - before;
      }, PATIENCE)
      .toBe(0);
    const answers = await answersOf('alpha');
    checkReadings(answers);
    for (const { group } of answers) expect(group.initiatives.readings.map(({ state }) => state)).toEqual(['FRESH']);
  });

  test('all hear of a change, whichever of them GitHub tells', async () => {
    for (const [index, replica] of replicas.entries()) {
      community.rename(`v${index + 2}`);
      await deliver(replica);
      await expect
        .poll(async () => titlesOf(await answersOf('alpha')), PATIENCE)
        .toEqual(Array(3).fill(`alpha v${index + 2}`));
      checkReadings(await answersOf('alpha'));
    }
  });
});
