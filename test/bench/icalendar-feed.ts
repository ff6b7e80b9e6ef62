/** Writes feeds like those of a community, of any size, the same ones for the same seed. */

/** Zones with their offsets from UTC in winter and summer, and the rules of the change. */
const ZONE_RULES: readonly (readonly [
  tzid: string,
  standard: string,
  daylight: string,
  toSummer: string,
  toWinter: string,
])[] = [
  ['America/Los_Angeles', '-0800', '-0700', 'BYMONTH=3;BYDAY=2SU', 'BYMONTH=11;BYDAY=1SU'],
  ['America/New_York', '-0500', '-0400', 'BYMONTH=3;BYDAY=2SU', 'BYMONTH=11;BYDAY=1SU'],
  ['Europe/Berlin', '+0100', '+0200', 'BYMONTH=3;BYDAY=-1SU', 'BYMONTH=10;BYDAY=-1SU'],
  ['Asia/Kolkata', '+0530', '+0530', 'BYMONTH=3;BYDAY=-1SU', 'BYMONTH=10;BYDAY=-1SU'],
  ['Asia/Tokyo', '+0900', '+0900', 'BYMONTH=3;BYDAY=-1SU', 'BYMONTH=10;BYDAY=-1SU'],
];
const RULES = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=MONTHLY;BYDAY=1TU',
  'FREQ=MONTHLY;BYDAY=-1TH',
  'FREQ=WEEKLY;BYDAY=MO,WE',
];
const SENTENCE = 'Agenda and notes are in the running document\\, everybody may add a topic before the meeting. ';

/** Park–Miller: good enough to vary a feed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export interface FeedShape {
  readonly events: number;
  /** Mean length of a description, in characters. */
  readonly descriptionLength?: number;
  /** Year around which events lie; recurring ones began up to five years before. */
  readonly year?: number;
}

/** @returns a feed of which 30 % recur, one in five of those with an override, one in five with EXDATEs. */
export function writeFeed({ events, descriptionLength = 900, year = 2026 }: FeedShape): Uint8Array {
  const next = random(20_261_121);
  const parts: string[] = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//community-graph//bench//EN',
    ...ZONE_RULES.map(writeZone),
  ];
  for (let index = 0; index < events; index += 1) {
    const tzid = ZONE_RULES[Math.floor(next() * ZONE_RULES.length)]?.[0] ?? 'UTC';
    const isRecurring = index % 10 < 3;
    const start = new Date(
      Date.UTC(year, 0, 1) +
        Math.floor(next() * 365) * 86_400_000 -
        (isRecurring ? Math.floor(next() * 5 * 365) * 86_400_000 : 0),
    );
    const day = start.toISOString().slice(0, 10).replaceAll('-', '');
    const hour = String(7 + Math.floor(next() * 11)).padStart(2, '0');
    const uid = `${index}-${Math.floor(next() * 1e9)}@bench.example`;
    const body = [
      `DTSTAMP:${year}0101T000000Z`,
      `SUMMARY:Working group ${index}`,
      `LOCATION:https://zoom.us/j/${90_000_000_000 + index}`,
      `ORGANIZER;CN=Community:mailto:community@example.org`,
      fold(`DESCRIPTION:${SENTENCE.repeat(Math.ceil((next() * 2 * descriptionLength) / SENTENCE.length))}`),
      'STATUS:CONFIRMED',
      'SEQUENCE:0',
    ];
    const rule = RULES[Math.floor(next() * RULES.length)];
    parts.push(
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTART;TZID=${tzid}:${day}T${hour}0000`,
      `DTEND;TZID=${tzid}:${day}T${hour}5000`,
      ...(isRecurring ? [`RRULE:${rule}`] : []),
      ...(isRecurring && index % 5 === 1
        ? [`EXDATE;TZID=${tzid}:${shifted(start, 14)}T${hour}0000,${shifted(start, 28)}T${hour}0000`]
        : []),
      ...body,
      'END:VEVENT',
    );
    if (isRecurring && index % 5 === 2) {
      const moved = shifted(start, 7);
      parts.push(
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `RECURRENCE-ID;TZID=${tzid}:${moved}T${hour}0000`,
        `DTSTART;TZID=${tzid}:${moved}T180000`,
        `DTEND;TZID=${tzid}:${moved}T190000`,
        ...body,
        'END:VEVENT',
      );
    }
  }
  parts.push('END:VCALENDAR', '');
  return new TextEncoder().encode(parts.join('\r\n'));
}

function shifted(start: Date, days: number): string {
  return new Date(start.getTime() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
}

function fold(line: string): string {
  return line.replaceAll(/.{74}(?=.)/gu, '$&\r\n ');
}

function writeZone([tzid, standard, daylight, toSummer, toWinter]: (typeof ZONE_RULES)[number]): string {
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:DAYLIGHT',
    'DTSTART:20070325T020000',
    `RRULE:FREQ=YEARLY;${toSummer}`,
    `TZOFFSETFROM:${standard}`,
    `TZOFFSETTO:${daylight}`,
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20071028T030000',
    `RRULE:FREQ=YEARLY;${toWinter}`,
    `TZOFFSETFROM:${daylight}`,
    `TZOFFSETTO:${standard}`,
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
}
