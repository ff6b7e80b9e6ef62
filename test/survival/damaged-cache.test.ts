/** Whatever lies in CACHE_DIR, a gateway starts, and what it answers is right or said to be unknown. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { RegistryError } from '../../src/registry/live-registry.ts';
import { type CountedCommunity, GROUPS, type GroupData, questionOf, startCommunity } from './support/community.ts';

let community: CountedCommunity;
/** Left by a gateway that read everything and was closed. */
let intact: string;
let files: readonly string[];
let rounds = 0;
beforeAll(async () => {
  community = await startCommunity();
  intact = path.join(community.directory, 'intact');
  await answersOver(intact);
  files = readdirSync(intact, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/u.test(name));
});
afterAll(() => community.close());

/** @returns what a gateway over the cache answers about every group, once it has read what it had to. */
async function answersOver(
  cacheDir: string,
  { registry = community.registry, areUpstreamsUp = true } = {},
): Promise<(GroupData | null)[]> {
  const env = { ...community.env('x'), CACHE_DIR: cacheDir };
  const gateway = await createGateway({
    registry,
    config: readConfig(areUpstreamsUp ? env : { ...env, UPSTREAM_ALLOW: '' }),
    log: pino({ level: 'silent' }),
  });
  try {
    const answers = [];
    for (const slug of GROUPS) {
      const { data, errors } = await gateway.execute(questionOf(slug));
      expect(errors).toBeUndefined();
      answers.push(data as unknown as GroupData);
    }
    return answers;
  } finally {
    await gateway.close();
  }
}

type Damage =
  | { readonly type: 'cut'; readonly at: number }
  | { readonly type: 'flip'; readonly at: number; readonly bit: number }
  | { readonly type: 'fill'; readonly bytes: Uint8Array }
  | { readonly type: 'swap' }
  | { readonly type: 'folder' };

const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ type: fc.constant('cut' as const), at: fraction }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('flip' as const), at: fraction, bit: fc.nat({ max: 7 }) }) },
  fc.record({ type: fc.constant('fill' as const), bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ type: fc.constant('swap' as const) }),
  fc.record({ type: fc.constant('folder' as const) }),
);

function harm(folder: string, name: string, other: string, what: Damage): void {
  const file = path.join(folder, name);
  const bytes = readFileSync(path.join(intact, name));
  if (what.type === 'cut') writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * what.at)));
  if (what.type === 'fill') writeFileSync(file, what.bytes);
  if (what.type === 'swap') cpSync(path.join(intact, other), file);
  if (what.type === 'folder') {
    rmSync(file);
    mkdirSync(file);
  }
  if (what.type === 'flip') {
    const at = Math.floor(bytes.length * what.at);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << what.bit);
    writeFileSync(file, bytes);
  }
}

/** A copy of the cache in which each file has met its damage. */
function damaged(damages: readonly Damage[]): string {
  rounds += 1;
  const folder = path.join(community.directory, `damaged-${rounds}`);
  cpSync(intact, folder, { recursive: true });
  files.forEach((name, index) => {
    const what = damages[index % damages.length];
    if (what !== undefined) harm(folder, name, files[(index + 1) % files.length] ?? name, what);
  });
  return folder;
}

const right = GROUPS.map((slug) => ({
  group: {
    slug,
    initiatives: { totalCount: 1, isPartial: false, nodes: [{ title: `${slug} v1` }] },
    meetings: { isPartial: false, nodes: [{ title: `${slug} daily` }, { title: `${slug} daily` }] },
  },
}));

describe('a damaged cache', () => {
  test('was there before, with an entry a source and the registry', () => {
    expect(files.length).toBeGreaterThanOrEqual(GROUPS.length + 2);
  });

  test('costs no more than a request to each source', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        const before = [...community.calendarRequests.values()].reduce((sum, count) => sum + count, 0);
        expect(await answersOver(damaged(damages))).toEqual(right);
        const after = [...community.calendarRequests.values()].reduce((sum, count) => sum + count, 0);
        expect(after - before).toBeLessThanOrEqual(GROUPS.length);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('is known again or unknown where no upstream answers, and never another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        const answers = await answersOver(damaged(damages), { areUpstreamsUp: false });
        answers.forEach((answer, index) => {
          const { slug, initiatives, meetings } = answer?.group ?? {};
          expect(slug).toBe(GROUPS[index]);
          if (initiatives?.isPartial) expect(initiatives).toEqual({ totalCount: null, isPartial: true, nodes: [] });
          else expect(initiatives).toEqual(right[index]?.group.initiatives);
          if (meetings?.isPartial) expect(meetings).toEqual({ isPartial: true, nodes: [] });
          else expect(meetings).toEqual(right[index]?.group.meetings);
        });
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('never brings back another registry than the one that was kept', async () => {
    const registry = community.registry;
    const text = readFileSync(registry, 'utf8');
    writeFileSync(registry, 'groups: [');
    try {
      expect(await answersOver(intact)).toEqual(right);
      await fc.assert(
        fc.asyncProperty(damage, async (what) => {
          const outcome = await answersOver(damaged([what])).catch((error: unknown) => error);
          if (!(outcome instanceof RegistryError)) expect(outcome).toEqual(right);
        }),
        { numRuns: 25 },
      );
    } finally {
      writeFileSync(registry, text);
    }
  }, 120_000);
});
