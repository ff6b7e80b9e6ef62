/** When a meeting must start for a question to mean it, and until when that window holds the same meetings. */
import { toInstant } from '../clock.ts';
import type { Instant, Window } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import type { MeetingFilters } from './generated.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { rememberLast } from './remember-last.ts';
import { addDays, DAY_MS, parseDuration, toDate, toEpochMs } from './time.ts';
import type { Validity } from './validity.ts';

/** What a reader who names no time expects to see. */
const DEFAULT_WINDOW_DAYS = 30;
/** A year and a month: yearly meetings are found, and no query expands without bound. */
export const MAX_WINDOW_DAYS = 400;
const HOUR_MS = 3_600_000;

/**
 * @returns the half-open window in which a meeting must start. Without any bound: {@link DEFAULT_WINDOW_DAYS} from now.
 *   With `startsAfter` alone, {@link MAX_WINDOW_DAYS} from there; with `startsBefore` alone, from now, or that long
 *   before it where it is past.
 * @throws {GraphQLError} BAD_USER_INPUT where the window is longer than {@link MAX_WINDOW_DAYS}
 */
function toWindow(filters: MeetingFilters, now: Instant): Window {
  const { startsAfter, startsBefore, within } = filters;
  if (within) {
    const ms = parseDuration(within) ?? 0;
    if (ms > MAX_WINDOW_DAYS * DAY_MS)
      throw badUserInput('within', `must be at most P${MAX_WINDOW_DAYS}D, but got ${within}.`);
    const from = startsAfter ?? now;
    const to = toInstant(toEpochMs(from) + ms);
    return { from, to: startsBefore && startsBefore < to ? startsBefore : to };
  }
  if (startsAfter && startsBefore) {
    if (toEpochMs(startsBefore) - toEpochMs(startsAfter) > MAX_WINDOW_DAYS * DAY_MS) {
      throw badUserInput('startsBefore', `must be at most ${MAX_WINDOW_DAYS} days after "startsAfter".`);
    }
    return { from: startsAfter, to: startsBefore };
  }
  if (startsAfter) return { from: startsAfter, to: addDays(startsAfter, MAX_WINDOW_DAYS) };
  if (startsBefore) {
    const from = startsBefore > now ? now : addDays(startsBefore, -MAX_WINDOW_DAYS);
    if (toEpochMs(startsBefore) - toEpochMs(from) > MAX_WINDOW_DAYS * DAY_MS) {
      throw badUserInput(
        'startsBefore',
        `must be at most ${MAX_WINDOW_DAYS} days from now, or come with "startsAfter".`,
      );
    }
    return { from, to: startsBefore };
  }
  return defaultWindow(now);
}

const defaultWindow = rememberLast((now: Instant) => ({ from: now, to: addDays(now, DEFAULT_WINDOW_DAYS) }));

/** A window, and which of its bounds move with the time: those that filters name stand still. */
export interface Sliding {
  readonly now: Instant;
  readonly window: Window;
  readonly slides: { readonly from: boolean; readonly to: boolean };
}

/** Every group of an answer is asked with the same filters. */
const slidings = new WeakMap<MeetingFilters, Sliding>();

/** @returns the window of the filters, or {@link DEFAULT_WINDOW_DAYS} from now where there are none */
export function slidingWindow(filters: MeetingFilters | null | undefined, now: Instant): Sliding {
  if (!filters) return defaultSliding(now);
  const known = slidings.get(filters);
  if (known?.now === now) return known;
  const window = toWindow(filters, now);
  const later = toWindow(filters, toInstant(toEpochMs(now) + 1000));
  const sliding = { now, window, slides: { from: later.from !== window.from, to: later.to !== window.to } };
  slidings.set(filters, sliding);
  return sliding;
}

const defaultSliding = rememberLast(
  (now: Instant): Sliding => ({ now, window: defaultWindow(now), slides: { from: true, to: true } }),
);

/** Notes in the validity when the window will hold other meetings than now. @param loaded what was loaded: at least the window */
export function noteSliding(
  validity: Validity,
  window: Window,
  slides: { readonly from: boolean; readonly to: boolean },
  loaded: Window,
  meetings: readonly JoinedMeeting[],
): void {
  /** When the end of the window will have reached the instant. */
  const arrivalAt = (instant: Instant): Instant =>
    toInstant(toEpochMs(validity.now) + toEpochMs(instant) - toEpochMs(window.to));
  if (slides.from) {
    const leaving = firstStart(meetings, window.from);
    if (leaving !== null) validity.changesAfter(leaving);
  }
  if (slides.to) {
    validity.changesAt(arrivalAt(loaded.to));
    const entering = firstStart(meetings, window.to);
    if (entering !== null) validity.changesAfter(arrivalAt(entering));
  }
}

function firstStart(meetings: readonly JoinedMeeting[], notBefore: Instant): Instant | null {
  let first: Instant | null = null;
  for (const { startsAt } of meetings) {
    if (startsAt >= notBefore && (first === null || startsAt < first)) first = startsAt;
  }
  return first;
}

/** @returns the days in UTC that the window touches, and at least an hour after it. */
export function wholeDays(window: Window): Window {
  const known = daysOf.get(window);
  if (known !== undefined) return known;
  const end = toEpochMs(window.to) + HOUR_MS;
  const days = { from: `${toDate(window.from)}T00:00:00Z`, to: toInstant(Math.ceil(end / DAY_MS) * DAY_MS) };
  daysOf.set(window, days);
  return days;
}

/** Every group of an answer looks at the same window. */
const daysOf = new WeakMap<Window, Window>();
