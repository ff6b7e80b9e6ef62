import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.ts';
import { BUILDER_GROUPS } from '../../src/http/pages/embed-builder.ts';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway();
});
afterAll(() => pages.close());

describe('/embed', () => {
  it.each([
    ['meetings', '<community-meetings groups="acme/storage">', 'https://graph.example.org/groups/storage/calendar.ics'],
    ['initiatives', '<community-initiatives groups="acme/storage">', '/feeds/initiatives.atom?groups=storage'],
    ['group', '<community-group slug="storage" community="acme">', '/groups/storage?embed'],
    ['nonsense', '<community-meetings groups="acme/storage">', '/badges/storage/next-meeting.svg'],
  ])('%s', async (what, element, address) => {
    const { statusCode, body } = await pages.server.inject({ url: `/embed?what=${what}&group=acme/storage` });
    expect(statusCode).toBe(200);
    expect(body).toContain(element);
    expect(body).toContain(`&lt;script type=&quot;module&quot; src=&quot;https://graph.example.org/embed.js&quot;`);
    expect(body).toContain(address);
    // In Markdown and in markup alike, the name stays a name.
    expect(body).toContain('Storage \\&lt;b\\&gt;Group');
    expect(body).not.toContain('<b>Group');
  });

  it.each([
    ['findings', '/feeds/findings.atom?groups=acme%2Fstorage', '/badges/storage/health.svg'],
    ['initiatives', '/feeds/initiatives.atom?groups=storage', '/badges/storage/initiatives.svg'],
  ])('gives of %s the feed and the badge that are about them', async (what, feed, badge) => {
    const { body } = await pages.server.inject({ url: `/embed?what=${what}&group=acme/storage` });
    expect(body).toContain(feed);
    expect(body).toContain(badge);
    expect((await pages.server.inject({ url: feed })).statusCode).toBe(200);
    expect((await pages.server.inject({ url: badge })).statusCode).toBe(200);
  });

  it('gives what is about all groups, which have no page and no badge', async () => {
    const { body } = await pages.server.inject({ url: '/embed?what=meetings' });
    expect(body).toContain('<community-meetings><a href="https://graph.example.org/">');
    expect(body).toContain('<code>https://graph.example.org/feeds/meetings.ics</code>');
    expect(body).not.toMatch(/&lt;iframe|\/badges\//u);
    expect((await pages.server.inject({ url: '/embed?what=group' })).body).toContain('<community-group slug=');
  });

  it('asks the public schema', () => {
    expect(validate(createSchema(), parse(BUILDER_GROUPS))).toEqual([]);
  });
});
