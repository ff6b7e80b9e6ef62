/** The example clients ask a real server over HTTP, and all get the same. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DashboardGroup } from '../../examples/clients/collect-groups.ts';
import { readDashboardWithApolloClient } from '../../examples/clients/with-apollo-client.ts';
import { readDashboardWithFetch } from '../../examples/clients/with-fetch.ts';
import { readDashboardWithUrql } from '../../examples/clients/with-urql.ts';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';

const ROOT = path.join(import.meta.dirname, '../..');
let cacheDir: string;
let gateway: Gateway;
let endpoint: string;

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'clients-'));
  gateway = await createGateway({
    registry: path.join(ROOT, 'examples/cncf/registry.yaml'),
    // No upstream answers: the groups are the registry's.
    config: readConfig({ CACHE_DIR: cacheDir, GITHUB_API_URL: 'http://127.0.0.1:9' }),
    log: pino({ level: 'silent' }),
  });
  const server = await gateway.createServer();
  endpoint = `${await server.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
});

afterAll(async () => {
  await gateway.close();
  await rm(cacheDir, { recursive: true });
});

const clients: readonly (readonly [string, (endpoint: string, pageSize?: number) => Promise<DashboardGroup[]>])[] = [
  ['fetch', readDashboardWithFetch],
  ['Apollo Client', readDashboardWithApolloClient],
  ['urql', readDashboardWithUrql],
];

test.each(clients)('%s reads every group, page by page', async (_name, readDashboard) => {
  const groups = await readDashboard(endpoint, 4);
  const slugs = groups.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(15);
  expect(slugs).toEqual((await readDashboard(endpoint)).map(({ slug }) => slug));
  expect(slugs).toContain('tag-infrastructure');
});

test.each(clients)('%s tells that a query is refused', async (_name, readDashboard) => {
  await expect(readDashboard(endpoint, 101)).rejects.toThrow(/first/u);
});

test('the generated types are current', async () => {
  const run = promisify(execFile)(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/@graphql-codegen/cli/esm/bin.js'),
      '--config',
      'examples/clients/codegen.ts',
      '--check',
    ],
    { cwd: ROOT },
  );
  await expect(run).resolves.toBeDefined();
});
