/** When an initiative is to be finished, only where something says so outright. */
import type { CalendarDate } from '../../model/source.ts';
import { findStatedDates } from './explicit-date.ts';
import type { IssuePayload } from './issue-payload.ts';
import { TARGET_DATE_FIELDS } from './listing-query.ts';

export interface TargetDate {
  readonly targetDate: CalendarDate | null;
  /** e.g. `milestone v1.2`; null where there is no date. */
  readonly targetDateReason: string | null;
}

const END_WORDS =
  /\b(?:target(?:ed)?|due|deadline|complet(?:e|ed|ion)|deliver(?:y|ed|able|ables)?|finish(?:ed)?|finali[sz](?:e|ed)|end(?:s|ing)?|until|till|by|publish(?:ed)?|publication|release(?:d)?|eta|no later than|before)\b/iu;
const START_WORDS =
  /\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|since|from|kick-?off|created|opened|launched|as of|last updated?)\b/iu;
const RANGE = /^\s*(?:–|—|-|to|through|until|till)\s*$/iu;
const LABELLED =
  /(?:target(?: completion)?|due|end|completion|expected completion|delivery|deadline|eta)(?: date)?[*_]*\s*[:：=][*_]*\s*|(?:deadline (?:is|of)|due (?:on|by)|(?:to be )?(?:completed|finished|delivered|published) (?:by|before|until|no later than)(?: the)?(?: end of)?)\s+/giu;

/**
 * @param timeline answer to a question about the timeline; null where none is asked or answered
 * @param description answer that may state a target date under its name
 */
export function findTargetDate(issue: IssuePayload, timeline: string | null, description: string | null): TargetDate {
  const { milestone } = issue;
  if (milestone?.dueOn) {
    return { targetDate: milestone.dueOn.slice(0, 10), targetDateReason: `milestone ${milestone.title}` };
  }
  for (const field of TARGET_DATE_FIELDS) {
    const dates = new Set(issue.projectFields?.[field] ?? []);
    const [date] = dates;
    if (date !== undefined && dates.size === 1 && /^\d{4}-\d{2}-\d{2}$/u.test(date)) {
      return { targetDate: date, targetDateReason: `project field ${field}` };
    }
  }
  const stated =
    (timeline === null ? null : fromTimeline(timeline)) ?? (description === null ? null : fromText(description));
  return stated
    ? { targetDate: stated.date, targetDateReason: `timeline: ${stated.text}` }
    : { targetDate: null, targetDateReason: null };
}

/** The latest date of the answer that is not said to be a start, where one is said to be an end or stands alone. */
function fromTimeline(text: string): { date: CalendarDate; text: string } | null {
  const dates = text.split('\n').flatMap((line) => {
    const found = findStatedDates(line);
    return found.map((stated, index) => {
      const previous = found[index - 1];
      const from = previous ? previous.index + previous.text.length : 0;
      const before = line.slice(from, stated.index);
      const isRangeEnd = previous !== undefined && RANGE.test(before);
      const next = found[index + 1];
      const isRangeStart = next !== undefined && RANGE.test(line.slice(stated.index + stated.text.length, next.index));
      return {
        ...stated,
        isEnd: isRangeEnd || (END_WORDS.test(before) && !isRangeStart),
        isStart: isRangeStart || (START_WORDS.test(before) && !END_WORDS.test(before) && !isRangeEnd),
      };
    });
  });
  const candidates = dates.filter((stated) => !stated.isStart);
  const isStatedOutright = candidates.some((stated) => stated.isEnd) || candidates.length === 1;
  if (!isStatedOutright) return null;
  return candidates.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0] ?? null;
}

/** A date right after words such as `Target date:`; two that differ say nothing. */
function fromText(text: string): { date: CalendarDate; text: string } | null {
  const found = [...text.matchAll(LABELLED)].flatMap((match) => {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 40);
    const [first] = findStatedDates(after);
    return first && first.index <= 3 ? [first] : [];
  });
  const dates = new Set(found.map(({ date }) => date));
  return dates.size === 1 ? (found[0] ?? null) : null;
}
