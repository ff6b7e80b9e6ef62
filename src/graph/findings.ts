/** Puts the rules of the registry to the facts of the graph, pulling only what the asked rules look at. */
import type { FindingRecord, RulePackRecord } from '../model/finding.ts';
import type { MaybePromise, Reading } from '../model/source.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import { loadFacts, minuteOf } from './facts.ts';
import type { FindingFilters, FindingOrder, FindingSeverity } from './generated.ts';
import { selectGroups } from './join/group-selection.ts';
import { type Listing, mergeReadings } from './listing.ts';
import { isPromise, whenReady } from './maybe-promise.ts';
import { Memory } from './remembered.ts';

type Filters = FindingFilters | null | undefined;

const SEVERITY_RANK: Readonly<Record<FindingSeverity, number>> = { INFO: 1, SHOULD: 2, MUST: 3 };

/** @returns the order; most severe first where none is given. */
export function toFindingOrder(order: FindingOrder | null | undefined): SortOrder<FindingRecord> {
  const field = order?.field ?? 'SEVERITY';
  const sortValue = {
    SEVERITY: ({ severity }: FindingRecord) => SEVERITY_RANK[severity],
    DUE_AT: ({ dueAt }: FindingRecord) => dueAt,
    OPENED_AT: ({ openedAt }: FindingRecord) => openedAt,
  }[field];
  return {
    name: `findings ${field}`,
    direction: order?.direction ?? 'DESC',
    valueOf: sortValue,
    keyOf: ({ id }) => id,
  };
}

/** @returns the findings for which the filters and `isWanted` hold. */
export function findFindings(
  context: GraphContext,
  filters: Filters,
  isWanted: (finding: FindingRecord) => boolean = () => true,
): MaybePromise<Listing<FindingRecord>> {
  const { severity, state, groups: slugs, since } = filters ?? {};
  const groups = slugs ? selectGroups(context.registry, slugs, false) : null;
  return whenReady(evaluateOnce(context, ruleIdsFor(context, filters)), ({ items, readings }) => ({
    items: items.filter(
      (finding) =>
        isWanted(finding) &&
        (!severity || severity.includes(finding.severity)) &&
        (!state || state.includes(finding.state)) &&
        (groups === null || finding.groups.some((key) => groups.has(key))) &&
        (!since || finding.openedAt >= since),
    ),
    readings,
  }));
}

/** Only rules that can answer the filters are put to the facts, so that the others pull nothing. */
function ruleIdsFor(context: GraphContext, filters: Filters): readonly string[] {
  const { rule: ids, severity } = filters ?? {};
  return packsOf(context)
    .flatMap(({ rules }) => rules)
    .filter((rule) => (!ids || ids.includes(rule.id)) && (!severity || canHaveSeverity(rule.level, severity)))
    .map(({ id }) => id);
}

/** A rule of any level can end in "cannot tell", which is INFO. */
function canHaveSeverity(level: FindingSeverity, wanted: readonly FindingSeverity[]): boolean {
  return wanted.includes(level) || wanted.includes('INFO');
}

function packsOf(context: GraphContext): readonly RulePackRecord[] {
  return context.registry.record.rulePacks;
}

function evaluateOnce(context: GraphContext, ruleIds: readonly string[]): MaybePromise<Listing<FindingRecord>> {
  return context.loaders.once(`findings ${ruleIds.join(' ')}`, () =>
    whenReady(evaluateEach(context, ruleIds), mergeListings),
  );
}

/** One rule after the other, since all look at the same facts. */
function evaluateEach(
  context: GraphContext,
  ruleIds: readonly string[],
  made: readonly Listing<FindingRecord>[] = [],
): MaybePromise<readonly Listing<FindingRecord>[]> {
  const evaluated = [...made];
  const rest = ruleIds.slice(made.length);
  for (const ruleId of rest) {
    const next = latest.recall(context, ruleId, () => evaluate(context, ruleId, ruleIds));
    if (isPromise(next)) return next.then((listing) => evaluateEach(context, ruleIds, [...evaluated, listing]));
    evaluated.push(next);
  }
  return evaluated;
}

/** By rule: few of them look at what has changed. */
const latest = new Memory<Listing<FindingRecord>>(500);

function mergeListings(listings: readonly Listing<FindingRecord>[]): Listing<FindingRecord> {
  return {
    items: listings.flatMap(({ items }) => items),
    readings: mergeReadings(...listings.map(({ readings }) => readings)),
  };
}

/** @param asked beside the rule, so that what they all need is pulled at once */
function evaluate(
  context: GraphContext,
  ruleId: string,
  asked: readonly string[],
): MaybePromise<Iterator<unknown, Listing<FindingRecord>>> {
  return whenReady(context.ports.rules(), ({ neededFacts, judgeSubjects }) => {
    const packs = packsOf(context);
    const now = minuteOf(context);
    const own = neededFacts(packs, now, { ruleIds: [ruleId] });
    const { detailsFor, meetings } = neededFacts(packs, now, { ruleIds: asked });
    const needs = { ...own, detailsFor, meetings: own.meetings && meetings };
    return whenReady(loadFacts(context, needs, asked.join(' ')), ({ facts, readings }) =>
      listFindings(judgeSubjects(packs, facts, { ruleIds: [ruleId] }), readings),
    );
  });
}

function* listFindings(
  judged: Iterable<FindingRecord | null>,
  readings: readonly Reading[],
): Generator<void, Listing<FindingRecord>> {
  const items: FindingRecord[] = [];
  for (const finding of judged) {
    if (finding !== null) items.push(finding);
    yield;
  }
  // Sorting what is sorted in parts takes little, however often it is asked for.
  items.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { items, readings };
}
