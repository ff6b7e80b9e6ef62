import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';

let cacheDir: string;
let gateway: Gateway;

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'two-communities-'));
  gateway = await createGateway({
    registry: path.join(import.meta.dirname, '../../examples/two-communities/registry.yaml'),
    config: readConfig({ CACHE_DIR: cacheDir }),
    log: pino({ level: 'silent' }),
    clock: { now: () => Date.parse('2026-11-21T08:00:00Z') },
  });
});

afterAll(async () => {
  await gateway.close();
  await rm(cacheDir, { recursive: true });
});

test('two communities keep their groups apart and share their people', async () => {
  const { data, errors } = await gateway.execute(`{
    communities { slug groups { totalCount } }
    person(login: "AOjea") { roles { nodes { kind group { slug community { slug } } } } }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    communities: [
      { slug: 'cncf', groups: { totalCount: 11 } },
      { slug: 'kubernetes', groups: { totalCount: 2 } },
    ],
    person: {
      roles: {
        nodes: [
          { kind: 'TECH_LEAD', group: { slug: 'tag-infrastructure', community: { slug: 'cncf' } } },
          { kind: 'LIAISON', group: { slug: 'wg-batch', community: { slug: 'kubernetes' } } },
        ],
      },
    },
  });
});

test('a complete schedule in words has meetings, an incomplete one a reason', async () => {
  const { data } = await gateway.execute(`{
    complete: group(slug: "wg-batch") { nextMeeting { startsAt } meetingSeries { nodes { unresolvedReason } } }
    incomplete: group(slug: "sig-apps") { nextMeeting { startsAt } meetingSeries { nodes { unresolvedReason } } }
  }`);
  expect(data).toEqual({
    // Thursday at 16:00 in Central Europe, in winter.
    complete: {
      nextMeeting: { startsAt: '2026-11-26T15:00:00Z' },
      meetingSeries: { nodes: [{ unresolvedReason: null }] },
    },
    incomplete: {
      nextMeeting: null,
      meetingSeries: { nodes: [{ unresolvedReason: expect.stringContaining('every other week') }] },
    },
  });
});
