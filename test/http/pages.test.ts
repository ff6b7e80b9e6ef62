import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeText, markup, scriptJson, trusted } from '../../src/http/pages/markup.ts';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway({ CORS_ORIGINS: 'https://site.example.org,https://other.example.org' });
});
afterAll(() => pages.close());

const get = (url: string, headers: Record<string, string> = {}) => pages.server.inject({ url, headers });

describe('markup', () => {
  it.each([
    ['<b>&"\'', '&lt;b&gt;&amp;&quot;&#39;'],
    ['a\u0000b\u001bc\u0085d', 'abcd'],
    ['line\nbreak\ttab', 'line\nbreak\ttab'],
    ['\ud800', '\ufffd'],
  ])('escapes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });

  it('writes what a template is given', () => {
    expect(markup`<p>${'<'}${null}${false}${[1, markup`<i>`]}${trusted('<u>')}</p>`.text).toBe('<p>&lt;1<i><u></p>');
  });

  it('keeps a script element closed in JSON', () => {
    const text = scriptJson({ name: '</script><!--\u2028' }).text;
    expect(text).not.toMatch(/[<>\u2028]/u);
    expect(JSON.parse(text)).toEqual({ name: '</script><!--\u2028' });
  });
});

describe('/groups/:slug', () => {
  it('does not praise a group that no rule was asked about', async () => {
    expect((await get('/groups/empty')).body).toContain('The registry names no rule for this.');
  });

  it('is complete without a script', async () => {
    const { body, headers } = await get('/groups/storage?tz=Asia/Kolkata');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const text of [
      '<h2 dir="auto">Say hello</h2><div dir="auto"><p>In the <a href="https://slack.example.org/storage">chat</a>. ',
      '<h1 dir="auto">Storage &lt;b&gt;Group&lt;/b&gt;</h1>',
      'Tue, 24 Nov 2026, 20:30</time>',
      '<span class="day">Tue 1 Dec</span> <span class="clock">all day</span>',
      '<span class="tag">cancelled</span>',
      '<span class="tag">moved</span>',
      '1 Jul 2025 – 30 Jun 2027',
      '1 of 2',
      'help wanted',
      'Blocks &amp; files',
      'Storage subproject',
      'https://slack.example.org/storage',
      'every week on Tuesday at 16:00 Europe/Berlin',
    ]) {
      expect(body).toContain(text);
    }
  });

  it('lets nothing from outside become markup', async () => {
    const { body } = await get('/groups/storage');
    const scripts = body.match(/<script[^>]*>/gu) ?? [];
    expect(new Set(scripts)).toEqual(
      new Set([
        '<script type="module" blocking="render" src="../assets/page.js">',
        '<script type="application/ld+json">',
      ]),
    );
    expect(body).not.toMatch(/<img|onerror=(?!alert\(1\)&gt;)|href="javascript:|<b>Group/u);
    expect(body).toContain(HOSTILE.longWord);
    expect(body).not.toMatch(/hidden123|lead@example|4711/u);
    expect(body).not.toMatch(/ style="/u);
  });

  it('tells search engines about the group and its meetings', async () => {
    const { body } = await get('/groups/storage');
    const data = [...body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gu)].map(
      ([, json = '']) => JSON.parse(json) as { '@type': string; eventStatus?: string; startDate?: string },
    );
    expect(data[0]).toMatchObject({ '@type': 'Organization', url: 'https://graph.example.org/groups/storage' });
    const events = data.filter((entry) => entry['@type'] === 'Event');
    expect(events[0]).toMatchObject({
      startDate: '2026-11-24T15:00:00Z',
      eventStatus: 'https://schema.org/EventScheduled',
    });
    expect(events.map(({ eventStatus }) => eventStatus)).toContain('https://schema.org/EventCancelled');
    expect(events.map(({ startDate }) => startDate)).toContain('2026-12-01');
  });

  it('is called the same as a page of its own, never as one that others name too', async () => {
    const registry = `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme }
groups:
  - { slug: alone, name: Alone, kind: TEAM, url: "https://alone.example.org" }
  - { slug: one, name: One, kind: TEAM, url: "https://programme.example.org" }
  - { slug: other, name: Other, kind: TEAM, url: "https://programme.example.org" }
`;
    const shared = await startPagesGateway({}, { registry });
    const read = async (slug: string) => (await shared.server.inject({ url: `/groups/${slug}` })).body;
    expect(await read('alone')).toContain('"sameAs":["https://alone.example.org/"]');
    expect(await read('one')).not.toContain('sameAs');
    expect(await read('one')).toContain('<a href="https://programme.example.org/">');
    await shared.close();
  });

  it('counts one as one', async () => {
    const registry =
      'apiVersion: community-graph/v1\ncommunity: { slug: s, name: S }\ngroups: [{ slug: g, name: G, kind: TEAM }]\n';
    const small = await startPagesGateway({}, { registry });
    const { body } = await small.server.inject({ url: '/' });
    expect(body).toContain('<strong>1</strong> group</a>');
    expect(body).toContain('<strong>1 of 1</strong> source is fresh</a>');
    expect(body).not.toContain('<ul></ul>');
    await small.close();
  });

  it('says how many of its people and groups are not shown', async () => {
    const names = Array.from({ length: 103 }, (_, number) => `n${number}`);
    const registry = `apiVersion: community-graph/v1
community: { slug: large, name: Large }
groups:
  - slug: all
    name: All
    kind: TEAM
    related: [${names.join(', ')}]
    roles: [${names.map((login) => `{ kind: MEMBER, github: ${login} }`).join(', ')}]
${names.map((slug) => `  - { slug: ${slug}, name: Group ${slug}, kind: TEAM }`).join('\n')}
`;
    const large = await startPagesGateway({}, { registry });
    const { body } = await large.server.inject({ url: '/groups/all' });
    expect(body.match(/\d+ more are not shown here\./gu)).toEqual([
      '3 more are not shown here.',
      '53 more are not shown here.',
    ]);
    await large.close();
  });

  it('names its feeds and its description for editors', async () => {
    const { body } = await get('/groups/storage');
    expect(body).toContain('type="application/json+oembed"');
    expect(body).toContain('href="https://graph.example.org/groups/storage/calendar.ics"');
    expect(body).toContain('<meta property="og:title"');
  });

  it('may be framed only with ?embed, and then by the origins that are allowed', async () => {
    const page = await get('/groups/storage');
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    const embedded = await get('/groups/acme/storage?embed');
    expect(embedded.headers['content-security-policy']).toContain(
      'frame-ancestors https://site.example.org https://other.example.org',
    );
    expect(embedded.headers['x-frame-options']).toBeUndefined();
    expect(embedded.body).not.toContain('<header');
    expect(embedded.body).toContain('data-embedded');
  });

  it('says that it does not know, rather than that there is nothing', async () => {
    const broken = (await get('/groups/broken')).body;
    expect(broken).toContain('Not complete.');
    expect(broken).toContain('Nothing is known at present.');
    expect(broken).not.toMatch(/ECONNREFUSED|at .*\.ts:/u);
    const empty = (await get('/groups/empty')).body;
    expect(empty).toContain('The registry names no source of this.');
    expect(empty).toContain('No initiative is tied to this group.');
  });

  it('answers 404 as a page, 400 for a zone that is none, 304 for what the client has', async () => {
    const missing = await get('/groups/%3Cscript%3E');
    expect(missing.statusCode).toBe(404);
    expect(missing.body).toContain('No group is called “&lt;script&gt;”');
    const odd = await get('/groups/storage?tz=Mars/Olympus');
    expect([odd.statusCode, odd.body]).toEqual([
      400,
      expect.stringMatching(/^TimeZone must be .* "Mars\/Olympus"\.\n$/u),
    ]);
    const { headers } = await get('/groups/storage');
    const again = await get('/groups/storage', { 'if-none-match': String(headers['etag']) });
    expect(again.statusCode).toBe(304);
  });
});

it('answers an address that is none as a page to people and as a line to programs', async () => {
  const page = await get('/no/such/page', { accept: 'text/html,*/*' });
  expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.body).toContain('href="https://graph.example.org/assets/pages.css"');
  const line = await get('/no/such/page');
  expect([line.statusCode, line.body]).toEqual([404, 'There is nothing at this address.\n']);
});

