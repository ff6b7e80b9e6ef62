/** A version of a feed, opened here or in the calendar thread, with its latest expansions. */
import { toInstant } from '../../clock.ts';
import { SourceError } from '../../errors.ts';
import type { OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../../model/meeting.ts';
import type { MaybePromise, Window } from '../../model/source.ts';
import { andThen } from './and-then.ts';
import type { FeedContent, FeedOptions } from './calendar-protocol.ts';
import type { CalendarThread, OpenedFeed } from './calendar-thread.ts';
import { type ExpandedRecords, expandRecords, seriesRecords } from './feed-records.ts';
import { openCalendar } from './open-calendar.ts';
import type { CalendarDiagnostic } from './repairs.ts';
import { revisionOf } from './revision.ts';
import type { TextCalendar } from './text-calendar.ts';

export interface Feed {
  readonly revision: string;
  /** Of reading it, and of what was cut in the latest expansion. */
  diagnostics(): readonly CalendarDiagnostic[];
  /** @throws {SourceError} ICAL_TOO_MUCH where a heavy feed does not answer within its deadline */
  occurrences(window: OccurrenceWindow): MaybePromise<readonly OccurrenceRecord[]>;
  /** @throws {SourceError} as {@link Feed.occurrences} */
  series(): MaybePromise<readonly SeriesRecord[]>;
}

/** Below this a feed is read in about 30 ms, which the main thread can spare. */
const LIGHT_BYTES = 512 * 1024;
/** What a light feed may take of the main thread: about 25 ms. A hostile one goes on in the calendar thread. */
const LIGHT_STEPS = 500_000;

/**
 * @param name of the feed, the same for all its versions
 * @throws {SourceError} UPSTREAM_BAD_BODY, ICAL_TOO_MUCH
 */
export function openFeed(
  name: string,
  bytes: Uint8Array,
  options: FeedOptions,
  thread: CalendarThread,
): MaybePromise<Feed> {
  const content = { version: thread.versionOf(name), bytes, options };
  if (bytes.byteLength <= LIGHT_BYTES) {
    const calendar = openCalendar(bytes, options);
    const opened = { revision: revisionOf(bytes), diagnostics: calendar.diagnostics };
    return new CachedFeed(opened, new LightFeed(calendar, { version: content.version, options }, thread));
  }
  return thread.open(content).then((opened) => new CachedFeed(opened, new HeavyFeed(content, thread)));
}

interface Expander {
  expand(window: OccurrenceWindow): MaybePromise<ExpandedRecords>;
  series(): MaybePromise<readonly SeriesRecord[]>;
}

class HeavyFeed implements Expander {
  readonly #content: FeedContent;
  readonly #thread: CalendarThread;
  /** What was too much once would take the whole deadline again, for every window. */
  #failure: SourceError | null = null;

  constructor(content: FeedContent, thread: CalendarThread) {
    this.#content = content;
    this.#thread = thread;
  }

  expand(window: OccurrenceWindow): Promise<ExpandedRecords> {
    return this.#run(() => this.#thread.expand(this.#content, window));
  }

  series(): Promise<readonly SeriesRecord[]> {
    return this.#run(() => this.#thread.series(this.#content));
  }

  async #run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#failure !== null) throw this.#failure;
    try {
      return await task();
    } catch (error) {
      if (error instanceof SourceError && error.code === 'ICAL_TOO_MUCH') this.#failure = error;
      throw error;
    }
  }
}

class LightFeed implements Expander {
  readonly #calendar: TextCalendar;
  readonly #named: Omit<FeedContent, 'bytes'>;
  readonly #thread: CalendarThread;
  #heavy: HeavyFeed | null = null;

  constructor(calendar: TextCalendar, named: Omit<FeedContent, 'bytes'>, thread: CalendarThread) {
    this.#calendar = calendar;
    this.#named = named;
    this.#thread = thread;
  }

  expand(window: OccurrenceWindow): MaybePromise<ExpandedRecords> {
    if (this.#heavy === null) {
      const expanded = expandRecords(this.#calendar, this.#named.options.feedId, window, LIGHT_STEPS);
      if (!expanded.isWorkSpent) return expanded;
      // The bytes were not kept beside the text, which few feeds need a second time.
      this.#heavy = new HeavyFeed({ ...this.#named, bytes: this.#calendar.toBytes() }, this.#thread);
    }
    return this.#heavy.expand(window);
  }

  series(): readonly SeriesRecord[] {
    return seriesRecords(this.#calendar, this.#named.options.feedId);
  }
}

/** Windows that are kept: this week, this month, the five of a calendar, and a few that clients page through. */
const MAX_WINDOWS = 12;
/** What they hold together, the latest not counted: a year of a large feed has a hundred thousand instances. */
const MAX_KEPT_INSTANCES = 50_000;
const DAY_MS = 86_400_000;

/** Expands whole days and keeps the latest windows, since "the next 30 days" moves with every second. */
class CachedFeed implements Feed {
  readonly revision: string;
  readonly #expander: Expander;
  readonly #windows = new Map<string, MaybePromise<ExpandedRecords>>();
  #series: readonly SeriesRecord[] | null = null;
  readonly #read: readonly CalendarDiagnostic[];
  #cut: readonly CalendarDiagnostic[] = [];

  constructor({ revision, diagnostics }: OpenedFeed, expander: Expander) {
    this.revision = revision;
    this.#expander = expander;
    this.#read = diagnostics;
  }

  diagnostics(): readonly CalendarDiagnostic[] {
    return this.#cut.length === 0 ? this.#read : [...this.#read, ...this.#cut];
  }

  occurrences(window: OccurrenceWindow): MaybePromise<readonly OccurrenceRecord[]> {
    const from = Math.floor(Date.parse(window.from) / DAY_MS) * DAY_MS;
    const to = Math.ceil(Date.parse(window.to) / DAY_MS) * DAY_MS;
    const { omitsRecurrences = false } = window;
    const key = `${from}/${to}/${omitsRecurrences}`;
    const expanded =
      this.#windows.get(key) ?? this.#expander.expand({ from: toInstant(from), to: toInstant(to), omitsRecurrences });
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
        this.#series = series;
        return series;
      })
    );
  }

  #keep(key: string, expanded: MaybePromise<ExpandedRecords>): void {
    this.#windows.delete(key);
    this.#windows.set(key, expanded);
    let kept = 0;
    for (const [older, window] of [...this.#windows].slice(0, -1).reverse()) {
      if (!(window instanceof Promise)) kept += window.records.length;
      if (kept > MAX_KEPT_INSTANCES || this.#windows.size > MAX_WINDOWS) this.#windows.delete(older);
    }
  }

  #answer({ records, diagnostics }: ExpandedRecords, window: Window): readonly OccurrenceRecord[] {
    this.#cut = diagnostics;
    const [fromMs, toMs] = [Date.parse(window.from), Date.parse(window.to)];
    // The same list each time, since whoever joins it remembers it by its identity.
    if (fromMs % DAY_MS === 0 && toMs % DAY_MS === 0) return records;
    // Instants written alike sort as text.
    const [from, to] = [toInstant(fromMs), toInstant(toMs)];
    return records.filter(({ start, end }) => start < to && (end > from || start >= from));
  }
}
