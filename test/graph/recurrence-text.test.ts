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
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every month on Friday that is the 13th'],
    ['FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', 'every month on Tuesday from the 2nd to the 8th'],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYMONTHDAY=1,15', 'every month on Monday or Tuesday that is the 1st or 15th'],
  ])('%s is "%s"', (rrule, words) => {
    expect(toRecurrenceText(rrule, nowhere, 'en')).toBe(words);
  });

  it.each([
    'nonsense',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=DAILY;BYHOUR=8,16',
    'FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=-1',
  ])('has no words for %s', (rrule) => {
    expect(toRecurrenceText(rrule, nowhere, 'en')).toBeNull();
  });

  it('says when and where the clock is read', () => {
    expect(toRecurrenceText('FREQ=WEEKLY;BYDAY=TU', at, 'en')).toBe(
      'every week on Tuesday at 08:00 America/Los_Angeles',
    );
  });

  it('calls UTC as people do', () => {
    const utc = { startTime: '16:00', timeZone: 'Etc/UTC' };
    expect(toRecurrenceText('FREQ=WEEKLY;BYDAY=TU', utc, 'en')).toBe('every week on Tuesday at 16:00 UTC');
  });

  it('names days in the language asked for', () => {
    expect(toRecurrenceText('FREQ=WEEKLY;BYDAY=TU', nowhere, 'de')).toBe('every week on Dienstag');
  });
});
