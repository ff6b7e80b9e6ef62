/** iCalendar feeds as a source of meetings: fetched through the cache, read once a change, expanded per window. */
import { CodedError, SourceError } from '../../errors.ts';
import type { MeetingFeedRef } from '../../model/meeting.ts';
import type { Answer, Diagnostic, MaybePromise, Reading, SourceDescription } from '../../model/source.ts';
import type { ReadOptions } from '../../net/contract.ts';
import { fetchDocument } from '../../net/fetch-document.ts';
import { publicFeedUrl } from '../../privacy.ts';
import type { MeetingSource, SourceContext } from '../source.ts';
import { andThen } from './and-then.ts';
import { CalendarThread } from './calendar-thread.ts';
import { type Feed, openFeed } from './feed.ts';
import { isCutOff } from './is-cut-off.ts';
import { readFeedFile } from './read-feed-file.ts';
import { type FeedAddress, icalendarRefSchema, readFeedAddress } from './ref.ts';
import { revisionOf } from './revision.ts';
import { unpackFeed } from './unpack-feed.ts';

export interface ICalendarOptions {
  /** IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE. @default UTC */
  readonly zone?: string;
  /** While a feed is younger it is not asked for again, unless the host says otherwise. @default 900 */
  readonly freshForSeconds?: number;
  /** For so long the last good copy is served while the host fails. @default 604,800 */
  readonly keepForSeconds?: number;
  /** @default 64 MiB */
  readonly maxBytes?: number;
  /** CPU time for reading a heavy feed, and for expanding it; past it the feed has failed. @default 6,000 */
  readonly deadlineMs?: number;
}

const DEFAULTS = {
  zone: 'UTC',
  freshForSeconds: 900,
  keepForSeconds: 7 * 86_400,
  maxBytes: 64 * 1024 * 1024,
  deadlineMs: 6000,
};
/** A file costs little to look at, and whoever edits it wants to see it. */
const FILE_FRESH_SECONDS = 2;
const ACCEPT = 'text/calendar, text/plain;q=0.5, */*;q=0.1';
const NAME = 'icalendar';
/** What is missing may be there a moment later. */
const CUT_OFF_FRESH_SECONDS = 60;
const CUT_OFF = { code: 'ICAL_TRUNCATED', message: 'The calendar arrived without its end.' } as const;

/**
 * The calendars of the registry: https and webcal addresses, and files beside it. A feed is fetched when it is asked
 * for, read once a change, and its answers are synchronous while it is in memory; one that is large or costly is read
 * in a thread of its own.
 */
