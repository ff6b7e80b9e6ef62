/** How issues are read that no rule of the registry is about, but a group's issue search finds. */
import type { InitiativeFeedRef, InitiativeRuleRecord } from '../../model/initiative.ts';

/** Questions that the issue forms of communities ask, the usual wording first. */
const QUESTIONS: InitiativeRuleRecord['fields'] = {
  name: ['Name', 'Initiative name'],
  shortDescription: ['Short description', 'Summary'],
  responsibleGroup: ['Responsible group'],
  subproject: ['Subproject name', 'Subproject'],
  primaryContact: ['Primary contact', 'Point of contact'],
  contacts: ['Additional contacts', 'Contacts'],
  description: ['Initiative description', 'Description'],
  exitCriteria: ['Deliverable(s) or exit criteria', 'Exit criteria', 'Deliverables'],
  trackingUrl: ['Tracking document for meeting and progress', 'Tracking document'],
  timeline: ['Timeline', 'Target date'],
};

/** @returns a rule that selects nothing and says how to read. */
export function searchRule({ source, repository }: InitiativeFeedRef): InitiativeRuleRecord {
  return {
    id: 'issue-search',
    community: '',
    source,
    repository,
    labels: [],
    candidates: null,
    groups: { labels: {}, form: null, projectField: null, titles: [] },
    status: { labels: {}, projectField: null, projectValues: {} },
    fields: QUESTIONS,
    helpLabels: ['help wanted', 'good first issue'],
    limits: { maxAgeDays: null, inactiveAfterDays: null },
  };
}
