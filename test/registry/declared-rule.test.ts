import { expect, it } from 'vitest';
import { problemOfRule } from '../../src/registry/records/declared-rule.ts';

// Tuesday, the fourth and last of its month.
const TUESDAY = '2026-11-24';

it.each([
  ['FREQ=DAILY', null],
  ['FREQ=WEEKLY;BYDAY=TU', null],
  ['RRULE:FREQ=WEEKLY;INTERVAL=01;BYDAY=TU;WKST=SU', null],
  ['FREQ=MONTHLY;BYDAY=1TH,3TH', null],
  ['FREQ=MONTHLY;BYMONTHDAY=15', null],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', null],
  ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101T000000Z', null],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', TUESDAY],
  ['FREQ=WEEKLY', TUESDAY],
  ['FREQ=WEEKLY;BYDAY=TU;COUNT=5', TUESDAY],
  ['FREQ=MONTHLY;BYDAY=4TU', TUESDAY],
  ['FREQ=MONTHLY;BYDAY=-1TU', TUESDAY],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1', TUESDAY],
  ['FREQ=MONTHLY;BYMONTHDAY=-7', TUESDAY],
  ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TU', TUESDAY],
  ['FREQ=YEARLY;BYDAY=47TU', TUESDAY],
] as const)('takes %s from %s', (rrule, date) => {
  expect(problemOfRule(rrule, date)).toBeNull();
});

it.each([
  ['FREQ=WEEKLY', null, 'names no day'],
  ['FREQ=MONTHLY', null, 'names no day'],
  ['FREQ=YEARLY;BYMONTH=3', null, 'names no day'],
  ['FREQ=YEARLY;BYWEEKNO=3', null, 'names no day'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', null, 'leaves out weeks'],
  ['FREQ=WEEKLY;BYDAY=TU;COUNT=5', null, 'counts its meetings'],
  ['FREQ=WEEKLY;BYDAY=XX', null, '"XX"'],
  ['FREQ=WEEKLY;BYDAY=TU;BYHOUR=9', null, '"BYHOUR"'],
  ['FREQ=WEEKLY;BYDAY=MO', TUESDAY, 'none of its days'],
  ['FREQ=MONTHLY;BYDAY=1TU', TUESDAY, 'none of its days'],
  ['FREQ=MONTHLY;BYDAY=-2TU', TUESDAY, 'none of its days'],
  ['FREQ=MONTHLY;BYMONTHDAY=25', TUESDAY, 'none of its days'],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=4TU', TUESDAY, 'none of its days'],
] as const)('leaves %s from %s as it is written', (rrule, date, reason) => {
  expect(problemOfRule(rrule, date)).toContain(reason);
});
