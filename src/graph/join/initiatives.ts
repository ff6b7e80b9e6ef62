/**
 * Ties initiatives to groups: by label, form answer, issue search and title, each tie with its evidence. Pure: the same
 * records and registry give the same ties.
 */
import type { GroupKey, GroupRecord, InitiativeQueryRecord } from '../../model/group.ts';
import type { InitiativeFeedRef, InitiativeRecord, InitiativeRuleRecord } from '../../model/initiative.ts';
import { isSameRepository, type RegistryView } from '../registry-view.ts';
import type { Confidence, EvidenceRule, GroupTie, TieEvidence } from './evidence.ts';

/** An initiative with its groups. */
export interface JoinedInitiative extends InitiativeRecord {
  /** `owner/name#number`. */
  readonly key: string;
  readonly feedId: string;
  readonly community: string;
  readonly ties: readonly GroupTie[];
  /** The group that answers for it; null where the evidence names none or conflicts. */
  readonly responsible: GroupRecord | null;
}

function initiativeKey(repository: string, number: number): string {
  return `${repository}#${number}`;
}

/**
 * @param records every issue that the feed lists
 * @returns the initiatives among them: those of a rule, and those that a group's issue search finds
 */
export function joinInitiatives(
  registry: RegistryView,
  feed: InitiativeFeedRef,
  records: readonly InitiativeRecord[],
): readonly JoinedInitiative[] {
  const searches = new Searches(registry.groups, feed.repository);
  return records.flatMap((record) => joinInitiative(registry, feed, record, searches) ?? []);
}

interface Search {
  readonly place: number;
  readonly group: GroupRecord;
  readonly query: InitiativeQueryRecord;
}

/** The issue searches of all groups in one repository. */
class Searches {
  /** By the first label that the search asks for, in lower case; under `''` those that ask for none. */
  readonly #byLabel: ReadonlyMap<string, readonly Search[]>;

  constructor(groups: readonly GroupRecord[], repository: string) {
    const searches = groups
      .flatMap((group) => group.initiativeQueries.map((query) => ({ group, query })))
      .filter(({ query }) => isSameRepository(query.repository, repository))
      .map((search, place) => ({ ...search, place }));
    this.#byLabel = Map.groupBy(searches, ({ query }) => (query.labels[0] ?? '').toLowerCase());
  }

  /** @returns the searches that find the issue, in the order of the registry */
  finding(record: InitiativeRecord): readonly Search[] {
    const labels = new Set(record.labels.map(({ name }) => name.toLowerCase()));
    return ['', ...labels]
      .flatMap((label) => this.#byLabel.get(label) ?? [])
      .filter(({ query }) => matchesSearch(query, record, labels))
      .sort((a, b) => a.place - b.place);
  }
}

function joinInitiative(
  registry: RegistryView,
  feed: InitiativeFeedRef,
  record: InitiativeRecord,
  searches: Searches,
): JoinedInitiative | null {
  const rule = feed.rules.find(({ id }) => id === record.ruleId) ?? null;
  const collector = new TieCollector(feed.id, record);
  for (const { group, query } of searches.finding(record)) {
    collector.add(group, 'issue-search', describeSearch(query), query.url, true);
  }
  if (rule === null && collector.isEmpty) return null;
  const answered = rule === null ? [] : collectByRule(registry, rule, record, collector);
  const ties = collector.ties();
  const community = rule?.community ?? ties[0]?.node.community ?? '';
  return {
    ...record,
    key: initiativeKey(record.repository, record.number),
    feedId: feed.id,
    community,
    ties,
    responsible: chooseResponsible(ties, answered),
  };
}

function matchesSearch(query: InitiativeQueryRecord, record: InitiativeRecord, labels: ReadonlySet<string>): boolean {
  return (
    query.labels.every((label) => labels.has(label.toLowerCase())) &&
    !query.withoutLabels.some((label) => labels.has(label.toLowerCase())) &&
    (query.state === null || query.state === record.state)
  );
}

function describeSearch(query: InitiativeQueryRecord): string {
  const state = query.state === null ? [] : [`state:${query.state.toLowerCase()}`];
  const without = query.withoutLabels.map((label) => `-label:${label}`);
  return [`repo:${query.repository}`, ...state, ...query.labels.map((label) => `label:${label}`), ...without].join(' ');
}

/** @returns the groups that the form answers, in its order. */
function collectByRule(
  registry: RegistryView,
  rule: InitiativeRuleRecord,
  record: InitiativeRecord,
  collector: TieCollector,
): readonly GroupRecord[] {
  const { keysByLabel, titles } = compile(rule);
  for (const { name } of record.labels) {
    const group = lookUp(registry, keysByLabel.get(name.toLowerCase()));
    if (group !== null)
      collector.add(group, 'label', name, `${repositoryUrl(record)}/labels/${encodeURIComponent(name)}`, true);
  }
  for (const title of titles) {
    const group = lookUp(registry, title.group);
    if (group !== null && title.pattern.test(record.title)) {
      collector.add(group, 'title', record.title, record.url, true);
    }
  }
  const names = registry.names(rule.community);
  for (const value of valuesOf(record.projectFields, rule.groups.projectField)) {
    const match = names.find(value);
    if (match !== null) collector.add(match.group, 'project-field', value, record.url, match.isExact);
  }
  if (rule.groups.form === null) return [];
  const answered: GroupRecord[] = [];
  for (const answer of [...record.responsibleGroups, ...(record.subproject === null ? [] : [record.subproject])]) {
    const match = names.find(answer);
    if (match === null) continue;
    collector.add(match.group, 'form', answer, record.url, match.isExact);
    answered.push(match.group);
  }
  return answered;
}

interface CompiledRule {
  /** Labels in lower case. */
  readonly keysByLabel: ReadonlyMap<string, GroupKey>;
  readonly titles: readonly { readonly group: GroupKey; readonly pattern: RegExp }[];
}

const compiledRules = new WeakMap<InitiativeRuleRecord, CompiledRule>();

function compile(rule: InitiativeRuleRecord): CompiledRule {
  const known = compiledRules.get(rule);
  if (known !== undefined) return known;
  const { labels, titles } = rule.groups;
  const compiled = {
    keysByLabel: new Map(Object.entries(labels).map(([label, key]) => [label.toLowerCase(), key])),
    titles: titles.map(({ group, pattern }) => ({ group, pattern: new RegExp(pattern, 'iu') })),
  };
  compiledRules.set(rule, compiled);
  return compiled;
}

function lookUp(registry: RegistryView, key: GroupKey | undefined): GroupRecord | null {
  return key === undefined ? null : registry.group(key);
}

function repositoryUrl(record: InitiativeRecord): string {
  return record.url.replace(/\/issues\/\d+$/u, '');
}

/** A form answer by name beats a label, which triage sets; neither decides where they contradict each other. */
function chooseResponsible(ties: readonly GroupTie[], answered: readonly GroupRecord[]): GroupRecord | null {
  if (ties.some((tie) => tie.confidence === 'CONFLICTING')) return null;
  const [first] = answered;
  if (first !== undefined) return first;
  const [only, ...others] = ties;
  if (only !== undefined && others.every((tie) => isRelated(tie.node, only.node))) return topmost(only.node, others);
  return null;
}

function topmost(first: GroupRecord, others: readonly GroupTie[]): GroupRecord {
  return others.reduce((top, { node }) => (top.parent === node.key ? node : top), first);
}

function isRelated(a: GroupRecord, b: GroupRecord): boolean {
  return a === b || a.parent === b.key || b.parent === a.key;
}

/** TieEvidence that somebody set on the issue, as against what its author answered. */
const SET_BY_TRIAGE: ReadonlySet<EvidenceRule> = new Set(['label', 'issue-search', 'project-field']);

class TieCollector {
  readonly #sourceId: string;
  readonly #record: InitiativeRecord;
  readonly #evidence = new Map<GroupRecord, { evidence: TieEvidence; isExact: boolean }[]>();

