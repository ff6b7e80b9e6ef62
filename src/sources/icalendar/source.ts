/** iCalendar feeds as a source of meetings: fetched through the cache, read once a change, expanded per window. */
import { createHash } from 'node:crypto';
import { SourceError } from '../../errors.ts';
import type { MeetingFeedRef, OccurrenceRecord, SeriesRecord } from '../../model/meeting.ts';
import type { Answer, Diagnostic, MaybePromise, SourceDescription, Window } from '../../model/source.ts';
import type { ReadOptions } from '../../net/contract.ts';
import { fetchDocument } from '../../net/fetch-document.ts';
import { publicFeedUrl } from '../../privacy.ts';
import type { MeetingSource, SourceContext } from '../source.ts';
import { type Calendar, openCalendar } from './calendar.ts';
import { readFeedFile } from './read-feed-file.ts';
import { type FeedAddress, icalendarRefSchema, readFeedAddress } from './ref.ts';
import type { CalendarDiagnostic } from './repairs.ts';

export interface ICalendarOptions {
  /** IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE. @default UTC */
  readonly zone?: string;
  /** While a feed is younger it is not asked for again, unless the host says otherwise. @default 900 */
  readonly freshForSeconds?: number;
  /** For so long the last good copy is served while the host fails. @default 604,800 */
  readonly keepForSeconds?: number;
  /** @default 64 MiB */
  readonly maxBytes?: number;
}

const DEFAULTS = { zone: 'UTC', freshForSeconds: 900, keepForSeconds: 7 * 86_400, maxBytes: 64 * 1024 * 1024 };
/** A file costs little to look at, and whoever edits it wants to see it. */
const FILE_FRESH_SECONDS = 2;
const ACCEPT = 'text/calendar, text/plain;q=0.5, */*;q=0.1';
const NAME = 'icalendar';

/** A feed as it was read last. */
interface Feed {
  readonly calendar: Calendar;
  readonly revision: string;
}

interface LastRead {
  readonly feed: Feed;
  /** Of the latest expansion: what was cut. */
  cuts: readonly CalendarDiagnostic[];
}

export function createICalendarSource(context: SourceContext, options: ICalendarOptions = {}): MeetingSource {
  const settings = { ...DEFAULTS, ...options };
  const lastReads = new Map<string, LastRead>();

  function describe(ref: MeetingFeedRef): SourceDescription {
    const url = readUrl(ref);
    return {
      id: sourceIdOf(ref),
      kind: 'ICALENDAR',
      name: ref.name,
      url: url === null ? null : publicFeedUrl(url),
    };
  }

  function readOptions(ref: MeetingFeedRef): ReadOptions<Uint8Array, Feed> {
    const source = describe(ref);
    const url = readUrl(ref);
    const address = url === null ? null : readFeedAddress(url);
    return {
      source,
      // The address is part of the key, so that a corrected one is read at once; hashed, for it may be a secret.
      key: `${source.id}:${shortHash(url ?? '')}`,
      freshForSeconds: address?.kind === 'file' ? FILE_FRESH_SECONDS : settings.freshForSeconds,
      keepForSeconds: settings.keepForSeconds,
      fetch: (previous, signal) => {
        if (address === null) throw new SourceError('UPSTREAM_NOT_FOUND', 'The feed has no address that can be read.');
        return fetchFeed(address, previous, signal);
      },
      decode: (bytes) => {
        const calendar = openCalendar(bytes, { zone: settings.zone, fillsUid: true });
        return { calendar, revision: shortHash(bytes) };
      },
    };
  }

  function fetchFeed(
    address: FeedAddress,
    previous: Parameters<ReadOptions<Uint8Array, Feed>['fetch']>[0],
    signal: AbortSignal,
  ): ReturnType<ReadOptions<Uint8Array, Feed>['fetch']> {
    const { maxBytes } = settings;
    if (address.kind === 'file') return readFeedFile(address.path, maxBytes, previous, signal);
    const { fetch, clock } = context;
    return fetchDocument(fetch, address.url, { clock, previous, accept: ACCEPT, maxBytes, signal });
  }

  function read<T>(ref: MeetingFeedRef, answer: (last: LastRead) => T): MaybePromise<Answer<T>> {
    return andThen(context.cache.read(readOptions(ref)), ({ value: feed, reading }) => {
      if (feed === null) return { value: null, reading };
      const known = lastReads.get(reading.sourceId);
      const last = known?.feed === feed ? known : { feed, cuts: [] };
      lastReads.set(reading.sourceId, last);
      return { value: answer(last), reading };
    });
  }

  return {
    name: NAME,
    kind: 'ICALENDAR',
    refSchema: icalendarRefSchema,
    describe,
    occurrences: (ref, window: Window) =>
      read(ref, (last): readonly OccurrenceRecord[] => {
        const { occurrences, diagnostics } = last.feed.calendar.expand(window);
        last.cuts = diagnostics.slice(last.feed.calendar.diagnostics.length);
        return occurrences.map((occurrence) => ({ feedId: ref.id, ...occurrence }));
      }),
    series: (ref) =>
      read(ref, ({ feed }): readonly SeriesRecord[] =>
        feed.calendar.series().map((series) => ({ feedId: ref.id, ...series })),
      ),
    diagnostics: (sourceId): readonly Diagnostic[] => {
      const last = lastReads.get(sourceId);
      if (last === undefined) return [];
      return [...last.feed.calendar.diagnostics, ...last.cuts].map((found) => ({ ...found, sourceId, file: null }));
    },
    revision: (sourceId) => lastReads.get(sourceId)?.feed.revision ?? null,
  };
}

function sourceIdOf(ref: MeetingFeedRef): string {
  return `${NAME}:${ref.id}`;
}

function readUrl(ref: MeetingFeedRef): string | null {
  const parsed = icalendarRefSchema.safeParse(ref.ref);
  return parsed.success ? parsed.data.url : null;
}

function shortHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** Stays synchronous where the cache answers from memory. */
function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => U): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
