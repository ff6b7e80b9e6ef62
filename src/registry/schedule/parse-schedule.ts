/**
 * Schedules in prose to recurrence rules (RFC 5545 §3.3.10), only where the words are complete and have one meaning.
 * Every word must be understood: what is left over may change the meaning, and a wrong time is worse than none.
 */
import type { CalendarDate } from '../../model/source.ts';
import { takeRecurrence } from './recurrence-words.ts';
import { onlyFirstOfSame } from './same-instant.ts';
import { takeStartDate, weekdayOf } from './start-date.ts';
import { TextScanner, type Unresolved } from './text-scanner.ts';
import { takeTime } from './time-of-day.ts';
import { takeZone } from './zone.ts';

export interface ResolvedSchedule {
  /** Value of an RRULE, e.g. `FREQ=MONTHLY;BYDAY=1TH,3TH`. */
  readonly rrule: string;
  /** Local, `HH:MM`. */
  readonly startTime: string;
  /** IANA zone. */
  readonly timeZone: string;
  /** A day on which the meeting is held; null where every week or month is the same. */
  readonly anchorDate: CalendarDate | null;
  /** e.g. `PT1H`; null where the words do not say. */
  readonly duration: string | null;
}

export type ScheduleResult = ResolvedSchedule | { readonly unresolved: string };

/** What is known beside the words, and then need not stand in them. */
export interface KnownSchedule {
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
  readonly anchorDate?: CalendarDate | undefined;
}

const MAX_LENGTH = 300;
/** With links, which say nothing of when. */
const MAX_WRITTEN_LENGTH = 5_000;
const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /\bexcept\b|\bexcluding\b|\bunless\b|\bskip|\bholidays?\b|\bno (?:meetings?|calls?) (?:in|on|during|for|between)\b/u,
    'It has exceptions in words.',
  ],
  [
    /\bt\.?b\.?[acd]\b|\bto be (?:announced|confirmed|decided|defined|determined)\b|\bnot (?:yet )?(?:decided|scheduled|set)\b|\bno (?:regular )?meetings?\b/u,
    'It is not decided.',
  ],
  [
    /\balternat|\binterleav|\brotat|\bswitch(?:es|ing)\b/u,
    'It alternates, without dates from which the turns could be told.',
  ],
  [
    /\bvar(?:y|ies|ious|iable|ying)\b|\bdifferent (?:days?|times?)\b|\bflexible\b|\birregular/u,
    'Its days or times vary.',
  ],
  [
    /\bad[- ]?hoc\b|\bas[- ]needed\b|\bon[- ](?:demand|request)\b|\bwhen(?:ever)? needed\b|\bby appointment\b|\basync/u,
    'It is held when needed.',
  ],
  [
    /\bpaused\b|\bon hold\b|\bhiatus\b|\bsuspended\b|\bcancell?ed\b|\bdiscontinued\b|\binactive\b|\bno longer\b/u,
    'It is paused.',
  ],
  [
    /\bformer(?:ly)?\b|\bpreviously\b|\bused to\b|\bsometimes\b|\boccasionally\b|\brarely\b|\busually\b|\btypically\b|\bnormally\b|\bgenerally\b|\btentative(?:ly)?\b|\bproposed\b|\bnot\b/u,
    'It is not certain.',
  ],
  [
    /\b(?:until|through|till) (?!\d{1,2}(?:[:.]\d{2}\b(?!-)|\s?[ap]\.?m)|(?:mon|tue|wed|thu|fri|sat|sun))/u,
    'It ends on a day that the rule cannot know.',
  ],
  [/\bquarter(?:ly)?\b|\byearly\b|\bannual/u, 'It names no months.'],
  [/\btwice\b|\btwo times\b|\bsemi-?(?:weekly|monthly)\b/u, 'It does not say which of the days.'],
];
/** How often, before the days themselves: `twice a month, on the 1st and 3rd Thursday`. */
const TWICE =
  /\btwice (?:a|an|per|each|every) (?:week|month)[,:]?\s+(?:on\s+)?(?=(?:the\s+)?(?:1st|first|2nd|second|3rd|third|mon|tue|wed|thu|fri)[a-z]*\s+(?:and|&)\s)/gu;
