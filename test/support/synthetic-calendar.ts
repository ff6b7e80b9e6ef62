/** A calendar of recurring meetings of every kind, in zones whose clocks are changed in every way. */

const RULES = [
  'FREQ=DAILY;INTERVAL=9',
  'FREQ=DAILY;COUNT=40',
  'FREQ=DAILY;COUNT=150;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU',
  'FREQ=WEEKLY;UNTIL=20280101T000000Z;BYDAY=TU',
  'FREQ=WEEKLY;COUNT=60;BYDAY=TU,TH',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYDAY=3TU,1TU',
  'FREQ=MONTHLY;BYDAY=-1TU',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=10;BYDAY=-1TU',
  // What programs read in different ways, so that it must be told instance by instance.
  'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  'FREQ=HOURLY;COUNT=30',
  'FREQ=DAILY;BYHOUR=9,17;COUNT=90',
  'FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1TU',
];

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'America/St_Johns',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Auckland',
  null,
];

/** The last two go on while clocks are changed somewhere. */
const TIMES = [
  ['T180000', 'PT1H'],
  ['T090000', 'PT45M'],
  ['T233000', 'PT4H'],
  ['T013000', 'PT1H'],
] as const;

/** @returns an iCalendar stream; the title of each event says its zone, its time and its rule. */
export function syntheticCalendar(): string {
  const timed = ZONES.flatMap((zone, column) =>
    RULES.flatMap((rule, row) => {
      const [time, duration] = TIMES[(row + column) % TIMES.length] ?? TIMES[0];
      return timedEvents(`timed-${column}-${row}`, zone, time, duration, rule);
    }),
  );
  const days = RULES.filter((rule) => !/HOUR/u.test(rule)).flatMap((rule, row) =>
    event(`days-${row}`, `days ${toTitle(rule)}`, [
      'DTSTART;VALUE=DATE:20261006',
      'DTEND;VALUE=DATE:20261008',
      `RRULE:${rule.replace(/T000000Z/u, '')}`,
      'EXDATE;VALUE=DATE:20261103',
    ]),
  );
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...timed,
    ...days,
    ...oddities(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function timedEvents(uid: string, zone: string | null, time: string, duration: string, rule: string): string[] {
  const at = (name: string, day: string, clock = time): string =>
    zone === null ? `${name}:${day}${clock}Z` : `${name};TZID=${zone}:${day}${clock}`;
  const title = `${zone ?? 'UTC'} ${time} ${toTitle(rule)}`;
  return [
    ...event(uid, title, [
      at('DTSTART', '20261006'),
      `DURATION:${duration}`,
      `RRULE:${rule}`,
      at('EXDATE', '20261013'),
      // Not an instance of any of the rules.
      at('EXDATE', '20261013', 'T111100'),
    ]),
    ...event(uid, `${title} moved`, [
      at('RECURRENCE-ID', '20261201'),
      at('DTSTART', '20261202', 'T150000'),
      'DURATION:PT2H',
      'SEQUENCE:3',
    ]),
    ...event(uid, `${title} off`, [
      at('RECURRENCE-ID', '20270105'),
      at('DTSTART', '20270105'),
      `DURATION:${duration}`,
      'STATUS:CANCELLED',
    ]),
  ];
}

/** Without what a title must escape. */
function toTitle(rule: string): string {
  return rule.replace(/[;,]/gu, ' ');
}

function oddities(): string[] {
  const start = 'DTSTART;TZID=Europe/Berlin:20261006T100000';
  const weekly = ['DURATION:PT1H', 'RRULE:FREQ=WEEKLY'];
  return [
    ...event('rdate', 'with RDATEs', [start, ...weekly, 'RDATE;TZID=Europe/Berlin:20261008T120000,20270108T120000']),
    ...event('period', 'with a PERIOD', [
      start,
      ...weekly,
      'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20261013T100000/PT3H',
    ]),
    ...event('two', 'with two rules', [start, ...weekly, 'RRULE:FREQ=MONTHLY']),
    ...event('exrule', 'with an EXRULE', [start, ...weekly, 'EXRULE:FREQ=MONTHLY;BYDAY=1TU']),
    ...event('unfit', 'that begins on another day', [start, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=FR']),
    ...event('floating', 'floating', ['DTSTART:20261006T100000', ...weekly]),
    ...event('lately', 'in a zone that was changed lately', [
      'DTSTART;TZID=America/Vancouver:20261006T100000',
      ...weekly,
    ]),
    ...event('unknown', 'of an unknown zone', ['DTSTART;TZID=Nowhere/Else:20261006T100000', ...weekly]),
    ...event('future', 'that changes from then on', [start, ...weekly]),
    ...event('future', 'that has changed', [
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270105T100000',
      'DTSTART;TZID=Europe/Berlin:20270105T120000',
      'DURATION:PT1H',
    ]),
    ...event('orphan', 'an exception of nothing', [
      'RECURRENCE-ID;TZID=Europe/Berlin:20270105T100000',
      'DTSTART;TZID=Europe/Berlin:20270105T120000',
      'DURATION:PT1H',
    ]),
    ...event('twin', 'one of two with a UID', [start, ...weekly]),
    ...event('twin', 'two of two with a UID', ['DTSTART;TZID=Europe/Berlin:20261006T140000', ...weekly]),
    ...event('gone', 'whose first is not held', [start, ...weekly, 'EXDATE;TZID=Europe/Berlin:20261006T100000']),
    ...event('cancelled', 'cancelled as a whole', [start, ...weekly, 'STATUS:CANCELLED']),
    ...event('single', 'once', [start, 'DURATION:PT1H']),
    ...event('twice', 'in the hour that comes twice', [
      'DTSTART:20271031T013000Z',
      'DURATION:PT20M',
      'RRULE:FREQ=YEARLY',
    ]),
  ];
}

function event(uid: string, title: string, lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `SUMMARY:${title}`, ...lines, 'END:VEVENT'];
}
