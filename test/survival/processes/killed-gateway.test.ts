/** A gateway that is killed while it writes its cache, or whose disk is full or read-only, as processes of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CountedCommunity, GROUPS, type GroupData, questionOf, startCommunity } from '../support/community.ts';
import { ask, type GatewayProcess, spawnGateway } from '../support/gateway-process.ts';

const KILLS = 5;

let community: CountedCommunity;
beforeAll(async () => {
  community = await startCommunity();
});
afterAll(() => community.close());

/** Everything of every group, whole and right. */
async function expectRight({ origin }: GatewayProcess): Promise<void> {
  for (const slug of GROUPS) {
    const { status, data, errors } = await ask<GroupData>(origin, questionOf(slug));
    expect([status, errors]).toEqual([200, undefined]);
    expect(data?.group).toMatchObject({
      initiatives: { totalCount: 1, isPartial: false, nodes: [{ title: expect.stringMatching(`^${slug} v\\d+$`) }] },
      meetings: { isPartial: false, nodes: [{ title: `${slug} daily` }, { title: `${slug} daily` }] },
    });
  }
}

test('is killed again and again while it writes, starts each time, and asks for no more than what was lost', async () => {
  const env = community.env('killed');
  for (let kill = 0; kill < KILLS; kill += 1) {
    const gateway = await spawnGateway({ registry: community.registry, env });
    const asked = GROUPS.map((slug) => ask<GroupData>(gateway.origin, questionOf(slug)).catch(() => null));
    // A little later each time: before the upstreams answered, while files are written, after.
    await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, kill * 60))]);
    await gateway.kill();
    await Promise.all(asked);
  }
  const gateway = await spawnGateway({ registry: community.registry, env });
  await expectRight(gateway);
  for (const slug of GROUPS) expect(community.calendarRequests.get(slug)).toBeLessThanOrEqual(KILLS + 1);
  expect(await gateway.stop()).toBe(0);

  const before = new Map(community.calendarRequests);
  const again = await spawnGateway({ registry: community.registry, env });
  await expectRight(again);
  expect(community.calendarRequests).toEqual(before);
  await again.kill();
});

describe('serves without its cache where the disk', () => {
  const mountPoint = (): string => path.join(community.directory, 'mounted');
  const mount = (...options: readonly string[]): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', mountPoint()]).status === 0;
  beforeAll(() => mkdirSync(mountPoint()));
  const canMount = process.getuid?.() === 0;
  if (!canMount)
    process.stderr.write('\nNOTICE: only root can mount; the tests of a full and a read-only disk are skipped.\n\n');

  test.skipIf(!canMount).each([
    ['is full', ['size=4k']],
    ['is read-only', ['ro']],
  ])('%s', async (_what, options) => {
    if (!mount(...options)) throw new Error('A tmpfs cannot be mounted here.');
    const gateway = await spawnGateway({
      registry: community.registry,
      env: { ...community.env('x'), CACHE_DIR: path.join(mountPoint(), 'cache') },
    });
    try {
      await expectRight(gateway);
      expect(gateway.output()).toContain('Cache directory: cannot write');
      expect(await gateway.stop()).toBe(0);
    } finally {
      await gateway.kill();
      spawnSync('umount', [mountPoint()]);
    }
  });

  test('takes no file beyond a size', async () => {
    const gateway = await spawnGateway({
      registry: community.registry,
      env: community.env('limited'),
      wrapper: ['bash', '-c', 'ulimit -f 0; trap "" XFSZ; exec "$@"', 'bash'],
    });
    await expectRight(gateway);
    expect(gateway.output()).toContain('Cache directory: cannot write');
    expect(await gateway.stop()).toBe(0);
  });

  test('has a file where the folder should be', async () => {
    const gateway = await spawnGateway({
      registry: community.registry,
      env: { ...community.env('x'), CACHE_DIR: path.join(community.registry, 'cache') },
    });
    await expectRight(gateway);
    expect(await gateway.stop()).toBe(0);
  });
});
