/** A day: who asks for more is broken, and would be forgotten about. */
const MAX_SECONDS = 86_400;

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3), in either of its forms.
 * @param headers of the answer; a date is measured from its `Date`, so that a wrong clock there does no harm
 * @param nowMs used where the answer has no `Date`
 * @returns whole seconds in [0, 86400]; null where there is no header or no sense in it
 */
export function parseRetryAfter(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined) return null;
  const seconds = /^\d+$/u.test(text) ? Number(text) : secondsUntil(text, headers.get('date'), nowMs);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(Math.ceil(seconds), 0), MAX_SECONDS);
}

/** Begins with a weekday, in each of the three forms of RFC 9110 §5.6.7; `Date.parse` takes much else for a date. */
const HTTP_DATE = /^[a-z]{3,9},? /iu;

function secondsUntil(httpDate: string, sentAt: string | null, nowMs: number): number {
  if (!HTTP_DATE.test(httpDate)) return Number.NaN;
  const from = sentAt === null ? Number.NaN : Date.parse(sentAt);
  return (Date.parse(httpDate) - (Number.isNaN(from) ? nowMs : from)) / 1000;
}
