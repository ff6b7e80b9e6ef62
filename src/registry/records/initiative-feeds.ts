/** What must be listed of each repository so that every rule and every group's query over it can be answered. */
import type { GroupRecord } from '../../model/group.ts';
import type { InitiativeFeedRef, InitiativeRuleRecord } from '../../model/initiative.ts';

/** One of these labels is on every issue that a rule or query is about; empty: any issue may be. */
type Demand = readonly string[];

/** With more candidates the smallest set is approached greedily; registries have a handful. */
const MAX_EXACT_LABELS = 14;

/** @returns one feed a repository, ordered by id. */
export function initiativeFeeds(
  rules: readonly InitiativeRuleRecord[],
  groups: readonly Pick<GroupRecord, 'initiativeQueries'>[],
): InitiativeFeedRef[] {
  const feeds = new Map<
    string,
    { source: string; repository: string; rules: InitiativeRuleRecord[]; demands: Demand[] }
  >();
  const feedOf = (source: string, repository: string) => {
    const id = `${source}:${repository.toLowerCase()}`;
    const feed = feeds.get(id) ?? { source, repository, rules: [], demands: [] };
    feeds.set(id, feed);
    return feed;
  };
  for (const rule of rules) {
    const feed = feedOf(rule.source, rule.repository);
    feed.rules.push(rule);
    feed.demands.push(...demandsOf(rule));
  }
  for (const query of groups.flatMap((group) => group.initiativeQueries)) {
    feedOf('github', query.repository).demands.push(query.labels);
  }
  return [...feeds.values()]
    .map(({ source, repository, rules: own, demands }) => ({
      id: `${source}:${repository}`,
      source,
      repository,
      anyLabels: smallestCover(demands),
      rules: own,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function demandsOf(rule: InitiativeRuleRecord): Demand[] {
  if (rule.candidates === null) return [rule.labels];
  const { labels } = rule.candidates;
  // Candidates are listed by any of their labels, so each of them is needed; without labels any issue may be one.
  return [rule.labels, ...(labels.length === 0 ? [[]] : labels.map((label) => [label]))];
}

/**
 * GitHub lists issues that carry any of some labels, so one label of each demand is enough.
 * @returns the smallest such set, sorted; null where a demand names no label.
 */
function smallestCover(demands: readonly Demand[]): readonly string[] | null {
  if (demands.some((demand) => demand.length === 0)) return null;
  const spelling = new Map<string, string>();
  for (const label of demands.flat()) if (!spelling.has(label.toLowerCase())) spelling.set(label.toLowerCase(), label);
  const wanted = demands.map((demand) => new Set(demand.map((label) => label.toLowerCase())));
  const chosen = new Set(wanted.filter((demand) => demand.size === 1).flatMap((demand) => [...demand]));
  const open = wanted.filter((demand) => chosen.isDisjointFrom(demand));
  const candidates = [...new Set(open.flatMap((demand) => [...demand]))].sort();
  const rest = candidates.length <= MAX_EXACT_LABELS ? exactCover(open, candidates) : greedyCover(open, candidates);
  return [...chosen, ...rest].map((label) => spelling.get(label) ?? label).sort();
}

function exactCover(open: readonly ReadonlySet<string>[], candidates: readonly string[]): readonly string[] {
  let best: readonly string[] = candidates;
  const search = (chosen: readonly string[]) => {
    if (chosen.length >= best.length) return;
    const uncovered = open.find((demand) => !chosen.some((label) => demand.has(label)));
    if (uncovered === undefined) best = chosen;
    else for (const label of [...uncovered].sort()) search([...chosen, label]);
  };
  search([]);
  return best;
}

function greedyCover(open: readonly ReadonlySet<string>[], candidates: readonly string[]): readonly string[] {
  const chosen: string[] = [];
  let left = open;
  while (left.length > 0) {
    const gains = new Map<string, number>();
    for (const label of left.flatMap((demand) => [...demand])) gains.set(label, (gains.get(label) ?? 0) + 1);
    const label = candidates.reduce((best, next) => ((gains.get(next) ?? 0) > (gains.get(best) ?? 0) ? next : best));
    chosen.push(label);
    left = left.filter((demand) => !demand.has(label));
  }
  return chosen;
}
