import { describe, expect, it } from 'vitest';
import { findStatedDates } from '../../../src/sources/github/explicit-date.ts';
import { findTargetDate } from '../../../src/sources/github/target-date.ts';
import { payload } from '../../support/github-harness.ts';

const milestone = { title: 'v1.2', url: 'https://github.com/a/b/milestone/1', dueOn: '2026-09-30T07:00:00Z' };

describe('dates that a text states', () => {
  it.each<[string, readonly string[]]>([
    ['2026-09-30', ['2026-09-30']],
    ['30.09.2026', ['2026-09-30']],
    ['September 30, 2026', ['2026-09-30']],
    ['Sept. 30th 2026', ['2026-09-30']],
    ['30 September 2026', ['2026-09-30']],
    ['the 30th of September, 2026', ['2026-09-30']],
    ['September 2026', ['2026-09-30']],
    ['Feb 2028', ['2028-02-29']],
    ['Q3 2026', ['2026-09-30']],
    ['2026 Q4', ['2026-12-31']],
    ['2026-01-01 to Q2 2026', ['2026-01-01', '2026-06-30']],
    ['2026-02-30', []],
    ['03/04/2026', []],
    ['2026', []],
    ['Q3', []],
    ['next month', []],
    ['may 2 people help', []],
    ['v2026-09-30-1', []],
  ])('%j', (text, expected) => expect(findStatedDates(text).map(({ date }) => date)).toEqual(expected));
});

describe('the target date', () => {
  it('is the milestone before all else', () => {
    const issue = payload({ milestone, projectFields: { 'Target date': ['2026-01-01'] } });
    expect(findTargetDate(issue, 'by 2027-01-01', null)).toEqual({
      targetDate: '2026-09-30',
      targetDateReason: 'milestone v1.2',
    });
  });

  it('is the project field where no milestone has a date', () => {
    const issue = payload({
      milestone: { ...milestone, dueOn: null },
      projectFields: { 'Target date': ['2026-01-01'] },
    });
    expect(findTargetDate(issue, null, null).targetDateReason).toBe('project field Target date');
  });

  it('is no project field of which there are two', () => {
    const issue = payload({ projectFields: { 'Target date': ['2026-01-01', '2026-02-02'] } });
    expect(findTargetDate(issue, null, null).targetDate).toBeNull();
  });

  it.each<[string, string | null]>([
    ['2026-09-30', '2026-09-30'],
    ['June 2026 – September 2026', '2026-09-30'],
    ['Start: 2026-03-01\nEnd: 2026-09-30', '2026-09-30'],
    ['- Draft by 2026-03-01\n- Publish by 2026-09-30', '2026-09-30'],
    ['Q1 2026 to Q3 2026', '2026-09-30'],
    ['Kick-off on 2026-03-01, complete by September 2026', '2026-09-30'],
    ['Starting in March 2026', null],
    ['Work began 2025-01-01', null],
    ['3 months', null],
    ['By KubeCon NA', null],
    ['In the third quarter', null],
    ['2026-03-01: meeting\n2026-04-01: another meeting', null],
  ])('of the timeline %j', (timeline, expected) => {
    expect(findTargetDate(payload({}), timeline, null).targetDate).toBe(expected);
  });

  it.each<[string, string | null]>([
    ['Some prose.\n\n**Target date:** 2026-09-30\n', '2026-09-30'],
    ['It is to be completed by the end of September 2026.', '2026-09-30'],
    ['Due date: 30 September 2026', '2026-09-30'],
    ['Deadline: 2026-09-30, target date: 2026-10-31', null],
    ['We met on 2026-09-30 and will go on in October 2026.', null],
    ['Follows the report published 2025-03-01.', null],
  ])('of the description %j', (description, expected) => {
    expect(findTargetDate(payload({}), null, description).targetDate).toBe(expected);
  });
});
