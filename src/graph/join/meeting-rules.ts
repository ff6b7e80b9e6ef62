/** The ordered rules by which a registry ties the events of a feed to groups. */
import type { GroupRecord } from '../../model/group.ts';
import type { MeetingMatchRule, OccurrenceRecord, SeriesRecord } from '../../model/meeting.ts';
import type { RegistryView } from '../registry-view.ts';
import type { EvidenceRule } from './evidence.ts';

/** What a match rule looks at; instances and series both have it. */
export type Matchable = Pick<
  OccurrenceRecord | SeriesRecord,
  'uid' | 'summary' | 'categories' | 'organizerDomain' | 'meetingIds'
>;

interface Condition {
  readonly kind: EvidenceRule;
  /** As the registry writes it; null where the event's own words are the evidence. */
  readonly wanted: string | null;
  isMet(event: Matchable): boolean;
}

export interface CompiledRule {
  /** Among the rules of the feed, of which the first that fits decides. */
  readonly place: number;
  readonly group: GroupRecord;
  /** By {@link LOOKUPS}, what an event must name for the rule to be of it; null where the rule does not say. */
  readonly keys: readonly (string | null)[];
  /** All must be met. */
  readonly conditions: readonly Condition[];
}

/** What rules and events name literally. */
const LOOKUPS: readonly {
  readonly kind: EvidenceRule;
  wantedBy(rule: MeetingMatchRule): string | null;
  /** Other ways to write the same. */
  normalize(wanted: string): string;
  namedBy(event: Matchable): readonly string[];
}[] = [
  {
    kind: 'meeting-id',
    wantedBy: (rule) => rule.meetingId,
    normalize: (wanted) => wanted.replace(/\D/gu, ''),
    namedBy: (event) => event.meetingIds,
  },
  { kind: 'uid', wantedBy: (rule) => rule.uid, normalize: (wanted) => wanted, namedBy: (event) => [event.uid] },
  {
    kind: 'organizer-domain',
    wantedBy: (rule) => rule.organizerDomain,
    normalize: toLowerCase,
    namedBy: ({ organizerDomain }) => (organizerDomain === null ? [] : [organizerDomain.toLowerCase()]),
  },
  {
    kind: 'category',
    wantedBy: (rule) => rule.category,
    normalize: toLowerCase,
    namedBy: (event) => event.categories.map(toLowerCase),
  },
];

function toLowerCase(text: string): string {
  return text.toLowerCase();
}

/** @returns nothing for a rule that can tie nothing: its group is unknown, or it sets no condition. */
function compileRule(registry: RegistryView, rule: MeetingMatchRule, place: number): readonly CompiledRule[] {
  const group = registry.group(rule.group);
  const wanted = LOOKUPS.map(({ wantedBy }) => wantedBy(rule));
  const keys = LOOKUPS.map(({ normalize }, at) => {
    const name = wanted[at] ?? null;
    return name === null ? null : normalize(name);
  });
  const conditions = LOOKUPS.flatMap(({ kind, namedBy }, at): Condition[] => {
    const key = keys[at] ?? null;
    return key === null ? [] : [{ kind, wanted: wanted[at] ?? null, isMet: (event) => namedBy(event).includes(key) }];
  });
  if (rule.title !== null) {
    const title = new RegExp(rule.title, 'iu');
    conditions.push({ kind: 'title', wanted: null, isMet: ({ summary }) => title.test(summary) });
  }
  return group === null || conditions.length === 0 ? [] : [{ place, group, keys, conditions }];
}

/** The rules of a feed by the first thing that they name, so that those of other groups are not looked at. */
export class RuleIndex {
  readonly #byKey = LOOKUPS.map(() => new Map<string, CompiledRule[]>());
  /** Those that name nothing but a title. */
  readonly #others: CompiledRule[] = [];

  /** @param rules in the order in which they decide */
  constructor(registry: RegistryView, rules: readonly MeetingMatchRule[]) {
    for (const [place, rule] of rules.entries()) {
      for (const compiled of compileRule(registry, rule, place)) this.#listOf(compiled).push(compiled);
    }
  }

  /** @returns the first rule of which all conditions are met */
  first(event: Matchable): CompiledRule | null {
    let first = firstMet(this.#others, event, null);
    for (const [at, { namedBy }] of LOOKUPS.entries()) {
      const byKey = this.#byKey[at];
      if (byKey === undefined || byKey.size === 0) continue;
      for (const key of namedBy(event)) first = firstMet(byKey.get(key) ?? [], event, first);
    }
    return first;
  }

  #listOf(rule: CompiledRule): CompiledRule[] {
    const at = rule.keys.findIndex((key) => key !== null);
    const key = rule.keys[at] ?? null;
    const byKey = this.#byKey[at];
    if (key === null || byKey === undefined) return this.#others;
    const list = byKey.get(key) ?? [];
    byKey.set(key, list);
    return list;
  }
}

/** @returns the first of the rules that the event meets, or `before` where that comes earlier */
function firstMet(rules: readonly CompiledRule[], event: Matchable, before: CompiledRule | null): CompiledRule | null {
  for (const rule of rules) {
    if (before !== null && rule.place >= before.place) break;
    if (rule.conditions.every((condition) => condition.isMet(event))) return rule;
  }
  return before;
}
