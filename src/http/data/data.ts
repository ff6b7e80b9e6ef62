/** `/data/v1/…`: the graph as files of JSON, for readers that cannot ask: the export writes the same. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Clock, nowInstant } from '../../clock.ts';
import { unreadSources } from '../feeds/collect-pages.ts';
import { FixedAnswer } from '../fixed-answer.ts';
import type { GraphClient } from '../graph-client.ts';
import type { PageCache } from '../page-cache.ts';
import { replyToError, sendText } from '../reply-to-error.ts';
import {
  type DataRequest,
  loadFindings,
  loadGroup,
  loadIndex,
  loadInitiatives,
  loadMeetings,
  loadSources,
} from './data-files.ts';
import { type DataFile, type DataKind, toDataSchema } from './data-schema.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const SCHEMA_TYPE = 'application/schema+json; charset=utf-8';

/** Where nothing could be read, a reader should come again soon and keep what it has until then. */
const RETRY_SECONDS = 120;

/** From the root of the site. */
const DATA_PATH = '/data/v1';

type ListFile = DataFile<Exclude<DataKind, 'group'>>;

/** The last tells what the others were read from. */
const FILES = new Map<string, (request: DataRequest) => Promise<ListFile>>([
  ['index.json', loadIndex],
  ['meetings.json', loadMeetings],
  ['initiatives.json', loadInitiatives],
  ['findings.json', loadFindings],
  ['sources.json', loadSources],
]);

/** Every address but those of the groups, which `index.json` names. */
export const dataAddresses: readonly string[] = ['schema.json', ...FILES.keys()].map((name) => `${DATA_PATH}/${name}`);

export interface DataOptions {
  readonly graph: GraphClient;
  readonly cache: PageCache;
  readonly clock: Clock;
}

export function addDataSchema(server: FastifyInstance): void {
  // Written when it is asked for: a start has better to do.
  let schema: FixedAnswer | null = null;
  server.get(`${DATA_PATH}/schema.json`, (request, reply) => {
    schema ??= new FixedAnswer({ type: SCHEMA_TYPE, body: toText(toDataSchema()) });
    return schema.send(request, reply);
  });
}

export function addData(server: FastifyInstance, { graph, cache, clock }: DataOptions): void {
  const toDataRequest = (request: FastifyRequest): DataRequest => ({
    query: graph.for(request),
    now: nowInstant(clock),
    baseUrl: graph.baseUrl(request),
  });
  server.register(async (data) => {
    data.setErrorHandler(replyToError);
    for (const [name, load] of FILES) {
      data.get(`${DATA_PATH}/${name}`, async (request, reply) => {
        const file = await load(toDataRequest(request));
        if (isUnknown(file)) {
          reply.header('retry-after', String(RETRY_SECONDS));
          return sendText(
            reply,
            503,
            `Not known at present: ${unreadSources(file.readings).join(', ')} could not be read.`,
          );
        }
        return cache.send(request, reply, { type: JSON_TYPE, body: toText(file) });
      });
    }
    for (const path of ['/groups/:slug.json', '/groups/:community/:slug.json']) {
      data.get<{ Params: { slug: string; community?: string } }>(`${DATA_PATH}${path}`, async (request, reply) => {
        const { slug, community = null } = request.params;
        const file = await loadGroup(toDataRequest(request), { slug, community });
        if (file === null) return sendText(reply, 404, `No group is called "${slug}".`);
        return cache.send(request, reply, { type: JSON_TYPE, body: toText(file) });
      });
    }
  });
}

/** Nothing was found, and a source could not be read: an empty file would say that there is nothing. */
function isUnknown(file: ListFile): file is DataFile<'meetings'> {
  return 'readings' in file && file.items.length === 0 && unreadSources(file.readings).length > 0;
}

/** In lines, so that versions of a file can be compared. */
function toText(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
