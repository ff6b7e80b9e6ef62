import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.ts';
import { dataAddresses } from '../../src/http/data/data.ts';
import * as documents from '../../src/http/data/data-documents.ts';
import { unwrapNodes } from '../../src/http/data/unwrap-nodes.ts';
import { type PagesGateway, REGISTRY_WITH_RULES, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway({}, { registry: REGISTRY_WITH_RULES });
});
afterAll(() => pages.close());

const get = (url: string, headers: Record<string, string> = {}) => pages.server.inject({ url, headers });
const addresses = [
  ...dataAddresses.filter((address) => !address.endsWith('schema.json')),
  '/data/v1/groups/storage.json',
  '/data/v1/groups/acme/storage-sub.json',
  '/data/v1/groups/broken.json',
];

/** Readers leave alone what they do not know; here every field must be described. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, part]) => [key, close(part)]);
  return { ...Object.fromEntries(parts), ...('properties' in schema && { additionalProperties: false }) };
}

async function createValidator(isClosed: boolean) {
  const schema = (await get('/data/v1/schema.json')).json<object>();
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  return { ajv, check: ajv.compile((isClosed ? close(schema) : schema) as object) };
}

describe('/data/v1', () => {
  it.each(addresses)('%s is as the schema says, and no field is left out of it', async (address) => {
    const { ajv, check } = await createValidator(true);
    const { statusCode, headers, body } = await get(address);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(check(JSON.parse(body)), ajv.errorsText(check.errors)).toBe(true);
  });

  it('has a schema that refuses what is wrong, and lets later fields be', async () => {
    const { check } = await createValidator(false);
    const file = (await get('/data/v1/meetings.json')).json<{ items: Record<string, unknown>[] }>();
    expect(check({ ...file, later: 1 })).toBe(true);
    const [first, ...others] = file.items;
    expect(check({ ...file, items: [{ ...first, startsAt: 'soon' }, ...others] })).toBe(false);
    expect(check({ ...file, kind: 'initiatives' })).toBe(false);
    expect(check({ ...file, version: 2 })).toBe(false);
  });

  it('names every group with its file and its page', async () => {
    const { groups } = (await get('/data/v1/index.json')).json<{
      groups: { slug: string; file: string; page: string }[];
    }>();
    expect(groups.map(({ slug }) => slug).sort()).toEqual(['broken', 'empty', 'storage', 'storage-sub']);
    for (const { file, page } of groups) {
      for (const url of [file, page]) {
        expect((await get(url.replace('https://graph.example.org', ''))).statusCode, url).toBe(200);
      }
    }
  });

  it('says of every finding which groups it is about', async () => {
    const { items } = (await get('/data/v1/findings.json')).json<{
      items: { rule: { id: string }; groups: { slug: string }[] }[];
    }>();
    const groupsOf = Map.groupBy(items, ({ groups }) => groups.map(({ slug }) => slug).join());
    expect([...groupsOf.keys()].sort()).toEqual(['', 'empty', 'storage', 'storage-sub']);
    // About a calendar, not about a group.
    expect(groupsOf.get('')?.map(({ rule }) => rule.id)).toEqual(['feed-event-matches-no-group']);
  });

  it('says what could not be read, and withholds what is private', async () => {
    const broken = (await get('/data/v1/groups/broken.json')).json<{
      isPartial: boolean;
      readings: { state: string }[];
    }>();
    expect([broken.isPartial, broken.readings.map(({ state }) => state)]).toEqual([true, ['FAILING', 'FRESH']]);
    for (const address of addresses) {
      expect((await get(address)).body, address).not.toMatch(/hidden123|lead@example\.org|4711|ECONNREFUSED/u);
    }
  });

  it('answers 404 for a group that is none, 304 for what the reader has', async () => {
    expect((await get('/data/v1/groups/nobody.json')).statusCode).toBe(404);
    expect((await get('/data/v1/groups/elsewhere/storage.json')).statusCode).toBe(404);
    const { headers } = await get('/data/v1/meetings.json');
    const again = await get('/data/v1/meetings.json', { 'if-none-match': String(headers['etag']) });
    expect(again.statusCode).toBe(304);
  });
});

it('is no empty file where nothing could be read, so that an export keeps what it has', async () => {
  const registry = `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme }
groups: [{ slug: broken, name: Broken, kind: TEAM, calendars: [{ url: "http://127.0.0.1:1/dead.ics" }] }]
`;
  const broken = await startPagesGateway({}, { registry });
  const { statusCode, headers } = await broken.server.inject({ url: '/data/v1/meetings.json' });
  await broken.close();
  expect([statusCode, headers['retry-after']]).toEqual([503, '120']);
});

it.each([
  [{ nodes: [{ a: { nodes: [1] } }] }, [{ a: [1] }]],
  [
    { nodes: [], isPartial: false },
    { nodes: [], isPartial: false },
  ],
  [null, null],
])('%j without its connections', (value, unwrapped) => {
  expect(unwrapNodes(value)).toEqual(unwrapped);
});

it.each(Object.entries(documents))('%s asks the public schema', (_name, document) => {
  expect(validate(createSchema(), parse(document))).toEqual([]);
});