it.each(['/?tz=Mars/<b>', '/groups/storage?tz=Mars/<b>', '/groups/storage?embed&tz=Mars/<b>'])(
  'says to people on a page what of %s cannot be shown',
  async (url) => {
    const { statusCode, headers, body } = await get(encodeURI(url), { accept: 'text/html,*/*' });
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      400,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(body).toContain('<h1>This cannot be shown</h1><p>TimeZone must be an IANA time zone');
    expect(body).toContain('Mars/&lt;b&gt;');
    expect(body).not.toContain('$tz');
    expect(body.includes('<header')).toBe(!url.includes('embed'));
  },
);

describe('/assets', () => {
  it.each(['br', 'gzip'])('are sent as %s, and not again', async (encoding) => {
    for (const url of ['/assets/pages.css', '/embed.js', '/data/v1/schema.json']) {
      const whole = await get(url);
      const small = await get(url, { 'accept-encoding': encoding });
      expect([small.headers['content-encoding'], small.headers['vary']]).toEqual([
        encoding,
        expect.stringContaining('accept-encoding'),
      ]);
      const bytes = encoding === 'br' ? brotliDecompressSync(small.rawPayload) : gunzipSync(small.rawPayload);
      expect(bytes.toString()).toBe(whole.body);
      expect(small.headers['etag']).not.toBe(whole.headers['etag']);
      const again = { 'accept-encoding': encoding, 'if-none-match': `W/${small.headers['etag']}` };
      expect((await get(url, again)).statusCode).toBe(304);
    }
  });

  it.each([
    ['/assets/pages.css', 'text/css; charset=utf-8'],
    ['/assets/page.js', 'text/javascript; charset=utf-8'],
  ])('%s', async (url, type) => {
    const { statusCode, headers, body } = await get(url);
    expect([statusCode, headers['content-type']]).toEqual([200, type]);
    expect(body.length).toBeGreaterThan(200);
  });
});
