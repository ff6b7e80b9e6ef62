import { describe, expect, test } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { Fetch } from '../../src/net/contract.ts';
import { fetchDocument } from '../../src/net/fetch-document.ts';

const clock = { now: () => Date.parse('2026-11-21T08:00:00Z') };
const URL_TEXT = 'https://feeds.example/private-0123/basic.ics?pwd=s3cret';

/** A fetch that gives one answer and keeps what it was asked. */
function answering(body: BodyInit | null, init: ResponseInit = {}) {
  const asked: { url: string; headers: Record<string, string> }[] = [];
  const fetch: Fetch = async (url, request) => {
    asked.push({ url: String(url), headers: Object.fromEntries(new Headers(request?.headers)) });
    return new Response(body, init);
  };
  return { fetch, asked };
}

describe('fetchDocument', () => {
  test('reads bytes, validators, type and freshness', async () => {
    const { fetch, asked } = answering('BEGIN', {
      headers: {
        etag: 'W/"1"',
        'last-modified': 'Fri, 20 Nov 2026 08:00:00 GMT',
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'max-age=300',
      },
    });
    const document = await fetchDocument(fetch, URL_TEXT, { clock, accept: 'text/calendar' });
    expect(document).toEqual({
      value: new TextEncoder().encode('BEGIN'),
      etag: 'W/"1"',
      lastModified: 'Fri, 20 Nov 2026 08:00:00 GMT',
      contentType: 'text/calendar; charset=utf-8',
      freshForSeconds: 300,
    });
    expect(asked).toEqual([{ url: URL_TEXT, headers: { accept: 'text/calendar' } }]);
  });

  test('says nothing that the upstream does not say', async () => {
    const { fetch } = answering(new Uint8Array([0, 255]));
    expect(await fetchDocument(fetch, URL_TEXT, { clock })).toEqual({
      value: new Uint8Array([0, 255]),
      etag: null,
      lastModified: null,
      contentType: null,
    });
  });

  test('gives bytes that a worker can be given', async () => {
    const document = await fetchDocument(answering('BEGIN').fetch, URL_TEXT, { clock });
    if (document === 'not-modified') throw new Error('unexpected');
    expect(document.value.buffer.byteLength).toBe(5);
  });

  test.each(['webcal://feeds.example/a', 'WebCal://feeds.example/a', 'webcals://feeds.example/a'])(
    'reads %s over https',
    async (url) => {
      const { fetch, asked } = answering('');
      await fetchDocument(fetch, url, { clock });
      expect(asked[0]?.url).toBe('https://feeds.example/a');
    },
  );

  test('takes an empty ETag for none', async () => {
    const { fetch, asked } = answering(null, { status: 304 });
    const previous = { etag: '', lastModified: 'Fri, 20 Nov 2026 08:00:00 GMT' };
    expect(await fetchDocument(fetch, URL_TEXT, { clock, previous })).toBe('not-modified');
    expect(asked[0]?.headers).toEqual({ 'if-modified-since': 'Fri, 20 Nov 2026 08:00:00 GMT' });
  });

  test('asks conditionally, and believes 304', async () => {
    const { fetch, asked } = answering(null, { status: 304 });
    const previous = { etag: '"1"', lastModified: 'Fri, 20 Nov 2026 08:00:00 GMT' };
    expect(await fetchDocument(fetch, URL_TEXT, { clock, previous })).toBe('not-modified');
    expect(asked[0]?.headers).toEqual({
      'if-none-match': '"1"',
      'if-modified-since': 'Fri, 20 Nov 2026 08:00:00 GMT',
    });
  });

  test.each<[number, Record<string, string>, string, number | null]>([
    [304, {}, 'UPSTREAM_ERROR', null],
    [204, {}, 'UPSTREAM_ERROR', null],
    [206, {}, 'UPSTREAM_ERROR', null],
    [300, {}, 'UPSTREAM_ERROR', null],
    [400, {}, 'UPSTREAM_ERROR', null],
    [401, {}, 'UPSTREAM_UNAUTHORIZED', null],
    [403, {}, 'UPSTREAM_UNAUTHORIZED', null],
    [403, { 'retry-after': '60' }, 'UPSTREAM_RATE_LIMITED', 60],
    [404, {}, 'UPSTREAM_NOT_FOUND', null],
    [410, {}, 'UPSTREAM_NOT_FOUND', null],
    [429, {}, 'UPSTREAM_RATE_LIMITED', null],
    [429, { 'retry-after': '60' }, 'UPSTREAM_RATE_LIMITED', 60],
    [429, { 'retry-after': 'Sat, 21 Nov 2026 08:01:00 GMT' }, 'UPSTREAM_RATE_LIMITED', 60],
    [500, {}, 'UPSTREAM_ERROR', null],
    [503, { 'retry-after': '7' }, 'UPSTREAM_ERROR', 7],
  ])('%i %j is %s', async (status, headers, code, retryAfterSeconds) => {
    const hasNoBody = status === 204 || status === 304;
    const { fetch } = answering(hasNoBody ? null : 'a secret body', { status, headers });
    const error = await fetchDocument(fetch, URL_TEXT, { clock }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ code, retryAfterSeconds });
    expect(String(error)).toContain('feeds.example');
    expect(String(error)).not.toMatch(/private|s3cret|secret body/u);
  });

  test('lets go of the body of an error', async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      cancel: () => {
        isCancelled = true;
      },
    });
    await expect(fetchDocument(answering(body, { status: 500 }).fetch, URL_TEXT, { clock })).rejects.toThrow();
    expect(isCancelled).toBe(true);
  });

  test('stops at its own limit, and lets go of the rest', async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        isCancelled = true;
      },
    });
    const reading = fetchDocument(answering(body).fetch, URL_TEXT, { clock, maxBytes: 2_500 });
    await expect(reading).rejects.toMatchObject({ code: 'UPSTREAM_TOO_LARGE' });
    expect(isCancelled).toBe(true);
  });

  test('makes a SourceError of whatever fails in the body', async () => {
    const body = new ReadableStream({ pull: () => Promise.reject(new TypeError('terminated')) });
    await expect(fetchDocument(answering(body).fetch, URL_TEXT, { clock })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
    });
  });
});
