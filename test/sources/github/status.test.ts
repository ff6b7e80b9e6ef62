import { describe, expect, it } from 'vitest';
import type { InitiativeRuleRecord } from '../../../src/model/initiative.ts';
import type { IssuePayload } from '../../../src/sources/github/issue-payload.ts';
import { decideStatus } from '../../../src/sources/github/status.ts';
import { payload } from '../../support/github-harness.ts';

const rule: InitiativeRuleRecord['status'] = {
  labels: {
    'init/not-started': 'NOT_STARTED',
    'init/in-progress': 'IN_PROGRESS',
    'init/stale': 'STALE',
    'init/complete': 'COMPLETE',
  },
  projectField: 'Status',
  projectValues: { Shipping: 'IN_PROGRESS' },
};

const closed = { state: 'CLOSED' } as const;
const on = (value: string, ...more: string[]) => ({ projectFields: { Status: [value, ...more] } });

describe('the status', () => {
  it.each<[string, readonly string[], Partial<IssuePayload>, string, string]>([
    ['a label decides', ['init/in-progress'], {}, 'IN_PROGRESS', 'label init/in-progress'],
    ['in any case of letters', ['Init/In-Progress'], {}, 'IN_PROGRESS', 'label Init/In-Progress'],
    [
      'the label furthest along decides, the others contradict',
      ['init/not-started', 'init/in-progress'],
      {},
      'IN_PROGRESS',
      'label init/in-progress; contradicted by label init/not-started (NOT_STARTED)',
    ],
    [
      'a label decides before the project field',
      ['init/stale'],
      on('Shipping'),
      'STALE',
      'label init/stale; contradicted by project field Status: Shipping (IN_PROGRESS)',
    ],
    [
      'a label decides before the state',
      ['init/in-progress'],
      { ...closed, stateReason: 'COMPLETED' },
      'IN_PROGRESS',
      'label init/in-progress; contradicted by closed as completed (COMPLETE)',
    ],
    [
      'label and state agree',
      ['init/complete'],
      { ...closed, stateReason: 'COMPLETED' },
      'COMPLETE',
      'label init/complete',
    ],
    [
      'a complete issue that is open contradicts itself',
      ['init/complete'],
      {},
      'COMPLETE',
      'label init/complete; contradicted by the issue is open',
    ],
    [
      'a running issue that is closed without a reason contradicts itself',
      ['init/in-progress'],
      closed,
      'IN_PROGRESS',
      'label init/in-progress; contradicted by the issue is closed',
    ],
    ['a project value that the rule maps', [], on('shipping'), 'IN_PROGRESS', 'project field Status: shipping'],
    [
      "a project value of GitHub's templates",
      [],
      on('Done'),
      'COMPLETE',
      'project field Status: Done; contradicted by the issue is open',
    ],
    [
      'two projects that disagree',
      [],
      on('Todo', 'In Progress'),
      'NOT_STARTED',
      'project field Status: Todo; contradicted by project field Status: In Progress (IN_PROGRESS)',
    ],
    [
      'a project value that nobody knows is none',
      [],
      on('Limbo'),
      'UNKNOWN',
      'open, and no label or project field says how far it is',
    ],
    ['closed as completed', [], { ...closed, stateReason: 'COMPLETED' }, 'COMPLETE', 'closed as completed'],
    ['closed as not planned', [], { ...closed, stateReason: 'NOT_PLANNED' }, 'CANCELLED', 'closed as not planned'],
    ['closed as duplicate', [], { ...closed, stateReason: 'DUPLICATE' }, 'CANCELLED', 'closed as duplicate'],
    [
      'closed without a reason',
      ['needs-triage'],
      closed,
      'UNKNOWN',
      'closed without a reason, and no label or project field says how it ended',
    ],
    ['reopened', [], { stateReason: 'REOPENED' }, 'UNKNOWN', 'open, and no label or project field says how far it is'],
    ['a common label', ['needs-triage'], {}, 'PROPOSED', 'inferred from label needs-triage'],
    [
      'a common label with its kind',
      ['Status: In Progress'],
      {},
      'IN_PROGRESS',
      'inferred from label Status: In Progress',
    ],
    [
      'a label about something else',
      ['dd/status/in-progress'],
      {},
      'UNKNOWN',
      'open, and no label or project field says how far it is',
    ],
    [
      'sub-issues under way',
      [],
      { subIssues: { total: 4, completed: 1, percentCompleted: 25 } },
      'IN_PROGRESS',
      'inferred: 1 of 4 sub-issues are complete',
    ],
    [
      'labels named like members of objects',
      ['constructor', '__proto__'],
      {},
      'UNKNOWN',
      'open, and no label or project field says how far it is',
    ],
  ])('%s', (_name, labels, issue, status, statusReason) => {
    const labelled = { ...issue, labels: labels.map((name) => ({ name, color: 'ededed' })) };
    expect(decideStatus(payload(labelled), rule, false)).toEqual({ status, statusReason });
  });

  it('of a candidate is proposed', () => {
    expect(decideStatus(payload({}), rule, true).status).toBe('PROPOSED');
    expect(decideStatus(payload({ ...closed, stateReason: 'COMPLETED' }), rule, true).status).toBe('COMPLETE');
  });
});
