/** A gateway over given calendars, each the own one of a group, on a clock that stands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import type { ReadInstance, ReadWindow } from './feed-readers.ts';

export interface FeedGateway {
  readonly server: FastifyInstance;
  /** @returns the feed of the group */
  feed(slug: string): Promise<string>;
  /** @returns the meetings of the group that begin in the window, as the graph answers them */
  meetings(slug: string, window: ReadWindow): Promise<readonly ReadInstance[]>;
  close(): Promise<void>;
}

const MEETINGS = `query($slug: String!, $from: DateTime!, $to: DateTime!, $after: String) {
  group(slug: $slug) {
    meetings(first: 100, after: $after, filterBy: { startsAfter: $from, startsBefore: $to }) {
      nodes { startsAt endsAt status title }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const WINDOW_MS = 360 * 86_400_000;

interface Answer {
  readonly group: {
    readonly meetings: {
      readonly nodes: readonly { startsAt: string; endsAt: string; status: string; title: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/**
 * @param calendars iCalendar streams by the slug of their group
 * @param groups further groups, as YAML list items
 * @param shared a calendar of several groups, with its match rules as YAML
 */
export async function startFeedGateway(
  calendars: ReadonlyMap<string, string | Uint8Array>,
  now: string,
  groups = '',
  shared: { readonly text: string; readonly match: string } | null = null,
): Promise<FeedGateway> {
  const directory = mkdtempSync(path.join(tmpdir(), 'feed-gateway-'));
  for (const [slug, text] of calendars) writeFileSync(path.join(directory, `${slug}.ics`), text);
  if (shared !== null) writeFileSync(path.join(directory, 'shared.ics'), shared.text);
  const calendarsOf =
    shared === null ? '' : `calendars: [{ id: shared, url: ./shared.ics, match: [${shared.match}] }]\n`;
  const entries = [...calendars.keys()].map(
    (slug) => `  - { slug: ${slug}, name: ${slug}, kind: WORKING_GROUP, calendars: [{ url: ./${slug}.ics }] }\n`,
  );
  writeFileSync(
    path.join(directory, 'registry.yaml'),
    `apiVersion: community-graph/v1\ncommunity: { slug: acme, name: Acme, url: https://acme.example.org }\n${calendarsOf}groups:\n${entries.join('')}${groups}`,
  );
  const gateway = await createGateway({
    registry: path.join(directory, 'registry.yaml'),
    config: readConfig({ CACHE_DIR: path.join(directory, 'cache'), PUBLIC_URL: 'https://graph.example.org' }),
    log: pino({ level: 'silent' }),
    clock: { now: () => Date.parse(now) },
  });
  const server = await gateway.createServer();

  async function* pages(slug: string, { from, to }: ReadWindow): AsyncGenerator<Answer['group']['meetings']['nodes']> {
    for (let begin = Date.parse(from); begin < Date.parse(to); begin += WINDOW_MS) {
      const end = Math.min(begin + WINDOW_MS, Date.parse(to));
      const window = { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
      for (let after: string | null = null, isMore = true; isMore; ) {
        const { data, errors } = await gateway.execute(MEETINGS, { slug, after, ...window });
        if (errors) throw errors[0];
        const { nodes, pageInfo } = (data as unknown as Answer).group.meetings;
        yield nodes;
        after = pageInfo.endCursor;
        isMore = pageInfo.hasNextPage;
      }
    }
  }

  return {
    server,
    feed: async (slug) => {
      const response = await server.inject({ url: `/groups/${slug}/calendar.ics` });
      if (response.statusCode !== 200) throw new Error(`${slug}: ${response.statusCode} ${response.body}`);
      return response.body;
    },
    meetings: async (slug, window) => {
      const found: ReadInstance[] = [];
      for await (const nodes of pages(slug, window)) {
        for (const { startsAt, endsAt, status, title } of nodes)
          found.push({ start: startsAt, end: endsAt, status: status === 'MOVED' ? 'CONFIRMED' : status, title });
      }
      return found;
    },
    close: async () => {
      await gateway.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
