interface Waiting {
  readonly begin: () => void;
  readonly sinceMs: number;
}

/** When to come again, in seconds. Executions take milliseconds; by then there is room, or more clients than can be served. */
export const OVERLOAD_RETRY_SECONDS = 1;

/** For each that may run: short ones are begun soon, and a burst of them is no overload. */
const MAX_WAITING = 10;
/** A connection is accepted in one turn of the loop, and its request is read in the next. */
const QUIET_TURNS = 2;
/** However much comes in, questions are executed: reading takes no more than about as long as executing one. */
const MAX_READING_MS = 10;
/** Share of the last one in the mean time that one takes: some ten of them tell. */
const NEWEST_SHARE = 0.1;

/**
 * How many questions are executed at once, and how long they wait for it. What is more is turned away at once instead of
 * waiting until its client has given up: a server that is asked for more than it can do goes on doing as much as it can.
 *
 * A question that is executed from memory keeps the event loop to itself, and those that come meanwhile wait where nobody
 * sees them: unread, or not even accepted. So one is begun at a time, and before the next one the loop reads what has come.
 */
export class ExecutionSlots {
  readonly #max: number;
  readonly #maxWaitMs: number;
  #running = 0;
  /** Whether one was begun and the loop has not come round since. */
  #isBeginning = false;
  readonly #waiting: Waiting[] = [];
  /** The next steps of what was begun before. */
  readonly #continuing: (() => void)[] = [];
  /** Connections and requests so far. */
  #arrivals = 0;
  /** From one that is begun to the next one, while somebody waits: the mean of the last ones. */
  #paceMs = 0;
  #begunAtMs = 0;

  /** @param maxWaitMs where a question would wait longer than this to be begun, or another one has, it is not taken in */
  constructor(max: number, maxWaitMs: number) {
    this.#max = max;
    this.#maxWaitMs = maxWaitMs;
  }

  /** A connection or a request of whatever kind came in: what needs no execution must not wait behind those that do. */
  arrived(): void {
    this.#arrivals += 1;
  }

  /** @returns whether a question that has to be executed must be turned away */
  areTaken(): boolean {
    const [first] = this.#waiting;
    const isLate = first !== undefined && performance.now() - first.sinceMs > this.#maxWaitMs;
    const willBeLate = this.#waiting.length * this.#paceMs > this.#maxWaitMs;
    return isLate || willBeLate || this.#running >= this.#max || this.#waiting.length >= this.#max * MAX_WAITING;
  }

  /** @param step CONTINUES: of something that was begun before, which is finished before anything else is begun */
  async run<T>(execute: () => Promise<T>, step: 'BEGINS' | 'CONTINUES' = 'BEGINS'): Promise<T> {
    if (this.#isBeginning) {
      await new Promise<void>((begin) => {
        if (step === 'CONTINUES') this.#continuing.push(begin);
        else this.#waiting.push({ begin, sinceMs: performance.now() });
      });
    } else {
      this.#isBeginning = true;
      this.#begunAtMs = performance.now();
      setImmediate(() => this.#next());
    }
    this.#running += 1;
    try {
      return await execute();
    } finally {
      this.#running -= 1;
    }
  }

  /** Begins the next one that waits, when the loop has nothing more to read. */
  #next(quietTurns = 0, arrivals = this.#arrivals, sinceMs = performance.now()): void {
    const proceed = this.#continuing.shift();
    if (proceed !== undefined) {
      proceed();
      setImmediate(() => this.#next());
    } else if (this.#waiting.length === 0) {
      this.#isBeginning = false;
    } else if (quietTurns < QUIET_TURNS && performance.now() - sinceMs < MAX_READING_MS) {
      const seen = this.#arrivals;
      setImmediate(() => this.#next(seen === arrivals ? quietTurns + 1 : 0, seen, sinceMs));
    } else {
      const nowMs = performance.now();
      this.#paceMs += NEWEST_SHARE * (nowMs - this.#begunAtMs - this.#paceMs);
      this.#begunAtMs = nowMs;
      this.#waiting.shift()?.begin();
      setImmediate(() => this.#next());
    }
  }
}
