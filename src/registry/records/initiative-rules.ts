/** The registry's `initiatives`: which issues are initiatives and how they are read. */
import type { InitiativeField, InitiativeRuleRecord } from '../../model/initiative.ts';
import type { Place } from '../../model/source.ts';
import type { NativeInitiativeRule } from '../native/schema.ts';
import type { GroupIndex } from './group-index.ts';
import type { PlaceFinder } from './place-finder.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import { asList, repositoryName } from './values.ts';

/** Questions of the issue forms that CNCF-like communities use, for fields that a rule does not name. */
export const DEFAULT_FIELDS: Readonly<Record<InitiativeField, readonly string[]>> = {
  name: ['Name', 'Initiative name'],
  shortDescription: ['Short description'],
  responsibleGroup: ['Responsible group'],
  subproject: ['Subproject name', 'Subproject'],
  primaryContact: ['Primary contact'],
  contacts: ['Additional contacts', 'Contacts'],
  description: ['Initiative description', 'Description'],
  exitCriteria: ['Deliverable(s) or exit criteria', 'Exit criteria', 'Deliverables'],
  trackingUrl: ['Tracking document for meeting and progress', 'Tracking document', 'Tracking'],
  timeline: ['Timeline', 'Target date'],
};
export const DEFAULT_GROUP_QUESTION = 'Responsible group';
export const DEFAULT_HELP_LABELS = ['help wanted', 'good first issue', 'needs help', 'contributors wanted'];

/** A rule of which the groups are still names. */
export interface InitiativeRuleDraft {
  readonly record: InitiativeRuleRecord;
  readonly place: Place;
  /** Where the name of each group stands. */
  readonly groupPlaces: ReadonlyMap<string, Place>;
}

/** @returns the rule; its groups are as the registry writes them, to be resolved when all groups are known. */
export function toInitiativeRule(
  rule: NativeInitiativeRule,
  path: readonly PropertyKey[],
  community: string,
  places: PlaceFinder,
): InitiativeRuleDraft {
  const { groups, status, candidates, limits } = rule;
  const fields = Object.entries(rule.fields ?? {}).map(([field, labels]) => [field, asList(labels)] as const);
  const titles = groups?.titles ?? [];
  const groupPlaces = new Map<string, Place>();
  for (const [label, group] of Object.entries(groups?.labels ?? {})) {
    groupPlaces.set(group, places.place([...path, 'groups', 'labels', label]));
  }
  for (const [index, { group }] of titles.entries()) {
    groupPlaces.set(group, places.place([...path, 'groups', 'titles', index, 'group']));
  }
  return {
    place: places.place(path),
    groupPlaces,
    record: {
      id: rule.id,
      community: rule.community ?? community,
      source: rule.source ?? 'github',
      repository: repositoryName(rule.repository),
      labels: asList(rule.labels),
      candidates:
        candidates === undefined ? null : { labels: asList(candidates.labels), title: candidates.title ?? null },
      groups: {
        labels: groups?.labels ?? {},
        form: groups?.form === false ? null : (groups?.form ?? DEFAULT_GROUP_QUESTION),
        projectField: groups?.projectField ?? null,
        titles,
      },
      status: {
        labels: status?.labels ?? {},
        projectField: status?.projectField ?? null,
        projectValues: status?.projectValues ?? {},
      },
      fields: { ...DEFAULT_FIELDS, ...Object.fromEntries(fields) },
      helpLabels: rule.helpLabels === undefined ? DEFAULT_HELP_LABELS : asList(rule.helpLabels),
      limits: { maxAgeDays: limits?.maxAgeDays ?? null, inactiveAfterDays: limits?.inactiveAfterDays ?? null },
    },
  };
}

/** @returns the rules with their groups resolved; of two rules with one id the later is served, with a problem. */
export function finishRules(
  drafts: readonly InitiativeRuleDraft[],
  index: GroupIndex,
  report: ProblemReporter,
): InitiativeRuleRecord[] {
  const rules = new Map<string, InitiativeRuleRecord>();
  for (const { record, place, groupPlaces } of drafts) {
    const resolve = (group: string) =>
      index.resolve(group, record.community, groupPlaces.get(group) ?? place, `Rule ${record.id} names`);
    if (rules.has(record.id)) {
      report('REGISTRY_CONFLICT', place, `The initiative rule "${record.id}" stands twice; the later one is served.`, {
        hint: 'Give each rule an id of its own.',
      });
    }
    const labels = Object.entries(record.groups.labels).flatMap(([label, group]) => {
      const key = resolve(group);
      return key === null ? [] : [[label, key] as const];
    });
    const titles = record.groups.titles.flatMap(({ pattern, group }) => {
      const key = resolve(group);
      return key === null ? [] : [{ pattern, group: key }];
    });
    rules.set(record.id, { ...record, groups: { ...record.groups, labels: Object.fromEntries(labels), titles } });
  }
  return [...rules.values()];
}
