import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../../src/registry/live-registry.ts';
import { startGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function start(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startGateway(options);
  cleanups.push(() => gateway.close());
  return gateway;
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'community-graph-test-'));
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

const EVERYTHING = `{
  groups(first: 50) {
    totalCount isPartial readings { source { name } state }
    nodes {
      slug name kind roles { totalCount }
      initiatives { totalCount isPartial } nextMeeting { startsAt } meetings { totalCount isPartial }
    }
  }
}`;

type Groups = { groups: { totalCount: number; nodes: Record<string, unknown>[] } };

describe('the gateway', () => {
  it('answers a query for everything over real HTTP', async () => {
    const gateway = await start();
    const { data, errors } = await gateway.execute(EVERYTHING);
    expect(errors).toBeUndefined();
    const { groups } = data as unknown as Groups;
    expect(groups.totalCount).toBeGreaterThanOrEqual(13);
    expect(groups.nodes.find(({ slug }) => slug === 'tag-infrastructure')).toMatchObject({
      name: 'TAG Infrastructure',
      kind: 'ADVISORY_GROUP',
      initiatives: { isPartial: false },
      meetings: { isPartial: false },
    });
  });

  it('starts when every upstream is down, and says what it cannot know', async () => {
    const gateway = await start({ hasUpstreams: false });
    const { data, errors } = await gateway.execute(EVERYTHING);
    expect(errors).toBeUndefined();
    expect((data as unknown as Groups).groups.nodes.find(({ slug }) => slug === 'tag-infrastructure')).toMatchObject({
      name: 'TAG Infrastructure',
      roles: { totalCount: expect.any(Number) },
      initiatives: { totalCount: null, isPartial: true },
      nextMeeting: null,
      meetings: { totalCount: null, isPartial: true },
    });
  });

  it('answers the same after a restart with every upstream down', async () => {
    const cacheDir = await folder();
    const first = await start({ cacheDir });
    const query =
      '{ groups(first: 50) { nodes { slug initiatives { totalCount nodes { number title } } meetings { nodes { title startsAt } } } } }';
    const before = await first.execute(query);
    await first.close();
    const second = await start({ cacheDir, hasUpstreams: false, now: '2026-11-21T06:00:00Z' });
    const after = await second.execute(
      query.replaceAll('meetings {', 'meetings(filterBy: { startsAfter: "2026-11-21T00:00:00Z", within: "P30D" }) {'),
    );
    expect(after.errors).toBeUndefined();
    expect(JSON.stringify(after.data)).toBe(JSON.stringify(before.data));
    const { data } = await second.execute(
      '{ sources(filterBy: { state: [STALE] }) { totalCount nodes { lastError } } }',
    );
    expect(data).toMatchObject({ sources: { totalCount: 5 } });
  });

  it('reads nothing without a token, and says why', async () => {
    const gateway = await start({ env: { GITHUB_TOKEN: '' } });
    const { data } = await gateway.execute('{ initiatives { totalCount isPartial readings { state error } } }');
    expect(data).toMatchObject({
      initiatives: {
        totalCount: null,
        isPartial: true,
        readings: [{ state: 'UNREAD', error: expect.stringContaining('GITHUB_NO_TOKEN') }],
      },
    });
  });
});

const REGISTRY = `
apiVersion: community-graph/v1
community: { slug: small, name: Small }
groups:
  - { slug: one, name: One, kind: WORKING_GROUP }
`;

