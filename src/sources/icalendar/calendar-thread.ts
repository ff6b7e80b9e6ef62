/** The main thread's side of the calendar thread: one task at a time, each with a deadline. */
import { Worker } from 'node:worker_threads';
import { SourceError } from '../../errors.ts';
import type { OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../../model/meeting.ts';
import { piecesInTurns } from '../../net/pieces-in-turns.ts';
import { sha256 } from '../../net/sha256.ts';
import type { CalendarReply, CalendarRequest, FeedContent, FeedVersion } from './calendar-protocol.ts';
import type { ExpandedRecords } from './feed-records.ts';
import type { EventRecord } from './occurrence.ts';
import { countInstances, type PackedInstances, unpackRecords } from './packed-instances.ts';
import type { CalendarDiagnostic } from './repairs.ts';

export interface CalendarThreadOptions {
  /** CPU time after which a task has failed and the thread is replaced. */
  readonly deadlineMs: number;
}

export interface OpenedFeed {
  readonly revision: string;
  /** What was repaired. */
  readonly diagnostics: readonly CalendarDiagnostic[];
}

/** Sends one request, with what is handed over and not copied, and waits for its reply. */
type Ask = (request: CalendarRequest, transferred?: readonly ArrayBuffer[]) => Promise<CalendarReply>;

/** Old space of the thread: room for a feed of 64 MiB. */
const MAX_HEAP_MB = 768;
/** Most of what is made while a feed is read or expanded is short-lived, and would else fill 48 MB before it is let go. */
const YOUNG_HEAP_MB = 12;

export class CalendarThread {
  readonly #deadlineMs: number;
  #worker: Worker | null = null;
  #tail: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #opened = 0;
  /** By feed, the content that could not be opened: each time that it is fetched it would take the deadline. */
  readonly #tooMuch = new Map<string, { readonly hash: string; readonly error: SourceError }>();

  constructor({ deadlineMs }: CalendarThreadOptions) {
    this.#deadlineMs = deadlineMs;
  }

  /** @returns the name of a new version of a feed */
  versionOf(feed: string): FeedVersion {
    this.#opened += 1;
    return { feed, number: this.#opened };
  }

  /** @throws {SourceError} UPSTREAM_BAD_BODY, or ICAL_TOO_MUCH past the deadline, for the same content ever after */
  async open(content: FeedContent): Promise<OpenedFeed> {
    const { bytes, version } = content;
    const failed = this.#tooMuch.get(version.feed);
    if (failed !== undefined && failed.hash === (await sha256(bytes))) throw failed.error;
    try {
      return await this.#run((ask) => openIn(ask, content));
    } catch (error) {
      if (error instanceof SourceError && error.code === 'ICAL_TOO_MUCH')
        this.#tooMuch.set(version.feed, { hash: await sha256(bytes), error });
      throw error;
    }
  }

  /** @throws {SourceError} ICAL_TOO_MUCH past the deadline */
  async expand(content: FeedContent, window: OccurrenceWindow): Promise<ExpandedRecords> {
    const request: CalendarRequest = { kind: 'expand', version: content.version, window };
    const { packed, diagnostics } = await this.#run((ask) => expandIn(ask, request, content));
    return { records: await unpackAll(packed, content.options.feedId), diagnostics, isWorkSpent: false };
  }

  /** @throws {SourceError} ICAL_TOO_MUCH past the deadline */
  async series(content: FeedContent): Promise<readonly SeriesRecord[]> {
    const request: CalendarRequest = { kind: 'series', version: content.version };
    return this.#run(async (ask) => restOfList<SeriesRecord>(ask, await askOpened(ask, request, content)));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
    this.#worker = null;
  }

  /** Tasks wait for each other, so that a deadline measures one task alone. */
  #run<T>(task: (ask: Ask) => Promise<T>): Promise<T> {
    const result = this.#tail.then(() => this.#runNow(task));
    this.#tail = result.catch(() => {});
    return result;
  }

  async #runNow<T>(task: (ask: Ask) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new SourceError('UPSTREAM_UNREACHABLE', 'The gateway is closing.');
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // The process may end while nothing is asked.
    worker.ref();
    const failure = failureOf(worker, this.#deadlineMs);
    try {
      return await Promise.race([task((...sent) => ask(worker, ...sent)), failure.promise]);
    } catch (error) {
      if (failure.hasFailed()) {
        if (this.#worker === worker) this.#worker = null;
        void worker.terminate();
      }
      throw error;
    } finally {
      failure.stop();
      worker.unref();
    }
  }

  #start(): Worker {
    return new Worker(new URL('./calendar-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    });
  }
}

async function openIn(ask: Ask, content: FeedContent): Promise<OpenedFeed> {
  const bytes = await copyOf(content.bytes);
  const reply = await ask({ kind: 'open', content: { ...content, bytes } }, [bytes.buffer]);
  if (reply.kind !== 'opened') throw toError(reply);
  return reply;
}

/** To be handed over: what is only sent is copied in one turn, which takes tens of milliseconds for the largest feeds. */
async function copyOf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new Uint8Array(bytes.byteLength);
  for await (const { at, piece } of piecesInTurns(bytes)) copy.set(piece, at);
  return copy;
}

/** Opens the feed where the thread does not have it, or no longer. */
async function askOpened(ask: Ask, request: CalendarRequest, content: FeedContent): Promise<CalendarReply> {
  const reply = await ask(request);
  if (reply.kind !== 'unknown') return reply;
  await openIn(ask, content);
  return ask(request);
}

async function expandIn(
  ask: Ask,
  request: CalendarRequest,
  content: FeedContent,
): Promise<{ packed: PackedInstances; diagnostics: readonly CalendarDiagnostic[] }> {
  const reply = await askOpened(ask, request, content);
  if (reply.kind !== 'expanded') throw toError(reply);
  const { times, diagnostics } = reply;
  return { packed: { times, records: await restOfList<EventRecord>(ask, await ask(MORE)) }, diagnostics };
}

const MORE: CalendarRequest = { kind: 'more' };

/** @param first part of the list; the others are asked for */
async function restOfList<Item>(ask: Ask, first: CalendarReply): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let reply = first; ; reply = await ask(MORE)) {
    if (reply.kind !== 'part') throw toError(reply);
    // What was asked first says of what the list is.
    items.push(...(reply.items as readonly Item[]));
    if (!reply.hasMore) return items;
    await nextTurn();
  }
}

