import { describe, expect, it } from 'vitest';
import type { InitiativeFeedRef, InitiativeRecord } from '../../../src/model/initiative.ts';
import type { IssuePayload } from '../../../src/sources/github/issue-payload.ts';
import { toFeedRules } from '../../../src/sources/github/select-rule.ts';
import { toInitiative } from '../../../src/sources/github/to-initiative.ts';
import { feedRef, feedRule, payload } from '../../support/github-harness.ts';

function read(issue: Partial<IssuePayload>, ref: InitiativeFeedRef = feedRef()): InitiativeRecord {
  return toInitiative(payload(issue), ref, toFeedRules(ref));
}

const label = (...names: string[]) => ({ labels: names.map((name) => ({ name, color: 'ededed' })) });
const form = (answers: Readonly<Record<string, string>>) => ({
  body: Object.entries(answers)
    .map(([question, answer]) => `### ${question}\n\n${answer}`)
    .join('\n\n'),
});

describe('which rule selects an issue', () => {
  it.each<[string, Partial<IssuePayload>, string | null]>([
    ['its label', label('kind/initiative'), 'toc'],
    ['its label in other letters', label('Kind/Initiative'), 'toc'],
    ['a candidate by its title', { ...label('needs-triage'), title: '[initiative]: x' }, 'toc'],
    [
      'a candidate by its form',
      { ...label('needs-triage'), ...form({ Name: 'x', 'Responsible group': 'TOC', 'Primary contact': '@a' }) },
      'toc',
    ],
    ['a candidate by neither', { ...label('needs-triage'), title: 'A question' }, null],
    ['the title without a label of a candidate', { title: '[Initiative]: x' }, null],
    ['nothing', label('kind/dd'), null],
  ])('%s', (_name, issue, ruleId) => expect(read(issue).ruleId).toBe(ruleId));

  it('needs every label of the rule', () => {
    const ref = feedRef({ rules: [feedRule({ labels: ['a', 'b'], candidates: null })] });
    expect(read(label('a'), ref).ruleId).toBeNull();
    expect(read(label('b', 'A'), ref).ruleId).toBe('toc');
  });

  it('is the first that fits, labels before candidates', () => {
    const ref = feedRef({
      rules: [
        feedRule({ id: 'one', labels: ['x'], candidates: { labels: [], title: '.' } }),
        feedRule({ id: 'two', labels: ['y'] }),
      ],
    });
    expect(read(label('y'), ref).ruleId).toBe('two');
    expect(read(label('z'), ref).ruleId).toBe('one');
  });

  it('is none without rules, and the issue is read all the same', () => {
    const issue = { ...label('init/in-progress', 'help wanted'), ...form({ Name: 'x', 'Primary contact': '@ada' }) };
    expect(read(issue, feedRef({ rules: [] }))).toMatchObject({
      ruleId: null,
      status: 'IN_PROGRESS',
      statusReason: 'inferred from label init/in-progress',
      primaryContact: { login: 'ada', name: null },
      helpLabel: 'help wanted',
    });
  });

  it('does not stop an issue that only a search finds from being read by the first', () => {
    const ref = feedRef({ rules: [feedRule({ fields: { primaryContact: ['Who'] } }), feedRule({ id: 'two' })] });
    expect(read({ ...label('kind/dd'), ...form({ Who: '@ada' }) }, ref)).toMatchObject({
      ruleId: null,
      primaryContact: { login: 'ada', name: null },
    });
  });

  it('survives an expression that is none', () => {
    const ref = feedRef({ rules: [feedRule({ candidates: { labels: [], title: '(' } })] });
    expect(read({ title: '(' }, ref).ruleId).toBeNull();
  });
});

