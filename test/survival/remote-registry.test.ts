/** A registry behind an address that fails in every way upstreams fail: the last good one stays, also across a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import { type FaultyUpstream, startFaultyUpstream, UPSTREAM_FAULTS } from './support/faulty-upstream.ts';

countOnlyRunningTime();

const ORIGIN = 'https://registry.example.org';
const SECRET = 'private-5d41402abc';
const QUESTION = `{
  groups { totalCount nodes { slug name kind topics channels { name url } } }
  communities { slug name groups { totalCount } }
}`;

/** In a list of one line, half of which is none. */
const registryOf = (version: number): string => `apiVersion: community-graph/v1
community: { slug: acme, name: Acme v${version} }
groups: [${['alpha', 'beta', 'gamma'].map((slug) => `{ slug: ${slug}, name: ${slug} v${version}, kind: WORKING_GROUP, channels: [{ kind: SLACK, name: "#${slug}" }] }`).join(', ')}]
`;

const directory = mkdtempSync(path.join(tmpdir(), 'community-graph-registry-'));
const routes = new Map<string, string>();
let version = 1;
let upstream: FaultyUpstream;
const opened: Gateway[] = [];

beforeAll(async () => {
  upstream = await startFaultyUpstream(async () => ({
    status: 200,
    headers: { 'content-type': 'text/yaml' },
    body: registryOf(version),
  }));
});
afterEach(async () => {
  for (const gateway of opened.splice(0)) await gateway.close();
});
afterAll(async () => {
  await upstream.close();
  rmSync(directory, { recursive: true, force: true });
});

async function open(): Promise<Gateway> {
  const gateway = await createGateway({
    registry: `${ORIGIN}/${SECRET}/registry.yaml`,
    config: readConfig({ CACHE_DIR: directory, UPSTREAM_TIMEOUT_MS: '150', UPSTREAM_MAX_BYTES: '200000' }),
    log: pino({ level: 'silent' }),
    routes,
    allow: ['127.0.0.1'],
  });
  opened.push(gateway);
  return gateway;
}

const ask = async (gateway: Gateway): Promise<string> => JSON.stringify(await gateway.execute(QUESTION));
const registrySource = (gateway: Gateway) => gateway.ports.sources().find(({ kind }) => kind === 'REGISTRY');

test.each(UPSTREAM_FAULTS)('%s', async (fault) => {
  const setFault = (next: typeof fault | null): void => {
    upstream.fault = next;
    routes.set(ORIGIN, upstream.address);
  };
  setFault(null);
  const gateway = await open();
  const before = await ask(gateway);
  expect(before).toContain(`alpha v${version}`);
  version += 1;

  setFault(fault);
  // What a wrong clock says of a right answer keeps nobody from it.
  const arrives = fault.startsWith('clock');
  expect(await gateway.registry.reload()).toBe(arrives);
  const during = await ask(gateway);
  expect(during).toBe(arrives ? before.replaceAll(`v${version - 1}`, `v${version}`) : before);
  const told = registrySource(gateway);
  expect(told).toMatchObject(arrives ? { state: 'FRESH', lastError: null } : { state: 'STALE' });
  if (!arrives) expect(told?.lastError?.message).toMatch(/\w/u);
  expect(JSON.stringify(told)).not.toMatch(/private-5d41|127\.0\.0\.1/u);
  expect(await ask(await open())).toBe(during);

  setFault(null);
  expect(await gateway.registry.reload()).toBe(!arrives);
  expect(await ask(gateway)).toContain(`alpha v${version}`);
  expect(registrySource(gateway)).toMatchObject({ state: 'FRESH', lastError: null });
});
