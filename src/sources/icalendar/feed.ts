/** A version of a feed, opened here or in the calendar thread, with its latest expansions. */
import { toInstant } from '../../clock.ts';
import type { OccurrenceRecord, SeriesRecord } from '../../model/meeting.ts';
import type { MaybePromise, Window } from '../../model/source.ts';
import { andThen } from './and-then.ts';
import type { Calendar, CalendarOptions, CalendarSeries, Expansion } from './calendar.ts';
import type { FeedVersion } from './calendar-protocol.ts';
import type { CalendarThread, OpenedFeed } from './calendar-thread.ts';
import { openCalendar } from './open-calendar.ts';
import type { CalendarDiagnostic } from './repairs.ts';
import { revisionOf } from './revision.ts';

export interface Feed {
  readonly revision: string;
  /** Of reading it, and of what was cut in the latest expansion. */
  diagnostics(): readonly CalendarDiagnostic[];
  /** @throws {SourceError} ICAL_TOO_MUCH where a heavy feed does not answer within its deadline */
  occurrences(window: Window): MaybePromise<readonly OccurrenceRecord[]>;
  /** @throws {SourceError} as {@link Feed.occurrences} */
  series(): MaybePromise<readonly SeriesRecord[]>;
}

/** Below this a feed is read in about 30 ms, which the main thread can spare. */
const LIGHT_BYTES = 512 * 1024;
/** What a light feed may take of the main thread: about 25 ms. A hostile one goes on in the calendar thread. */
const LIGHT_STEPS = 500_000;

export interface FeedOptions extends CalendarOptions {
  /** Id of the feed in the registry, which its records carry. */
  readonly feedId: string;
}

/**
 * @param name of the feed, the same for all its versions
 * @throws {SourceError} UPSTREAM_BAD_BODY, ICAL_TOO_MUCH
 */
export function openFeed(
  name: string,
  bytes: Uint8Array,
  { feedId, ...options }: FeedOptions,
  thread: CalendarThread,
): MaybePromise<Feed> {
  const version = thread.versionOf(name);
  if (bytes.byteLength <= LIGHT_BYTES) {
    const calendar = openCalendar(bytes, options);
    const opened = { revision: revisionOf(bytes), diagnostics: calendar.diagnostics };
    return new CachedFeed(feedId, opened, new LightFeed(calendar, version, bytes, options, thread));
  }
  const heavy = new HeavyFeed(version, bytes, options, thread);
  return thread.open(version, bytes, options).then((opened) => new CachedFeed(feedId, opened, heavy));
}

interface Expander {
  expand(window: Window): MaybePromise<Expansion>;
  series(): MaybePromise<readonly CalendarSeries[]>;
}

class HeavyFeed implements Expander {
  readonly #version: FeedVersion;
  readonly #bytes: Uint8Array;
  readonly #options: CalendarOptions;
  readonly #thread: CalendarThread;

  constructor(version: FeedVersion, bytes: Uint8Array, options: CalendarOptions, thread: CalendarThread) {
    this.#version = version;
    this.#bytes = bytes;
    this.#options = options;
    this.#thread = thread;
  }

  expand(window: Window): Promise<Expansion> {
    return this.#thread.expand(this.#version, this.#bytes, this.#options, window);
  }

  series(): Promise<readonly CalendarSeries[]> {
    return this.#thread.series(this.#version, this.#bytes, this.#options);
  }
}

class LightFeed implements Expander {
  readonly #calendar: Calendar;
  readonly #heavy: HeavyFeed;
  #isHeavy = false;

  constructor(calendar: Calendar, ...[version, bytes, options, thread]: ConstructorParameters<typeof HeavyFeed>) {
    this.#calendar = calendar;
    this.#heavy = new HeavyFeed(version, bytes, options, thread);
  }

  expand(window: Window): MaybePromise<Expansion> {
    if (!this.#isHeavy) {
      const expansion = this.#calendar.expand(window, LIGHT_STEPS);
      if (!expansion.isWorkSpent) return expansion;
      this.#isHeavy = true;
    }
    return this.#heavy.expand(window);
  }

  series(): readonly CalendarSeries[] {
    return this.#calendar.series();
  }
}

/** Windows that are kept: this week, this month and a few that clients page through. */
const MAX_WINDOWS = 6;
const DAY_MS = 86_400_000;

/** One expansion as records. */
interface Expanded {
  readonly records: readonly OccurrenceRecord[];
  readonly diagnostics: readonly CalendarDiagnostic[];
}

/** Expands whole days and keeps the latest windows, since "the next 30 days" moves with every second. */
class CachedFeed implements Feed {
  readonly revision: string;
  readonly #feedId: string;
  readonly #expander: Expander;
  readonly #windows = new Map<string, MaybePromise<Expanded>>();
  #series: readonly SeriesRecord[] | null = null;
  #latest: readonly CalendarDiagnostic[];

  constructor(feedId: string, { revision, diagnostics }: OpenedFeed, expander: Expander) {
    this.revision = revision;
    this.#feedId = feedId;
    this.#expander = expander;
    this.#latest = diagnostics;
  }

  diagnostics(): readonly CalendarDiagnostic[] {
    return this.#latest;
  }

  occurrences(window: Window): MaybePromise<readonly OccurrenceRecord[]> {
    const from = Math.floor(Date.parse(window.from) / DAY_MS) * DAY_MS;
    const to = Math.ceil(Date.parse(window.to) / DAY_MS) * DAY_MS;
    const key = `${from}/${to}`;
    const expanded = this.#windows.get(key) ?? this.#expand(from, to);
    this.#keep(key, expanded);
    if (!(expanded instanceof Promise)) return this.#answer(expanded, window);
    return expanded.then(
      (done) => {
        // The next reader of the window need not wait.
        if (this.#windows.get(key) === expanded) this.#windows.set(key, done);
        return this.#answer(done, window);
      },
      (error: unknown) => {
        if (this.#windows.get(key) === expanded) this.#windows.delete(key);
        throw error;
      },
    );
  }

  series(): MaybePromise<readonly SeriesRecord[]> {
    return (
      this.#series ??
      andThen(this.#expander.series(), (series) => {
        this.#series = series.map((one) => ({ feedId: this.#feedId, ...one }));
        return this.#series;
      })
    );
  }

  #expand(from: number, to: number): MaybePromise<Expanded> {
    const expansion = this.#expander.expand({ from: toInstant(from), to: toInstant(to) });
    return andThen(expansion, ({ occurrences, diagnostics }) => ({
      records: occurrences.map((occurrence) => ({ feedId: this.#feedId, ...occurrence })),
      diagnostics,
    }));
  }

  #keep(key: string, expanded: MaybePromise<Expanded>): void {
    this.#windows.delete(key);
    this.#windows.set(key, expanded);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= MAX_WINDOWS) break;
      this.#windows.delete(oldest);
    }
  }

  #answer({ records, diagnostics }: Expanded, window: Window): readonly OccurrenceRecord[] {
    this.#latest = diagnostics;
    // Instants written alike sort as text.
    const [from, to] = [toInstant(Date.parse(window.from)), toInstant(Date.parse(window.to))];
    return records.filter(({ start, end }) => start < to && (end > from || start >= from));
  }
}
