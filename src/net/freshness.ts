/** Below a minute a page that is looked at would mean a request to the upstream at almost every look. */
const MIN_SECONDS = 60;
/** Above a day an edit that nobody announced would stay unseen for too long. */
const MAX_SECONDS = 86_400;

/**
 * How long an answer says it stays fresh, as a shared cache reads it (RFC 9111 §4.2): `s-maxage`, `max-age`, or
 * `Expires` less `Date`; less the `Age` it already has. Clamped, because upstreams rarely mean what they say:
 * calendar hosts answer `no-cache` to everybody, archives a year.
 * @returns seconds in [60, 86400]; null where the answer does not say
 */
export function freshForSeconds(headers: Headers): number | null {
  const lifetime = lifetimeSeconds(headers);
  if (lifetime === null) return null;
  const age = parseSeconds(headers.get('age') ?? undefined) ?? 0;
  return Math.min(Math.max(lifetime - age, MIN_SECONDS), MAX_SECONDS);
}

function lifetimeSeconds(headers: Headers): number | null {
  const directives = parseDirectives(headers.get('cache-control') ?? '');
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const seconds = parseSeconds(directives.get('s-maxage')) ?? parseSeconds(directives.get('max-age'));
  if (seconds !== null) return seconds;
  const expires = headers.get('expires');
  if (expires === null) return null;
  const span = (Date.parse(expires) - Date.parse(headers.get('date') ?? '')) / 1000;
  // RFC 9111 §5.3: a date that cannot be read, especially "0", lies in the past.
  return Number.isNaN(span) ? 0 : span;
}

function parseDirectives(text: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const directive of text.split(',')) {
    const [name = '', value = ''] = directive.split('=', 2);
    directives.set(name.trim().toLowerCase(), value.trim().replace(/^"|"$/gu, ''));
  }
  return directives;
}

function parseSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/u.test(text.trim()) ? Number(text) : null;
}
