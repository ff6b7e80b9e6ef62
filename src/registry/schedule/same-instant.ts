/**
 * One time of day in several zones: `8am PT / 11am ET`. The zones of the United States change their clocks on the same
 * day, so what is the same there today is so all year. No two others are that near: `8am PT / 17:00 CET` differs in March.
 */

/** Hours ahead of Pacific time. */
const AHEAD: Readonly<Record<string, number>> = { p: 0, m: 1, c: 2, e: 3 };
const TIME =
  /\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?)?\s?(?:\(?(?:us )?(p|m|c|e)(?:t|[sd]t\/[a-z][sd]t|acific(?: time)?|ountain(?: time)?|entral(?: time)?|astern(?: time)?)\b\)?)/gu;
const BETWEEN = /^[\s/|,=()]*(?:and |or |i\.?e\.? )?[\s(]*$/u;

/** @param plain lower case @returns the words without further times that say the first one again. */
export function onlyFirstOfSame(plain: string): string {
  const [first, ...others] = [...plain.matchAll(TIME)];
  if (first === undefined || others.length === 0) return plain;
  const instant = pacificMinutes(first);
  let end = first.index + first[0].length;
  for (const other of others) {
    if (pacificMinutes(other) !== instant || !BETWEEN.test(plain.slice(end, other.index))) return plain;
    end = other.index + other[0].length;
  }
  return `${plain.slice(0, first.index)}${first[0]}${plain.slice(end)}`;
}

/** @returns minutes after midnight of the Pacific day; negative where that day has not begun. */
function pacificMinutes([, hour, minute = '0', meridiem = '', zone = '']: RegExpExecArray): number {
  const half = meridiem.startsWith('p') ? 12 : 0;
  const hours = meridiem === '' ? Number(hour) : (Number(hour) % 12) + half;
  return (hours - (AHEAD[zone] ?? 0)) * 60 + Number(minute);
}
