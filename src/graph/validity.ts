/** What an answer rests on, collected while it is made: the sources that were read, and when time alone changes it. */
import { toInstant } from '../clock.ts';
import type { CalendarDate, Instant } from '../model/source.ts';
import { addDays, toDate, toEpochMs } from './time.ts';

export class Validity {
  /** When the answer is made. Whoever reads it says with {@link changesAt} until when the same comes out. */
  readonly now: Instant;
  /** The answer is for the client who asked, and for nobody else. */
  isPersonal = false;
  readonly #sources = new Set<string>();
  #changesAt: Instant | null = null;

  constructor(now: Instant) {
    this.now = now;
  }

  /** Ids of the sources whose value, state or age the answer shows. */
  get sources(): ReadonlySet<string> {
    return this.#sources;
  }

  /** The first instant at which time alone makes another answer; null where it never does. */
  get changes(): Instant | null {
    return this.#changesAt;
  }

  /** The day of `now` in UTC, good until the next one begins. */
  get today(): CalendarDate {
    const today = toDate(this.now);
    this.changesAt(addDays(`${today}T00:00:00Z`, 1));
    return today;
  }

  dependsOn(sourceId: string): void {
    this.#sources.add(sourceId);
  }

  /** From this instant on the answer may be another; one that has passed changes nothing. */
  changesAt(instant: Instant): void {
    if (instant > this.now && (this.#changesAt === null || instant < this.#changesAt)) this.#changesAt = instant;
  }

  /** The answer is another once this instant has passed; instants are whole seconds. */
  changesAfter(instant: Instant): void {
    if (instant < this.now || (this.#changesAt !== null && instant >= this.#changesAt)) return;
    this.changesAt(toInstant(toEpochMs(instant) + 1000));
  }
}
