/** Two gateways behind a load balancer are replaced one after the other, while they are asked without pause. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Balancer, startBalancer } from '../support/balancer.ts';
import { type CountedCommunity, type GroupData, questionOf, startCommunity } from '../support/community.ts';
import { ask, type GatewayProcess, spawnGateway } from '../support/gateway-process.ts';

const CLIENTS = 6;
const PATIENCE = { timeout: 30_000, interval: 20 };

let community: CountedCommunity;
let balancer: Balancer;
beforeAll(async () => {
  community = await startCommunity();
  balancer = await startBalancer();
});
afterAll(async () => {
  await balancer.close();
  await community.close();
});

async function startReady(name: string): Promise<GatewayProcess> {
  const env = { ...community.env(name), DRAIN_SECONDS: '4' };
  const gateway = await spawnGateway({ registry: community.registry, env });
  balancer.add(gateway.origin);
  await expect.poll(() => balancer.ready, PATIENCE).toContain(gateway.origin);
  return gateway;
}

test('no request fails', async () => {
  let isStopped = false;
  let count = 0;
  const failures: string[] = [];
  const client = async (): Promise<void> => {
    while (!isStopped) {
      count += 1;
      const question = questionOf(count % 2 === 0 ? 'alpha' : 'beta', count % 5 === 0 ? `q${count}` : 'q');
      try {
        const { status, data, errors } = await ask<GroupData>(balancer.origin, question);
        const isRight = status === 200 && errors === undefined && data?.group.meetings.isPartial === false;
        if (!isRight) failures.push(`${status} ${JSON.stringify({ data, errors })}`);
      } catch (error) {
        failures.push(String(error));
      }
    }
  };

  const old = await Promise.all([startReady('one'), startReady('two')]);
  const replacements: GatewayProcess[] = [];
  const clients = Array.from({ length: CLIENTS }, client);
  for (const [index, leaving] of old.entries()) {
    replacements.push(await startReady(`new-${index}`));
    // Takes longer than the drain: what a calendar host does not answer yet.
    const held = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    community.calendarHandlers.set('gamma', (_request, _response, answer) => {
      arrived.resolve();
      void held.promise.then(answer);
    });
    const slow = index === 0 ? ask<GroupData>(leaving.origin, questionOf('gamma')) : null;
    if (slow !== null) await arrived.promise;
    const before = count;
    const stopped = leaving.stop();
    await expect.poll(() => balancer.ready, PATIENCE).not.toContain(leaving.origin);
    const answer = await fetch(`${leaving.origin}/livez`);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    held.resolve();
    expect((await slow)?.status ?? 200).toBe(200);
    expect(await stopped).toBe(0);
    await expect.poll(() => count - before, PATIENCE).toBeGreaterThan(20);
  }
  isStopped = true;
  await Promise.all(clients);
  expect(failures).toEqual([]);
  expect(count).toBeGreaterThan(100);
  await Promise.all(replacements.map((gateway) => gateway.kill()));
}, 120_000);