describe('fields of the form', () => {
  it('are read by the questions of the rule', () => {
    const body = form({
      'Short description': 'One line',
      'Responsible group': 'TAG Infrastructure, TOC',
      'Subproject name': 'Batch',
      'Primary contact': '@ada (Ada Roe)',
      'Additional contacts': 'Ada Roe\n@bob',
      'Deliverable(s) or exit criteria': '- [x] a\n- [ ] b',
      'Tracking document for meeting and progress': 'See https://notes.example.org/x.',
      Timeline: 'by 2026-09-30',
    });
    expect(read({ ...label('kind/initiative', 'Help-Wanted'), ...body })).toMatchObject({
      shortDescription: 'One line',
      responsibleGroups: ['TAG Infrastructure', 'TOC'],
      subproject: 'Batch',
      primaryContact: { login: 'ada', name: 'Ada Roe' },
      contacts: [
        { login: 'ada', name: 'Ada Roe' },
        { login: 'bob', name: null },
      ],
      isContactWanted: false,
      exitCriteria: '- [x] a\n- [ ] b',
      checklist: { total: 2, completed: 1 },
      trackingUrl: 'https://notes.example.org/x',
      targetDate: '2026-09-30',
      targetDateReason: 'timeline: 2026-09-30',
      helpLabel: 'Help-Wanted',
    });
  });

  it.each(['TBD', 'N/A', 'none', '-', '...', '_No response_', 'To be defined', 'unknown'])(
    '%j says nothing',
    (blank) => {
      const questions = feedRule().fields;
      const body = form(Object.fromEntries(Object.values(questions).map(([question = '']) => [question, blank])));
      expect(read(body)).toMatchObject({
        shortDescription: null,
        responsibleGroups: [],
        subproject: null,
        primaryContact: null,
        contacts: [],
        exitCriteria: null,
        trackingUrl: null,
        targetDate: null,
      });
    },
  );

  it.each(['Yes', 'no'])('a subproject is not named %s', (answer) => {
    expect(read(form({ 'Subproject name': answer })).subproject).toBeNull();
  });

  it('the primary contact is not taken from the others', () => {
    expect(read(form({ 'Primary contact': 'TBD', 'Additional contacts': '@bob' }))).toMatchObject({
      primaryContact: null,
      contacts: [{ login: 'bob', name: null }],
      isContactWanted: true,
    });
  });

  it.each<[string, string | null]>([
    ['https://example.org/doc', 'https://example.org/doc'],
    ['[notes](https://example.org/doc)', 'https://example.org/doc'],
    ['<https://example.org/doc>', 'https://example.org/doc'],
    ['Notes: https://example.org/doc, and more', 'https://example.org/doc'],
    ['https://example.org/wiki/A_(b)', 'https://example.org/wiki/A_(b)'],
    ['notes.example.org/doc', 'https://notes.example.org/doc'],
    ['https://zoom.us/j/1?pwd=secret', 'https://zoom.us/j/1'],
    ['https://notes.example.org/...', null],
    ['https://calendar.google.com/calendar/ical/x/private-0123456789abcdef/basic.ics', null],
    ['javascript:alert(1)', null],
    ['To follow', null],
  ])('tracking %j', (answer, expected) => {
    const question = 'Tracking document for meeting and progress';
    expect(read(form({ [question]: answer })).trackingUrl).toBe(expected);
  });
});

describe('privacy', () => {
  it('keeps addresses out of every field', () => {
    const answers = Object.values(feedRule().fields).map(([question = '']) => [
      question,
      'Ada Roe ada.roe@example.org',
    ]);
    const milestone = {
      title: 'Ask ada.roe@example.org',
      url: 'https://github.com/a/b/milestone/1',
      dueOn: '2026-12-01T08:00:00Z',
    };
    const record = read({ ...form(Object.fromEntries(answers)), title: 'Ask ada.roe@example.org', milestone });
    expect(JSON.stringify(record)).not.toContain('ada.roe');
  });
});

describe('numbers', () => {
  it.each<[number | null, number | null]>([
    [1, 1],
    [2_147_483_647, 2_147_483_647],
    [3_000_000_000, null],
    [null, null],
  ])('databaseId %j is %j, since GraphQL has 32 bits', (databaseId, expected) => {
    expect(read({ databaseId }).databaseId).toBe(expected);
  });

  it('a summary of no sub-issues is none', () => {
    expect(read({ subIssues: { total: 0, completed: 0, percentCompleted: 0 } }).subIssuesSummary).toBeNull();
  });
});
