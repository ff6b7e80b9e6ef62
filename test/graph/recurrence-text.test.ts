import { describe, expect, it } from 'vitest';
import { toRecurrenceText } from '../../src/graph/recurrence-text.ts';

const at = { startTime: '08:00', timeZone: 'America/Los_Angeles' };
const nowhere = { startTime: null, timeZone: null };

describe('toRecurrenceText', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=TU', 'every week on Tuesday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'every 2 weeks on Tuesday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every week on weekdays'],
    ['FREQ=MONTHLY;BYDAY=1TH,3TH', 'every month on the 1st Thursday and the 3rd Thursday'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'every month on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=-2MO', 'every month on the 2nd last Monday'],
    ['FREQ=MONTHLY;BYMONTHDAY=11', 'every month on the 11th'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', 'every month on the last of Monday and Tuesday'],
    ['FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=22', 'every year on the 22nd in January and July'],
    ['FREQ=DAILY;COUNT=10', 'every day 10 times'],
    ['FREQ=DAILY;UNTIL=20261224T000000Z', 'every day until 2026-12-24'],
    ['nonsense', 'nonsense'],
  ])('%s is "%s"', (rrule, words) => {
    expect(toRecurrenceText(rrule, nowhere, 'en')).toBe(words);
  });

  it('says when and where the clock is read', () => {
    expect(toRecurrenceText('FREQ=WEEKLY;BYDAY=TU', at, 'en')).toBe(
      'every week on Tuesday at 08:00 America/Los_Angeles',
    );
  });

  it('names days in the language asked for', () => {
    expect(toRecurrenceText('FREQ=WEEKLY;BYDAY=TU', nowhere, 'de')).toBe('every week on Dienstag');
  });
});