describe('the registry in service', () => {
  it('is read again when it changes; a broken one leaves the last good in service, also after a restart', async () => {
    const dir = await folder();
    const cacheDir = await folder();
    const registry = path.join(dir, 'registry.yaml');
    await writeFile(registry, REGISTRY);
    const gateway = await start({ registry, cacheDir });
    const slugs = async (from: TestGateway): Promise<unknown> =>
      (await from.execute('{ groups { nodes { slug } } }')).data;
    expect(await slugs(gateway)).toEqual({ groups: { nodes: [{ slug: 'one' }] } });

    await writeFile(registry, `${REGISTRY}  - { slug: two, name: Two, kind: WORKING_GROUP }\n`);
    expect(await gateway.registry.reload()).toBe(true);
    const both = { groups: { nodes: [{ slug: 'one' }, { slug: 'two' }] } };
    expect(await slugs(gateway)).toEqual(both);

    await writeFile(registry, 'groups: [');
    expect(await gateway.registry.reload()).toBe(false);
    expect(await slugs(gateway)).toEqual(both);
    const { data } = await gateway.execute(
      '{ sources { nodes { kind state lastError diagnostics { nodes { code line } } } } }',
    );
    expect(data).toMatchObject({
      sources: {
        nodes: [
          {
            kind: 'REGISTRY',
            state: 'STALE',
            lastError: expect.stringContaining('REGISTRY_SYNTAX'),
            diagnostics: { nodes: [{ code: 'REGISTRY_SYNTAX' }] },
          },
        ],
      },
    });
    await gateway.close();

    expect(await slugs(await start({ registry, cacheDir }))).toEqual(both);
  });

  it('is refused with every problem placed where nothing of it can be served', async () => {
    const registry = path.join(await folder(), 'registry.yaml');
    await writeFile(registry, 'groups: [');
    const failure = await startGateway({ registry }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RegistryError);
    expect((failure as RegistryError).diagnostics[0]).toMatchObject({
      code: 'REGISTRY_SYNTAX',
      file: expect.any(String),
      line: expect.any(Number),
    });
  });

  it.each([
    ['500', 500, REGISTRY],
    ['404', 404, ''],
    ['a page of HTML', 200, '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['nothing', 200, ''],
  ])('keeps the last good, on disk too, where a URL answers %s', async (_name, status, body) => {
    let answer: readonly [number, string] = [200, REGISTRY];
    const server = await listen((_request, response) => response.writeHead(answer[0]).end(answer[1]));
    const { port } = server.address() as AddressInfo;
    const dir = await folder();
    const cacheDir = await folder();
    const including = path.join(dir, 'registry.yaml');
    await writeFile(
      including,
      `apiVersion: community-graph/v1\ninclude: [{ file: "http://127.0.0.1:${port}/r.yaml" }]\n`,
    );
    for (const registry of [`http://127.0.0.1:${port}/r.yaml`, including]) {
      answer = [200, REGISTRY];
      const gateway = await start({ registry, cacheDir, allow: [`127.0.0.1:${port}`] });
      answer = [status, body];
      expect(await gateway.registry.reload()).toBe(false);
      const query = '{ groups { totalCount } sources { nodes { state } } }';
      const stale = registry === including ? [{ state: 'STALE' }, { state: 'STALE' }] : [{ state: 'STALE' }];
      expect((await gateway.execute(query)).data).toEqual({ groups: { totalCount: 1 }, sources: { nodes: stale } });
      await gateway.close();
      const again = await start({ registry, cacheDir, allow: [`127.0.0.1:${port}`] });
      expect((await again.execute(query)).data).toMatchObject({ groups: { totalCount: 1 } });
    }
  });

  it('is refused where its URL is dead and nothing is kept', async () => {
    const failure = await startGateway({ registry: 'http://127.0.0.1:1/registry.yaml' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RegistryError);
  });

  it('comes from a URL as well, and is confirmed rather than fetched again', async () => {
    const seen: (string | undefined)[] = [];
    const server = await listen((request, response) => {
      seen.push(request.headers['if-none-match']);
      const isSame = request.headers['if-none-match'] === '"1"';
      response
        .writeHead(isSame ? 304 : 200, { etag: '"1"', 'content-type': 'application/yaml' })
        .end(isSame ? '' : REGISTRY);
    });
    const { port } = server.address() as AddressInfo;
    const gateway = await start({ registry: `http://127.0.0.1:${port}/registry.yaml`, allow: [`127.0.0.1:${port}`] });
    expect((await gateway.execute('{ groups { totalCount } }')).data).toEqual({ groups: { totalCount: 1 } });
    expect(await gateway.registry.reload()).toBe(false);
    expect(seen).toEqual([undefined, '"1"']);
  });
});

async function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  return server;
}