  constructor(sourceId: string, record: InitiativeRecord) {
    this.#sourceId = sourceId;
    this.#record = record;
  }

  get isEmpty(): boolean {
    return this.#evidence.size === 0;
  }

  add(group: GroupRecord, rule: EvidenceRule, value: string, url: string, isExact: boolean): void {
    const list = this.#evidence.get(group) ?? [];
    if (list.some(({ evidence }) => evidence.rule === rule && evidence.value === value)) return;
    list.push({ evidence: { rule, value, sourceId: this.#sourceId, url: url || this.#record.url }, isExact });
    this.#evidence.set(group, list);
  }

  ties(): readonly GroupTie[] {
    const entries = [...this.#evidence];
    return entries.map(([node, list]) => ({
      node,
      matchedBy: list.map(({ evidence }) => evidence),
      confidence: this.#confidence(node, list, entries),
    }));
  }

  /**
   * Labels and form conflict where each names groups, and no group (or its parent or subgroup) is named by both.
   */
  #confidence(
    node: GroupRecord,
    list: readonly { evidence: TieEvidence; isExact: boolean }[],
    entries: readonly (readonly [GroupRecord, readonly { evidence: TieEvidence }[]])[],
  ): Confidence {
    const byTriage = groupsNamed(entries, (rule) => SET_BY_TRIAGE.has(rule));
    const byForm = groupsNamed(entries, (rule) => rule === 'form');
    const isContradicted =
      byTriage.length > 0 && byForm.length > 0 && !byTriage.some((a) => byForm.some((b) => isRelated(a, b)));
    if (isContradicted && (byTriage.includes(node) || byForm.includes(node))) return 'CONFLICTING';
    return list.some(({ isExact }) => isExact) ? 'EXPLICIT' : 'INFERRED';
  }
}

function groupsNamed(
  entries: readonly (readonly [GroupRecord, readonly { evidence: TieEvidence }[]])[],
  isCounted: (rule: EvidenceRule) => boolean,
): readonly GroupRecord[] {
  return entries.filter(([, list]) => list.some(({ evidence }) => isCounted(evidence.rule))).map(([group]) => group);
}

/** A registry may name a field as every object has one: `constructor`. */
function valuesOf(fields: InitiativeRecord['projectFields'], name: string | null): readonly string[] {
  return fields !== undefined && name !== null && Object.hasOwn(fields, name) ? (fields[name] ?? []) : [];
}
