/** `/feeds/…` and `/groups/…/calendar.ics`: any selection of the graph for calendars and feed readers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { GraphClient } from '../graph-client.ts';
import type { PageCache } from '../page-cache.ts';
import { queryOf } from '../query-of.ts';
import { replyToError, sendText } from '../reply-to-error.ts';
import { loadCalendar } from './calendar.ts';
import { type Collected, unreadSources } from './collect-pages.ts';
import type { Entry, FeedInfo } from './entry.ts';
import { loadFindings } from './findings.ts';
import { GROUP_NAME, isAnyGroup, type NamedGroup } from './group-name.ts';
import { loadInitiatives } from './initiatives.ts';
import { type FeedMeeting, loadMeeting, loadMeetings } from './meetings.ts';
import { describeSelection, parseSelection, type Selection } from './selection.ts';
import { toAtom } from './to-atom.ts';
import { toICalendar } from './to-icalendar.ts';
import { entriesToJsonFeed, meetingsToJsonFeed } from './to-json-feed.ts';

const CALENDAR = 'text/calendar; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';
const JSON_FEED = 'application/feed+json; charset=utf-8';
/** Where nothing could be read, a reader should come again soon and keep what it has until then. */
const RETRY_SECONDS = 120;

interface GroupParams {
  readonly slug: string;
  readonly community?: string;
}

export interface FeedsOptions {
  readonly graph: GraphClient;
  readonly cache: PageCache;
  readonly clock: Clock;
}

export function addFeeds(server: FastifyInstance, { graph, cache, clock }: FeedsOptions): void {
  server.register(async (feeds) => {
    feeds.setErrorHandler(replyToError);
    feeds.get('/feeds/meetings.ics', async (request, reply) => {
      const { id, ...query } = queryOf(request);
      if (id !== undefined) return sendMeeting(request, reply, String(id));
      const selection = parseSelection(query);
      return sendCalendar(request, reply, selection, `Meetings${describeSelection(selection)}`);
    });
    feeds.get('/feeds/meetings.json', async (request, reply) => {
      const selection = parseSelection(queryOf(request));
      const found = await loadMeetings(graph.for(request), selection, clock.now());
      const refused = await refuse(request, reply, selection, found);
      if (refused !== null) return refused;
      const info = toInfo(request, `Meetings${describeSelection(selection)}`, found, []);
      return cache.send(request, reply, {
        type: JSON_FEED,
        body: meetingsToJsonFeed(found.items, info, graph.baseUrl(request)),
      });
    });
    const formats = [
      { extension: 'atom', type: ATOM, write: toAtom },
      { extension: 'json', type: JSON_FEED, write: entriesToJsonFeed },
    ];
    const contents = [
      { name: 'initiatives', title: 'Initiatives', load: loadInitiatives },
      { name: 'findings', title: 'Findings', load: loadFindings },
    ];
    for (const { name, title, load } of contents) {
      for (const { extension, type, write } of formats) {
        feeds.get(`/feeds/${name}.${extension}`, async (request, reply) => {
          const selection = parseSelection(queryOf(request));
          const found = await load(graph.for(request), selection);
          const refused = await refuse(request, reply, selection, found);
          if (refused !== null) return refused;
          const info = toInfo(request, `${title}${describeSelection(selection)}`, found, found.items);
          return cache.send(request, reply, { type, body: write(found.items, info) });
        });
      }
    }
    for (const path of ['/groups/:slug/calendar.ics', '/groups/:community/:slug/calendar.ics']) {
      feeds.get<{ Params: GroupParams }>(path, async (request, reply) => {
        const { slug, community = null } = request.params;
        const { group } = await graph.for(request)<NamedGroup>(GROUP_NAME, { slug, community });
        if (group === null) return sendText(reply, 404, `No group is called "${slug}".`);
        const selection = parseSelection({
          ...queryOf(request),
          groups: `${group.community.slug}/${group.slug}`,
        });
        return sendCalendar(request, reply, selection, group.name);
      });
    }
  });

  /** An empty feed would say that there is nothing. @returns null where it would be right */
  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    selection: Selection,
    { items, readings }: Collected<unknown>,
  ): Promise<FastifyReply | null> {
    if (items.length > 0) return null;
    const unread = unreadSources(readings);
    if (unread.length > 0) {
      reply.header('retry-after', String(RETRY_SECONDS));
      return sendText(reply, 503, `Not known at present: ${unread.join(', ')} could not be read.`);
    }
    const { groups } = selection;
    if (groups === null || (await isAnyGroup(graph.for(request), groups))) return null;
    return sendText(reply, 404, `No group is called "${groups.join('" or "')}".`);
  }

  async function sendCalendar(
    request: FastifyRequest,
    reply: FastifyReply,
    selection: Selection,
    name: string,
  ): Promise<FastifyReply> {
    const found = await loadCalendar(graph.for(request), selection, clock.now());
    const refused = await refuse(request, reply, selection, found);
    if (refused !== null) return refused;
    const baseUrl = graph.baseUrl(request);
    const { title, description, url } = toInfo(request, name, found, []);
    const body = await toICalendar(found, { name: title, description, url, baseUrl });
    return cache.send(request, reply, { type: CALENDAR, body });
  }

  async function sendMeeting(request: FastifyRequest, reply: FastifyReply, id: string): Promise<FastifyReply> {
    const meeting: FeedMeeting | null = await loadMeeting(graph.for(request), id);
    if (meeting === null) return sendText(reply, 404, 'No meeting has this id.');
    const baseUrl = graph.baseUrl(request);
    reply.header('content-disposition', 'attachment; filename="meeting.ics"');
    const info = { name: meeting.title, description: meeting.group?.name ?? meeting.title, url: null, baseUrl };
    return cache.send(request, reply, {
      type: CALENDAR,
      body: await toICalendar({ series: [], meetings: [meeting] }, info),
    });
  }

  function toInfo(
    request: FastifyRequest,
    title: string,
    found: Collected<unknown>,
    entries: readonly Entry[],
  ): FeedInfo {
    const baseUrl = graph.baseUrl(request);
    const unread = unreadSources(found.readings);
    return {
      title,
      description:
        unread.length === 0
          ? `${title}, as the community's own sources have it.`
          : `${title}. Not complete: ${unread.join(', ')} could not be read.`,
      url: `${baseUrl}${request.url}`,
      homePageUrl: `${baseUrl}/`,
      updatedAt: entries.reduce<string | null>(
        (latest, { updatedAt }) => (updatedAt !== null && (latest === null || updatedAt > latest) ? updatedAt : latest),
        null,
      ),
    };
  }
}
