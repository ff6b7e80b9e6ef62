/** What an answer rests on, collected while it is made: the sources that were read, and when time alone changes it. */
import { toInstant } from '../clock.ts';
import type { CalendarDate, Instant } from '../model/source.ts';
import { addDays, toDate, toEpochMs } from './time.ts';

/** What an answer, or a part of one, rests on. */
export interface Grounds {
  /** Ids of the sources whose value, state or age it shows. */
  readonly sources: ReadonlySet<string>;
  /** The first instant at which time alone makes another; null where it never does. */
  readonly changes: Instant | null;
  /** It is for the client who asked, and for nobody else. */
  readonly isPersonal: boolean;
  /** It says where the gateway was reached. */
  readonly isAddressed: boolean;
}

const NO_SOURCES: ReadonlySet<string> = new Set();

/** Made for every entity of an answer, and most rest on nothing: a set is made for those that do. */
class Collected implements Grounds {
  #sources: Set<string> | null = null;
  changes: Instant | null = null;
  isPersonal = false;
  isAddressed = false;

  get sources(): ReadonlySet<string> {
    return this.#sources ?? NO_SOURCES;
  }

  addSource(id: string): void {
    this.#sources ??= new Set();
    this.#sources.add(id);
  }
}

export class Validity implements Grounds {
  /** When the answer is made. Whoever reads it says with {@link changesAt} until when the same comes out. */
  readonly now: Instant;
  #tomorrow: Instant | null = null;
  #collected = new Collected();

  constructor(now: Instant) {
    this.now = now;
  }

  get sources(): ReadonlySet<string> {
    return this.#collected.sources;
  }

  get changes(): Instant | null {
    return this.#collected.changes;
  }

  get isPersonal(): boolean {
    return this.#collected.isPersonal;
  }

  get isAddressed(): boolean {
    return this.#collected.isAddressed;
  }

  /** The day of `now` in UTC, good until the next one begins. */
  get today(): CalendarDate {
    const today = toDate(this.now);
    this.#tomorrow ??= addDays(`${today}T00:00:00Z`, 1);
    this.changesAt(this.#tomorrow);
    return today;
  }

  dependsOn(sourceId: string): void {
    this.#collected.addSource(sourceId);
  }

  /** From now on the answer is for the client who asked alone. */
  isForOneClient(): void {
    this.#collected.isPersonal = true;
  }

  /** The answer is for those who reached the gateway under the same address. */
  isForOneAddress(): void {
    this.#collected.isAddressed = true;
  }

  /** From this instant on the answer may be another; one that has passed changes nothing. */
  changesAt(instant: Instant): void {
    const { changes } = this.#collected;
    if (instant > this.now && (changes === null || instant < changes)) this.#collected.changes = instant;
  }

  /** The answer is another once this instant has passed; instants are whole seconds. */
  changesAfter(instant: Instant): void {
    const { changes } = this.#collected;
    if (instant < this.now || (changes !== null && instant >= changes)) return;
    this.changesAt(toInstant(toEpochMs(instant) + 1000));
  }

  /** The answer also rests on what a part of it does that was made before. */
  add({ sources, changes, isPersonal, isAddressed }: Grounds): void {
    if (sources.size > 0) for (const id of sources) this.#collected.addSource(id);
    if (changes !== null) this.changesAt(changes);
    if (isPersonal) this.isForOneClient();
    if (isAddressed) this.isForOneAddress();
  }

  /** @returns what `make` does, and what that alone rests on: all that it notes before it returns */
  collect<T>(make: () => T): { readonly value: T; readonly grounds: Grounds } {
    const outer = this.#collected;
    const grounds = new Collected();
    this.#collected = grounds;
    try {
      return { value: make(), grounds };
    } finally {
      this.#collected = outer;
      this.add(grounds);
    }
  }
}