export function createICalendarSource(context: SourceContext, options: ICalendarOptions = {}): MeetingSource {
  const settings = { ...DEFAULTS, ...options };
  /** What was read last, by the id of its source. */
  const feeds = new Map<string, Feed>();
  /** Of them, those whose rest is missing. */
  const cutOff = new WeakSet<Feed>();
  const thread = new CalendarThread(settings);
  /** Of each reference, made once: every query reads every feed. */
  const reads = new WeakMap<MeetingFeedRef, ReadOptions<Uint8Array, Feed>>();

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
    const options = reads.get(ref) ?? makeReadOptions(ref);
    reads.set(ref, options);
    return options;
  }

  function makeReadOptions(ref: MeetingFeedRef): ReadOptions<Uint8Array, Feed> {
    const source = describe(ref);
    const url = readUrl(ref);
    const address = url === null ? null : readFeedAddress(url);
    return {
      source,
      // The address is part of the key, so that a corrected one is read at once; hashed, for it may be a secret.
      key: `${source.id}:${revisionOf(url ?? '')}`,
      freshForSeconds: address?.kind === 'file' ? FILE_FRESH_SECONDS : settings.freshForSeconds,
      keepForSeconds: settings.keepForSeconds,
      fetch: (previous, signal) => {
        if (address === null) throw new SourceError('UPSTREAM_NOT_FOUND', 'The feed has no address that can be read.');
        return fetchFeed(address, previous, signal);
      },
      decode: (bytes) => {
        const options = { feedId: ref.id, zone: settings.zone, fillsUid: true, privacy: 'withhold' } as const;
        return andThen(openFeed(source.id, bytes, options, thread), (feed) => {
          if (isCutOff(bytes)) cutOff.add(feed);
          return feed;
        });
      },
    };
  }

  async function fetchFeed(
    address: FeedAddress,
    previous: Parameters<ReadOptions<Uint8Array, Feed>['fetch']>[0],
    signal: AbortSignal,
  ): ReturnType<ReadOptions<Uint8Array, Feed>['fetch']> {
    const { maxBytes } = settings;
    const { fetch, clock } = context;
    const answer =
      address.kind === 'file'
        ? await readFeedFile(address.path, maxBytes, previous, signal)
        : await fetchDocument(fetch, address.url, { clock, previous, accept: ACCEPT, maxBytes, signal });
    if (answer === 'not-modified') return answer;
    const fetched = { ...answer, value: await unpackFeed(answer.value, maxBytes) };
    if (!isCutOff(fetched.value)) return fetched;
    // One that never had an end is as whole as it will be.
    if (previous !== null && !isCutOff(previous.value)) throw new SourceError('UPSTREAM_BAD_BODY', CUT_OFF.message);
    // The validators are those of the whole: they would confirm the part for ever.
    const freshForSeconds = address.kind === 'file' ? FILE_FRESH_SECONDS : CUT_OFF_FRESH_SECONDS;
    return { ...fetched, etag: null, lastModified: null, freshForSeconds };
  }

  function read<T>(ref: MeetingFeedRef, ask: (feed: Feed) => MaybePromise<T>): MaybePromise<Answer<T>> {
    return andThen(context.cache.read(readOptions(ref)), ({ value: feed, reading: given }): MaybePromise<Answer<T>> => {
      if (feed === null) return { value: null, reading: given };
      const reading = cutOff.has(feed) ? { ...given, isIncomplete: true, error: given.error ?? CUT_OFF } : given;
      feeds.set(reading.sourceId, feed);
      try {
        const value = ask(feed);
        if (!(value instanceof Promise)) return { value, reading };
        return value.then(
          (done) => ({ value: done, reading }),
          (error: unknown) => failedAnswer(reading, error),
        );
      } catch (error) {
        return failedAnswer(reading, error);
      }
    });
  }

  function failedAnswer<T>(reading: Reading, error: unknown): Answer<T> {
    const known = error instanceof CodedError ? error : null;
    if (known === null)
      context.log.error({ err: error, source: reading.sourceId }, 'A calendar could not be expanded.');
    return {
      value: null,
      reading: {
        ...reading,
        state: 'FAILING',
        error: {
          code: known?.code ?? 'UPSTREAM_BAD_BODY',
          message: known?.message ?? 'The calendar cannot be expanded.',
        },
      },
    };
  }

  return {
    name: NAME,
    kind: 'ICALENDAR',
    refSchema: icalendarRefSchema,
    describe,
    occurrences: (ref, window) => read(ref, (feed) => feed.occurrences(window)),
    series: (ref) => read(ref, (feed) => feed.series()),
    diagnostics: (sourceId): readonly Diagnostic[] =>
      (feeds.get(sourceId)?.diagnostics() ?? []).map((found) => ({ ...found, sourceId, file: null })),
    revision: (sourceId) => feeds.get(sourceId)?.revision ?? null,
    close: () => thread.close(),
  };
}

function sourceIdOf(ref: MeetingFeedRef): string {
  return `${NAME}:${ref.id}`;
}

function readUrl(ref: MeetingFeedRef): string | null {
  const parsed = icalendarRefSchema.safeParse(ref.ref);
  return parsed.success ? parsed.data.url : null;
}
