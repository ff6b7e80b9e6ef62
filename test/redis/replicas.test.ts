/** Three gateways, as an operator runs them, with one Redis: what they share, and what each does when it is gone. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CountedCommunity,
  GROUPS,
  type GroupData,
  questionOf,
  startCommunity,
} from '../survival/support/community.ts';
import { ask, type GatewayProcess, spawnGateway } from '../survival/support/gateway-process.ts';
import { hasRedis, openRedisServer, type RedisServer } from './support/redis-server.ts';

const SECRET = 'shared with GitHub';
/** Long enough for a lease to end and a reconnection to come, on a machine that is busy. */
const PATIENCE = { timeout: 30_000, interval: 50 };

describe.skipIf(!hasRedis)('three replicas', () => {
  let redis: RedisServer;
  let community: CountedCommunity;
  let replicas: GatewayProcess[] = [];

  beforeAll(async () => {
    redis = await openRedisServer();
  });
  afterAll(() => redis.close());
  beforeEach(async () => {
    await redis.start();
    community = await startCommunity();
    replicas = await Promise.all(['one', 'two', 'three'].map((name) => spawnReplica(name)));
    // Each has one for commands and one for news. A gateway that is asked earlier goes on alone.
    await expect.poll(() => redis.connections(), PATIENCE).toBe(2 * replicas.length);
  });
  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await community.close();
    // The next test begins with an empty cache.
    await redis.kill();
  });

  function spawnReplica(name: string): Promise<GatewayProcess> {
    return spawnGateway({
      registry: community.registry,
      env: { ...community.env(name), REDIS_URL: redis.url, GITHUB_WEBHOOK_SECRET: SECRET },
    });
  }

  /** What GitHub sends after somebody edited an issue. */
  async function deliver({ origin }: GatewayProcess, event: string, payload: object): Promise<number> {
    const body = JSON.stringify({ action: 'edited', repository: { full_name: 'acme/work' }, ...payload });
    const response = await fetch(`${origin}/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': randomUUID(),
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
      body,
    });
    return response.status;
  }

  const edited = { issue: { node_id: 'I_1' } };

  async function titleAt({ origin }: GatewayProcess): Promise<unknown> {
    const { data } = await ask<GroupData>(origin, questionOf('alpha'));
    return data?.group.initiatives.nodes[0]?.title;
  }

  const titles = (): Promise<unknown[]> => Promise.all(replicas.map(titleAt));
  const listings = (): number => community.github.requests.length;
  const everyone = (text: string): boolean => replicas.every((replica) => replica.output().includes(text));

  test('ask each upstream once for all, whoever asks or hears first, and say the same', async () => {
    const answers = await Promise.all(
      replicas.flatMap(({ origin }) => GROUPS.map((slug) => ask<GroupData>(origin, questionOf(slug)))),
    );
    for (const { status, data, errors } of answers) {
      expect([status, errors]).toEqual([200, undefined]);
      expect(data).toMatchObject({
        group: { initiatives: { totalCount: 1, isPartial: false }, meetings: { isPartial: false } },
      });
    }
    for (const slug of GROUPS) {
      const said = answers.filter(({ data }) => data?.group.slug === slug);
      expect(new Set(said.map(({ data }) => JSON.stringify(data))).size, slug).toBe(1);
    }
    expect(Object.fromEntries(community.calendarRequests)).toEqual({ alpha: 1, beta: 1, gamma: 1 });
    expect(listings()).toBe(1);

    // All hear of a delivery to one of them, and ask GitHub once for it.
    community.rename('v2');
    const [first] = replicas as [GatewayProcess];
    expect(await deliver(first, 'issues', edited)).toBe(202);
    await expect.poll(titles, PATIENCE).toEqual(Array(3).fill('alpha v2'));
    expect(listings()).toBe(2);
  });

  test('hear of deliveries to one that has read nothing yet, of what only a full listing shows', async () => {
    const [first, ...others] = replicas as [GatewayProcess, GatewayProcess, GatewayProcess];
    const titlesOfOthers = (): Promise<unknown[]> => Promise.all(others.map(titleAt));
    expect(await titlesOfOthers()).toEqual(Array(2).fill('alpha v1'));
    // Deleting moves no `updatedAt`: only who lists everything sees it.
    community.rename('v1', ['beta', 'gamma']);
    expect(await deliver(first, 'issues', { ...edited, action: 'deleted' })).toBe(202);
    await expect.poll(titlesOfOthers, PATIENCE).toEqual(Array(2).fill(undefined));

    // A card on a board says nothing of its repository, and another one nobody waits for.
    const card = (node: string) => ({ projects_v2_item: { content_type: 'Issue', content_node_id: node } });
    const before = listings();
    expect(await deliver(first, 'projects_v2_item', card('I_elsewhere'))).toBe(204);
    expect(listings()).toBe(before);
    community.rename('v1', ['alpha', 'gamma']);
    expect(await deliver(first, 'projects_v2_item', card(community.issueId('beta')))).toBe(202);
    await expect.poll(titlesOfOthers, PATIENCE).toEqual(Array(2).fill('alpha v1'));
    // What one has fetched is in Redis a moment later.
    await expect.poll(() => titleAt(first), PATIENCE).toBe('alpha v1');
  });

  test('replace the one that is killed in the middle of an upstream request', async () => {
    const [first, second] = replicas as [GatewayProcess, GatewayProcess];
    const held = Promise.withResolvers<void>();
    community.calendarHandlers.set('alpha', (_request, _response, answer) => {
      if (community.calendarRequests.get('alpha') === 1) held.resolve();
      else answer();
    });
    const cut = ask(first.origin, questionOf('alpha')).catch(() => 'cut');
    await held.promise;
    const taken = ask(second.origin, questionOf('alpha'));
    await first.kill();
    expect(await cut).toBe('cut');
    const { data, errors } = await taken;
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ group: { meetings: { isPartial: false, nodes: [{ title: 'alpha daily' }, {}] } } });
    expect(community.calendarRequests.get('alpha')).toBe(2);
  });

  test('answer while Redis is killed, away, back, and slow, and rejoin', async () => {
    expect(await titles()).toEqual(Array(3).fill('alpha v1'));
    const asking = askWithoutPause();

    await redis.kill();
    await expect.poll(() => everyone('Redis is away'), PATIENCE).toBe(true);
    const [first, second] = replicas as [GatewayProcess, GatewayProcess];
    community.rename('v2');
    expect(await deliver(first, 'issues', edited)).toBe(202);
    await expect.poll(() => titleAt(first), PATIENCE).toBe('alpha v2');

    await redis.start();
    await expect.poll(() => everyone('Redis is back'), PATIENCE).toBe(true);
    community.rename('v3');
    expect(await deliver(second, 'issues', edited)).toBe(202);
    await expect.poll(titles, PATIENCE).toEqual(Array(3).fill('alpha v3'));

    // Connected, and silent: what nobody has read yet is answered all the same.
    redis.pause();
    const { data } = await ask(first.origin, questionOf('gamma'));
    expect(data).toMatchObject({ group: { meetings: { isPartial: false, nodes: [{ title: 'gamma daily' }, {}] } } });
    community.rename('v4');
    expect(await deliver(first, 'issues', edited)).toBe(202);
    await expect.poll(() => titleAt(first), PATIENCE).toBe('alpha v4');
    redis.resume();
    community.rename('v5');
    await expect
      .poll(async () => {
        await deliver(first, 'issues', edited);
        return titles();
      }, PATIENCE)
      .toEqual(Array(3).fill('alpha v5'));

    const { count, failures } = await asking.stop();
    expect(failures).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  /** Every replica is asked all the time, what it has in memory and what it has to execute. */
  function askWithoutPause(): { stop(): Promise<{ count: number; failures: string[] }> } {
    let isStopped = false;
    let count = 0;
    const failures: string[] = [];
    const loop = async ({ origin }: GatewayProcess): Promise<void> => {
      while (!isStopped) {
        count += 1;
        const slug = count % 2 === 0 ? 'alpha' : 'beta';
        const query = questionOf(slug, count % 3 === 0 ? `q${count}` : 'q');
        try {
          const { status, data, errors } = await ask<GroupData>(origin, query);
          const title = data?.group.initiatives.nodes[0]?.title ?? '';
          const meetings = JSON.stringify(data?.group.meetings);
          const right = `{"isPartial":false,"nodes":[{"title":"${slug} daily"},{"title":"${slug} daily"}]}`;
          if (status !== 200 || errors !== undefined || !/^\w+ v[1-5]$/u.test(title) || meetings !== right) {
            failures.push(`${status} ${JSON.stringify({ data, errors })}`);
          }
        } catch (error) {
          failures.push(String(error));
        }
      }
    };
    const loops = Promise.all(replicas.map(loop));
    return {
      stop: async () => {
        isStopped = true;
        await loops;
        return { count, failures };
      },
    };
  }
});
