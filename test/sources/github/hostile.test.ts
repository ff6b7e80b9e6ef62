/** Anybody may open an issue: whatever stands in it, reading it must not hold up the gateway. */
import { describe, expect, it } from 'vitest';
import { toFeedRules } from '../../../src/sources/github/select-rule.ts';
import { toInitiative } from '../../../src/sources/github/to-initiative.ts';
import { feedRef, payload } from '../../support/github-harness.ts';

/** GitHub takes no longer body. */
const MAX_BODY = 65_536;
const QUESTIONS = ['Responsible group', 'Subproject name', 'Primary contact', 'Tracking document', 'Timeline'];

/** What makes an expression look again from every place: a long run, and at its end what does not fit. */
const RUNS = [
  ' ',
  '\t',
  '.',
  '-',
  ' -',
  '_',
  '*',
  '#',
  ' #',
  '(',
  '?',
  '`',
  ',',
  '@a',
  '- ',
  '> ',
  'n ',
  'due ',
  'Q1 ',
  '[](',
  'a.',
  '\n---\n',
  ': ',
];
const run = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length));

const BODIES: readonly (readonly [string, (unit: string) => string])[] = [
  ['a line', (unit) => `a${run(unit, MAX_BODY - 2)}x`],
  ['a heading', (unit) => `# a${run(unit, MAX_BODY - 4)}x`],
  ['a task', (unit) => `* ${run(unit, MAX_BODY - 10)}\u2028 [ ] x`],
  ...QUESTIONS.map(
    (question) =>
      [`an answer to "${question}"`, (unit: string) => `### ${question}\n\nn${run(unit, MAX_BODY - 40)}x`] as const,
  ),
  [
    'two runs in an answer',
    (unit) =>
      `### Primary contact\n\n${' '.repeat(3_900)}${run(unit, 4_000)}x\n\n### Timeline\n\n.${run(unit, 50_000)}x`,
  ],
  ['an address', (unit) => `### Tracking document\n\nhttps://a.example/${run(unit, MAX_BODY - 60)}x`],
];

describe('issue bodies made to take long', () => {
  it.each(BODIES)('%s', (_name, toBody) => {
    const rules = toFeedRules(feedRef());
    for (const unit of RUNS) {
      const began = process.cpuUsage().user;
      toInitiative(payload({ body: toBody(unit) }), feedRef(), rules);
      expect((process.cpuUsage().user - began) / 1000, JSON.stringify(unit)).toBeLessThan(1000);
    }
  });
});
