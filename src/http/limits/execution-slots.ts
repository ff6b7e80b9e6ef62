interface Waiting {
  readonly begin: () => void;
  readonly sinceMs: number;
}

/** For each that may run: short ones are begun soon, and a burst of them is no overload. */
const MAX_WAITING = 10;
/** A connection is accepted in one turn of the loop, and its request is read in the next. */
const QUIET_TURNS = 2;
/** However much comes in, questions are executed: reading takes no more than about as long as executing one. */
const MAX_READING_MS = 10;

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
  /** Connections and requests so far. */
  #arrivals = 0;

  /** @param maxWaitMs once a question has waited so long to be begun, no other is taken in */
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
    return isLate || this.#running >= this.#max || this.#waiting.length >= this.#max * MAX_WAITING;
  }

  async run<T>(execute: () => Promise<T>): Promise<T> {
    if (this.#isBeginning) {
      await new Promise<void>((begin) => this.#waiting.push({ begin, sinceMs: performance.now() }));
    } else {
      this.#isBeginning = true;
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
    if (this.#waiting.length === 0) {
      this.#isBeginning = false;
    } else if (quietTurns < QUIET_TURNS && performance.now() - sinceMs < MAX_READING_MS) {
      const seen = this.#arrivals;
      setImmediate(() => this.#next(seen === arrivals ? quietTurns + 1 : 0, seen, sinceMs));
    } else {
      this.#waiting.shift()?.begin();
      setImmediate(() => this.#next());
    }
  }
}