/** So many records are made in about a millisecond. */
const RECORDS_PER_TURN = 2000;

async function unpackAll(packed: PackedInstances, feedId: string): Promise<readonly OccurrenceRecord[]> {
  const records: OccurrenceRecord[] = [];
  const count = countInstances(packed);
  for (let from = 0; from < count; from += RECORDS_PER_TURN) {
    if (from > 0) await nextTurn();
    for (const record of unpackRecords(packed, feedId, from, from + RECORDS_PER_TURN)) records.push(record);
  }
  // Whoever waits for many has much to do with them.
  if (count > RECORDS_PER_TURN) await nextTurn();
  return records;
}

/** Lets others have theirs. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function toError(reply: CalendarReply): SourceError {
  return reply.kind === 'failed'
    ? new SourceError(reply.code, reply.message)
    : new SourceError('UPSTREAM_BAD_BODY', 'The calendar cannot be read.');
}

function ask(worker: Worker, ...[request, transferred = []]: Parameters<Ask>): Promise<CalendarReply> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.postMessage(request, transferred);
  });
}

interface Failure {
  /** Never resolves; rejects at the deadline, or when the thread dies. */
  readonly promise: Promise<never>;
  hasFailed(): boolean;
  stop(): void;
}

function failureOf(worker: Worker, deadlineMs: number): Failure {
  let hasFailed = false;
  let stop = (): void => {};
  const promise = new Promise<never>((_resolve, reject) => {
    const fail = (message: string, cause?: unknown): void => {
      hasFailed = true;
      reject(new SourceError('ICAL_TOO_MUCH', message, { cause }));
    };
    const onError = (error: unknown): void => fail('The feed needs more memory than it may have.', error);
    const onExit = (): void => fail('The thread that reads calendars has ended.');
    const stopTimer = startDeadline(worker, deadlineMs, () => fail(`The feed was not read within ${deadlineMs} ms.`));
    worker.once('error', onError);
    worker.once('exit', onExit);
    stop = () => {
      stopTimer();
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
  });
  // Where the task ends first, nobody waits for this one.
  promise.catch(() => {});
  return { promise, hasFailed: () => hasFailed, stop: () => stop() };
}

/** A thread that is given no time, on a machine with much else to do, is waited for this many times as long. */
const PATIENCE = 5;

/** The deadline is one of the thread's own CPU time: a feed is not to blame for its neighbours. */
function startDeadline(worker: Worker, deadlineMs: number, onPassed: () => void): () => void {
  const began = usedMs(worker);
  let timer: NodeJS.Timeout | null = null;
  let waitedMs = 0;
  const wait = (ms: number): void => {
    timer = setTimeout(() => void check(ms), ms);
  };
  const check = async (ms: number): Promise<void> => {
    waitedMs += ms;
    const leftMs = deadlineMs - ((await usedMs(worker)) - (await began));
    if (timer === null) return;
    if (leftMs <= 0 || waitedMs >= PATIENCE * deadlineMs) onPassed();
    else wait(Math.max(leftMs, deadlineMs / 10));
  };
  wait(deadlineMs);
  return () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

/** CPU time of the thread in ms; one that is starting or has ended has used none. */
async function usedMs(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}