/** Who meets, at the beginning of a sentence. */
const SUBJECT = /^(?:the )?(?:[\p{L}\p{N}()-]+ ){1,8}(?:meets?|holds(?: (?:its|a|an|regular|public|open))*)(?= )/u;
/** Sentences and words that say nothing about when. */
const NOISE =
  /\byou must be signed into an? (?:free )?zoom account to join\b|\bconvert to your (?:local )?time ?zone\b|\bconvert to your local time\b|\bupcoming meeting dates\b|\b(?:we|the group|it) (?:meets?|holds?)\b|\b(?:via|on|over) (?:slack|discord|jitsi|webex|google meet|(?:microsoft |ms )?teams)\b|\b(?:meet(?:s|ings?)?|calls?|held|occurs?|takes place|sync|regular(?:ly)?|public|community|time|starts?|from|at|on|the|in|of|and|local|recurring|schedule[ds]?|is|are|our|sig|tag|wg|working group|office hours?|via zoom|zoom|live|edition)\b/gu;

/** @returns the rule, or the reason why the words do not make one, as a sentence. */
export function parseSchedule(words: string, known: KnownSchedule = {}): ScheduleResult {
  const plain = words.length > MAX_WRITTEN_LENGTH ? words : plainText(words);
  if (plain === '') return { unresolved: 'No schedule is stated.' };
  if (plain.length > MAX_LENGTH) return { unresolved: 'It is too long to be one schedule.' };
  const reason = REASONS.find(([pattern]) => pattern.test(plain));
  if (reason !== undefined) return { unresolved: reason[1] };
  const text = new TextScanner(onlyFirstOfSame(plain));
  const start = takeStartDate(text);
  if ('unresolved' in start) return start;
  const zone = knownOr(
    known.zone,
    takeZone(text),
    (result) => result.zone,
    (value) => ({ zone: value }),
  );
  const recurrence = takeRecurrence(text);
  const time = knownOr(
    known.time,
    takeTime(text),
    (result) => result.startTime,
    (value) => ({ startTime: value, duration: null }),
  );
  if ('unresolved' in recurrence) return recurrence;
  if ('unresolved' in time) return { unresolved: time.unresolved };
  if ('unresolved' in zone) return { unresolved: zone.unresolved };
  const left = text.rest
    .replace(SUBJECT, ' ')
    .replace(NOISE, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (left !== '') return { unresolved: `The words "${left}" are not understood.` };
  const anchorDate = known.anchorDate ?? start.date;
  if (anchorDate === null && recurrence.needsAnchor)
    return { unresolved: `It is held ${recurrence.text}, and no date says in which weeks.` };
  if (anchorDate !== null && !recurrence.holdsOn(anchorDate, weekdayOf(anchorDate))) {
    return { unresolved: `Its first day ${anchorDate} is none of its days.` };
  }
  return {
    rrule: recurrence.rrule,
    startTime: time.startTime,
    timeZone: zone.zone,
    anchorDate,
    duration: time.duration,
  };
}

/** What is known beside the words holds where these do not say it; where they say something else, nobody knows. */
function knownOr<T extends object>(
  value: string | undefined,
  result: T | Unresolved,
  of: (result: T) => string,
  make: (value: string) => T,
): T | Unresolved {
  if (value === undefined) return result;
  if ('unresolved' in result) return result.isContradictory === true ? result : make(value);
  return of(result) === value
    ? result
    : { unresolved: `The words say ${of(result)}, and ${value} stands beside them.` };
}

/** Lower case, links reduced to their text, typographic signs to plain ones. */
function plainText(words: string): string {
  return (
    words
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
      .replace(/https?:\/\/\S+/gu, ' ')
      .replace(/\bce\(s\)t\b/gu, 'cet')
      .replace(TWICE, ' ')
      // 15:00Z, 1500 UTC, 16:00UTC
      .replace(/(?<=\b\d{1,2}:?\d{2})\s?z\b/gu, ' utc')
      .replace(/\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:utc|gmt)\b)/gu, '$1:$2')
      .replace(/(?<=\d|\d\s?[ap]m)(?=(?:utc|gmt|pt|et|ct|mt|cet)\b)/gu, ' ')
      .replace(/[*`~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
      .replace(/[\u2010-\u2012]/gu, '-')
      .replace(/[\u200b-\u200f\ufeff]/gu, '')
      .replace(/\u2019/gu, "'")
      .replace(/\s+/gu, ' ')
      .trim()
  );
}
