/** A question asked before is answered from finished bytes, until a source it read or the time makes another answer. */
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { FRESH_MS, INITIATIVE_SOURCE, meetingSource } from '../../support/synthetic-community.ts';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const INITIATIVES = '{ initiatives(first: 5) { nodes { number title } readings { fetchedAt state } } }';
const NEXT = '{ group(slug: "group-0") { nextMeeting { startsAt } } }';
const LARGE =
  '{ groups(first: 3) { nodes { slug name mission roles { nodes { person { name } } } meetings { nodes { title startsAt } } } } }';

let subject: TestServer;
afterEach(() => subject.server.close());

async function ask(request: InjectOptions) {
  const before = subject.community.asked.count;
  const response = await subject.server.inject(request);
  return { response, isExecuted: subject.community.asked.count > before };
}

function get(query: string, headers: Record<string, string> = {}): InjectOptions {
  return { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}`, headers };
}

describe('is answered from bytes', () => {
  test('the second time, by GET and POST alike, with the same bytes', async () => {
    subject = await startTestServer();
    const first = await ask(post(INITIATIVES));
    const second = await ask(post(INITIATIVES));
    const third = await ask(get(INITIATIVES));
    expect([first.isExecuted, second.isExecuted, third.isExecuted]).toEqual([true, false, false]);
    expect(second.response.body).toBe(first.response.body);
    expect(third.response.body).toBe(first.response.body);
    expect(second.response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test.each([
    ['variables', 'query ($n: Int) { initiatives(first: $n) { nodes { number } } }', { n: 1 }, { n: 2 }],
    ['the document', INITIATIVES, undefined, undefined],
  ])('not where %s differ', async (_name, query, some, others) => {
    subject = await startTestServer();
    await ask(post(query, some));
    expect((await ask(post(others === undefined ? `${query} ` : query, others))).isExecuted).toBe(true);
  });

  test('not where the operation, the media type or the origin differ', async () => {
    subject = await startTestServer({ publicUrl: undefined });
    const query = 'query A { initiatives { nodes { number } } } query B { initiatives { nodes { title } } }';
    const named = (operationName: string, headers: Record<string, string> = {}): InjectOptions => ({
      ...post(''),
      headers: { 'content-type': 'application/json', host: 'a.example', ...headers },
      payload: JSON.stringify({ query, operationName }),
    });
    expect((await ask(named('A'))).isExecuted).toBe(true);
    expect((await ask(named('A'))).isExecuted).toBe(false);
    expect((await ask(named('B'))).isExecuted).toBe(true);
    expect((await ask(named('A', { accept: 'application/graphql-response+json' }))).isExecuted).toBe(true);
    expect((await ask(named('A', { host: 'b.example' }))).isExecuted).toBe(true);
  });

  test('where Apollo Server would answer as well: not over GET with content of another type', async () => {
    subject = await startTestServer();
    const statuses: number[] = [];
    for (const type of ['text/plain', undefined, 'text/plain', 'application/json; charset=utf-8']) {
      const { response } = await ask(get(INITIATIVES, type === undefined ? {} : { 'content-type': type }));
      statuses.push(response.statusCode);
    }
    expect(statuses).toEqual([415, 200, 415, 200]);
  });

  test('many who ask at once are answered by one execution', async () => {
    subject = await startTestServer();
    const responses = await Promise.all(Array.from({ length: 20 }, () => subject.server.inject(post(NEXT))));
    expect(new Set(responses.map(({ body }) => body)).size).toBe(1);
    expect(subject.community.asked.count).toBe(1);
  });
});

describe('falls', () => {
  test('the moment a source that it read changes, and not when another does', async () => {
    subject = await startTestServer();
    await ask(post(NEXT));
    subject.community.refresh(meetingSource(1));
    expect((await ask(post(NEXT))).isExecuted).toBe(false);
    subject.community.refresh(meetingSource(0));
    expect((await ask(post(NEXT))).isExecuted).toBe(true);
  });

  test('when a source fails, and again when it recovers', async () => {
    subject = await startTestServer();
    const totals = [];
    for (const change of [
      () => {},
      () => subject.community.fail(INITIATIVE_SOURCE),
      () => subject.community.refresh(INITIATIVE_SOURCE),
    ]) {
      change();
      totals.push((await ask(post('{ initiatives { totalCount } }'))).response.json().data.initiatives.totalCount);
    }
    expect(totals).toEqual([9, null, 9]);
  });

  test('exactly when the next meeting is another', async () => {
    subject = await startTestServer();
    const answers: [string, boolean][] = [];
    for (const time of [
      '2026-11-16T00:00:00Z',
      '2026-11-16T00:10:00Z',
      '2026-11-16T08:00:00Z',
      '2026-11-16T08:00:01Z',
    ]) {
      subject.clock.nowMs = Date.parse(time);
      if (time > '2026-11-16T00:10:00Z') subject.community.refresh(meetingSource(0));
      const { response, isExecuted } = await ask(post(NEXT));
      answers.push([response.json().data.group.nextMeeting.startsAt, isExecuted]);
    }
    expect(answers).toEqual([
      ['2026-11-16T08:00:00Z', true],
      ['2026-11-16T08:00:00Z', false],
      ['2026-11-16T08:00:00Z', true],
      ['2026-11-23T08:00:00Z', true],
    ]);
  });

  test('each second where it tells an age', async () => {
    subject = await startTestServer();
    const query = '{ initiatives(first: 1) { readings { age } } }';
    const ages = [];
    for (const ms of [0, 999, 1000]) {
      subject.clock.nowMs = Date.parse('2026-11-16T00:00:00Z') + ms;
      ages.push((await ask(post(query))).response.json().data.initiatives.readings[0].age);
    }
    expect(ages).toEqual(['PT0S', 'PT0S', 'PT1S']);
  });

  test('a source that wants to be read again is asked while the old answer is served once more', async () => {
    subject = await startTestServer();
    await ask(post(INITIATIVES));
    subject.clock.nowMs += FRESH_MS;
    const old = await ask(post(INITIATIVES));
    expect(old.response.json().data.initiatives.readings[0].state).toBe('FRESH');
    await expect
      .poll(async () => (await ask(post(INITIATIVES))).response.json().data.initiatives.readings[0].state)
      .toBe('STALE');
    expect(subject.community.asked.count).toBe(2);
  });

  test('what nobody asked for long after is made anew before it is served', async () => {
    subject = await startTestServer();
    await ask(post(INITIATIVES));
    subject.clock.nowMs += FRESH_MS + 60_000;
    const { response } = await ask(post(INITIATIVES));
    expect(response.json().data.initiatives.readings[0].state).toBe('STALE');
  });
});

describe('is never shared', () => {
  test('an answer with errors', async () => {
    subject = await startTestServer();
    const query = '{ initiatives { totalCount } person(login: "lead-0-0") { avatarUrl(size: 9999) } }';
    await ask(post(query));
    const { response, isExecuted } = await ask(post(query));
    expect(isExecuted).toBe(true);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers.etag).toBeUndefined();
  });

  test('the refusal of one client who has spent the budget', async () => {
    subject = await startTestServer({ pointsPerMinute: 30, trustProxy: true });
    const from = (ip: string): InjectOptions => ({
      ...post('{ groups { totalCount nodes { slug } } initiatives(first: 1) { nodes { number } } }'),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
    });
    await ask({ ...from('10.0.0.1'), payload: JSON.stringify({ query: '{ groups { nodes { slug } } }' }) });
    const [refused, answered] = await Promise.all([ask(from('10.0.0.1')), ask(from('10.0.0.2'))]);
    expect(refused.response.statusCode).toBe(429);
    expect(answered.response.statusCode).toBe(200);
  });
});

describe('HTTP', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['zstd', zstdDecompressSync],
  ] as const)('%s holds the same bytes under a validator of its own', async (encoding, decompress) => {
    subject = await startTestServer();
    const plain = (await ask(get(LARGE))).response;
    const { response } = await ask(get(LARGE, { 'accept-encoding': encoding }));
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(decompress(response.rawPayload).toString()).toBe(plain.body);
    expect(response.headers.etag).not.toBe(plain.headers.etag);
    expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  test('of several encodings that a client likes as much, the smallest is sent', async () => {
    subject = await startTestServer();
    const { response } = await ask(get(LARGE, { 'accept-encoding': 'gzip, deflate, br, zstd' }));
    expect(response.headers['content-encoding']).toBe('br');
  });

  test('304 for whoever has it, with the headers that a cache needs', async () => {
    subject = await startTestServer();
    const first = (await ask(get(LARGE, { 'accept-encoding': 'br' }))).response;
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]+-br"$/u);
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { response } = await ask(get(LARGE, { 'accept-encoding': 'br', 'if-none-match': condition }));
      expect([response.statusCode, response.body, response.headers.etag]).toEqual([304, '', etag]);
      expect(response.headers['cache-control']).toBe(first.headers['cache-control']);
      expect(response.headers.vary).toBe('Accept, Accept-Encoding, Origin');
    }
    const other = await ask(get(LARGE, { 'accept-encoding': 'gzip', 'if-none-match': etag }));
    expect(other.response.statusCode).toBe(200);
  });

  test.each(['/graphql', '/groups/group-0', '/embed.js'])('412 for %s where If-Match names another', async (path) => {
    subject = await startTestServer();
    const url = path === '/graphql' ? `${path}?query=${encodeURIComponent(NEXT)}` : path;
    const send = (headers: Record<string, string>) => subject.server.inject({ url, headers });
    const etag = String((await send({})).headers.etag);
    for (const condition of ['"other"', `W/${etag}`]) {
      const { statusCode, headers, body } = await send({ 'if-match': condition, 'if-none-match': etag });
      expect([statusCode, headers['cache-control'], headers.etag, body]).toEqual([412, 'no-store', undefined, '']);
    }
    for (const condition of [etag, `"other", ${etag}`, '*']) {
      expect((await send({ 'if-match': condition })).statusCode).toBe(200);
      expect((await send({ 'if-match': condition, 'if-none-match': etag })).statusCode).toBe(304);
    }
  });

  test('the same answer made anew has the same validator', async () => {
    subject = await startTestServer();
    const tags: [boolean, unknown][] = [];
    for (const question of [get(NEXT), post(NEXT), get(NEXT), get(NEXT)]) {
      const { response, isExecuted } = await ask(question);
      tags.push([isExecuted, response.headers.etag]);
      if (tags.length < 3) subject.community.refresh(meetingSource(0));
    }
    const [[, etag] = []] = tags;
    // Nobody can ask conditionally by POST.
    expect(tags).toEqual([
      [true, etag],
      [true, undefined],
      [true, etag],
      [false, etag],
    ]);
  });

  test('shared caches may keep it as long as the strictest source is fresh', async () => {
    subject = await startTestServer();
    subject.clock.nowMs += 60_000;
    subject.community.refresh(INITIATIVE_SOURCE);
    const query = '{ initiatives { totalCount } groups(first: 1) { nodes { lastMeeting { startsAt } } } }';
    const { response } = await ask(get(query));
    expect(response.headers['cache-control']).toBe(
      'public, max-age=0, s-maxage=840, stale-while-revalidate=60, stale-if-error=86400',
    );
  });

  test('and no longer than until time changes it', async () => {
    subject = await startTestServer();
    subject.clock.nowMs = Date.parse('2026-11-16T07:55:00Z');
    subject.community.refresh(meetingSource(0));
    const { response } = await ask(get(NEXT));
    expect(response.headers['cache-control']).toMatch(/s-maxage=301, stale-while-revalidate=0/u);
  });
});

describe('documents that are named by their hash', () => {
  const hash = createHash('sha256').update(NEXT).digest('hex');
  const extensions = (sha256Hash: string): string =>
    encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }));
  const byHash: InjectOptions = { method: 'GET', url: `/graphql?extensions=${extensions(hash)}` };
  const register: InjectOptions = {
    method: 'GET',
    url: `/graphql?extensions=${extensions(hash)}&query=${encodeURIComponent(NEXT)}`,
  };

  test('are unknown until they were sent once, also where the answer was at hand', async () => {
    subject = await startTestServer();
    const unknown = (await ask(byHash)).response;
    expect(unknown.json().errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(unknown.headers['cache-control']).toBe('no-store');
    await ask(post(NEXT));
    expect((await ask(register)).isExecuted).toBe(false);
    const { response, isExecuted } = await ask(byHash);
    expect(response.json().data.group.nextMeeting.startsAt).toBe('2026-11-16T08:00:00Z');
    expect(isExecuted).toBe(false);
  });

  test('are executed where only the document is known', async () => {
    subject = await startTestServer();
    await ask(register);
    subject.community.refresh(meetingSource(0));
    expect((await ask(byHash)).isExecuted).toBe(true);
  });

  test('a hash that is not that of the text is refused', async () => {
    subject = await startTestServer();
    await ask(post(NEXT));
    const { response } = await ask({ ...register, url: register.url?.toString().replace(hash, '0'.repeat(64)) ?? '' });
    expect(response.json().errors[0].message).toBe('The hash is not the SHA-256 of the document.');
  });

  test('trusted ones need not be sent, and others are refused where only they are served', async () => {
    const trustedDocuments = { texts: new Map([[hash, NEXT]]), isExclusive: true };
    subject = await startTestServer({ trustedDocuments });
    expect((await ask(byHash)).response.statusCode).toBe(200);
    expect((await ask(post(NEXT))).response.statusCode).toBe(200);
    const { response } = await ask(post('{ __typename }'));
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([403, 'DOCUMENT_NOT_TRUSTED']);
  });
});

test('answers that are not asked for again make room', async () => {
  subject = await startTestServer({ answerCacheBytes: 10_000 });
  await ask(post(INITIATIVES));
  for (let index = 0; index < 50; index += 1) await ask(post(`query q${index} ${INITIATIVES}`));
  expect((await ask(post(INITIATIVES))).isExecuted).toBe(true);
});
