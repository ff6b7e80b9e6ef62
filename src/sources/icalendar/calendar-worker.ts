/** The calendar thread: keeps heavy feeds open and expands them, so that the main thread keeps answering. */
import { parentPort } from 'node:worker_threads';
import { CodedError } from '../../errors.ts';
import type { SeriesRecord } from '../../model/meeting.ts';
import type { CalendarReply, CalendarRequest, FeedVersion } from './calendar-protocol.ts';
import { seriesRecords } from './feed-records.ts';
import type { EventRecord } from './occurrence.ts';
import { openCalendar } from './open-calendar.ts';
import { packInstances } from './packed-instances.ts';
import { revisionOf } from './revision.ts';
import type { TextCalendar } from './text-calendar.ts';

interface OpenFeed {
  readonly number: number;
  readonly feedId: string;
  readonly calendar: TextCalendar;
  readonly size: number;
  /** A window took all the work that it may: the others get less. */
  isCostly: boolean;
}

/** Of every window but the first of a feed that is costly to expand: a tenth of a second. */
const COSTLY_STEPS = 1_000_000;

/** Feeds beyond it are dropped, the least used first; they are opened again when they are asked for. */
const MAX_OPEN_BYTES = 96 * 1024 * 1024;
/** Structured clone of so many takes about a millisecond. */
const PART_SIZE = 400;

const feeds = new Map<string, OpenFeed>();
/** What is left of the answer before. */
let rest: readonly (EventRecord | SeriesRecord)[] = [];

parentPort?.on('message', (request: CalendarRequest) => {
  const reply = answer(request);
  parentPort?.postMessage(reply, reply.kind === 'expanded' ? [reply.times.buffer] : []);
});

function answer(request: CalendarRequest): CalendarReply {
  try {
    return answerOrThrow(request);
  } catch (error) {
    if (error instanceof CodedError) return { kind: 'failed', code: error.code, message: error.message };
    return { kind: 'failed', code: 'UPSTREAM_BAD_BODY', message: 'The calendar cannot be read.' };
  }
}

function answerOrThrow(request: CalendarRequest): CalendarReply {
  if (request.kind === 'more') return nextPart();
  if (request.kind === 'open') {
    const { version, bytes, options } = request.content;
    feeds.delete(version.feed);
    const calendar = openCalendar(bytes, options);
    const { number, feed } = version;
    feeds.set(feed, { number, feedId: options.feedId, calendar, size: bytes.byteLength, isCostly: false });
    dropLeastUsed();
    return { kind: 'opened', revision: revisionOf(bytes), diagnostics: calendar.diagnostics };
  }
  const open = use(request.version);
  if (open === null) return { kind: 'unknown' };
  if (request.kind === 'series') {
    rest = seriesRecords(open.calendar, open.feedId);
    return nextPart();
  }
  const maxSteps = open.isCostly ? COSTLY_STEPS : undefined;
  const { instances, diagnostics, isWorkSpent } = open.calendar.find(request.window, maxSteps);
  open.isCostly ||= isWorkSpent;
  const { times, records } = packInstances(instances);
  rest = records;
  return { kind: 'expanded', times, diagnostics };
}

function nextPart(): CalendarReply {
  const items = rest.slice(0, PART_SIZE);
  rest = rest.slice(PART_SIZE);
  return { kind: 'part', items, hasMore: rest.length > 0 };
}

function use({ feed, number }: FeedVersion): OpenFeed | null {
  const open = feeds.get(feed);
  if (open?.number !== number) return null;
  feeds.delete(feed);
  feeds.set(feed, open);
  return open;
}

function dropLeastUsed(): void {
  let size = 0;
  for (const [feed, open] of [...feeds].reverse()) {
    size += open.size;
    if (size > MAX_OPEN_BYTES && feeds.size > 1) feeds.delete(feed);
  }
}
