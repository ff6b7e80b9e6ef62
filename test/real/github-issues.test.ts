/** Issues as people really wrote them, against what a reader takes from them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { IssuePayload } from '../../src/sources/github/issue-payload.ts';
import { toFeedRules } from '../../src/sources/github/select-rule.ts';
import { toInitiative } from '../../src/sources/github/to-initiative.ts';
import { feedRef } from '../support/github-harness.ts';

const file = fileURLToPath(new URL('../../../shared/data/initiatives/cncf-toc.json', import.meta.url));
const isPresent = existsSync(file);
if (!isPresent) process.stderr.write(`Skipped: ${file} is not here.\n`);

interface RealIssue {
  readonly number: number;
  readonly title: string;
  readonly state: string;
  readonly labels: readonly string[];
  readonly author: string | null;
  readonly created_at: string | null;
  readonly body: string | null;
  readonly url: string;
}

function toPayload(issue: RealIssue): IssuePayload {
  const createdAt = `${issue.created_at ?? '2025-01-01'}T00:00:00Z`;
  return {
    id: `I_${issue.number}`,
    databaseId: null,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    url: issue.url,
    state: issue.state === 'closed' ? 'CLOSED' : 'OPEN',
    stateReason: null,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    author: issue.author === null ? null : { login: issue.author, name: null },
    assignees: [],
    labels: issue.labels.map((name) => ({ name, color: 'ededed' })),
    commentsCount: 0,
    milestone: null,
    subIssues: null,
    projectFields: null,
  };
}

/** rule, status, groups, subproject, contacts (primary first; `-` where there is none), start of the exit criteria */
type Row = readonly [string | null, string, readonly string[], string | null, readonly string[], string | null];

const expected: Readonly<Record<number, Row>> = {
  1629: [
    null,
    'UNKNOWN',
    ['TAG Infrastructure', 'TAG Workloads Foundation'],
    null,
    ['Alex Scammon', 'Marlow Warnicke', 'Abishek Malvankar'],
    null,
  ],
  1641: [
    'toc',
    'UNKNOWN',
    ['TOC'],
    'Cloud Native AI Working Group',
    ['@raravena80', '@zanetworker', '@ronaldpetty'],
    'Final draft version',
  ],
  1718: [
    'toc',
    'UNKNOWN',
    ['TOC'],
    'Cloud Native AI Working Group',
    ['@dehatideep', '@zanetworker', '@ronaldpetty', '@raravena80'],
    null,
  ],
  1733: [null, 'UNKNOWN', [], null, [], null],
  1744: ['toc', 'UNKNOWN', ['TOC'], null, ['@TheFoxAtWork', 'Dims', 'Joanna'], 'Specific deliverables of this'],
  1746: [
    'toc',
    'PROPOSED',
    ['TOC'],
    'TOC Artificial Intelligence Initiatives',
    ['Vincent Caldeira', 'Ricardo Aravena'],
    null,
  ],
  1749: ['toc', 'UNKNOWN', [], null, [], null],
  1770: [
    'toc',
    'PROPOSED',
    ['TAG Operational Resilience'],
    null,
    ['Chris Larsen', '@alolita', '@halcyondude', '@vjsamuel'],
    null,
  ],
  1878: ['toc', 'UNKNOWN', [], null, [], null],
  1901: ['toc', 'PROPOSED', ['TAG Infrastructure'], null, ['@xing-yang Xing Yang'], 'Publish the whitepaper.'],
  1943: ['toc', 'PROPOSED', ['TAG Developer Experience'], null, [], null],
  2186: ['toc', 'IN_PROGRESS', ['TAG Security and Compliance'], null, ['@jkjell'], '- [ ] Review of current gui'],
  2188: ['toc', 'PROPOSED', ['TOC'], null, ['@pmady Pavan Madduri', '@julioperez Julio Perez'], null],
  2231: ['toc', 'NOT_STARTED', ['TOC'], 'Project Reviews', ['-', '@angellk'], null],
};

describe.skipIf(!isPresent)('real issues', () => {
  const issues: readonly RealIssue[] = isPresent ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const ref = feedRef();
  const rules = toFeedRules(ref);

  it.each(issues.map((issue) => [issue.number, issue] as const))('#%i', (number, issue) => {
    const initiative = toInitiative(toPayload(issue), ref, rules);
    const contacts = initiative.contacts.map(({ login, name }) =>
      [login === null ? null : `@${login}`, name].filter((part) => part !== null).join(' '),
    );
    const row = expected[number];
    if (!row) throw new Error('no expectation');
    const [ruleId, status, groups, subproject, people, criteria] = row;
    expect({
      ruleId: initiative.ruleId,
      status: initiative.status,
      groups: initiative.responsibleGroups,
      subproject: initiative.subproject,
      people: initiative.primaryContact === null && contacts.length > 0 ? ['-', ...contacts] : contacts,
      criteria: criteria === null ? initiative.exitCriteria : initiative.exitCriteria?.slice(0, criteria.length),
    }).toEqual({ ruleId, status, groups, subproject, people, criteria });
    expect(JSON.stringify(initiative)).not.toMatch(/[\w.]+@[\w-]+\.\w/u);
  });
});
