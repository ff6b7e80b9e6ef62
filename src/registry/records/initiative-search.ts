/**
 * Pasted GitHub issue searches: `/owner/name/issues?q=label:…`, `/owner/name/labels/NAME`. Only what labels and state
 * express can be answered from a listing; a search that asks for more is refused rather than answered too broadly.
 * @see https://docs.github.com/en/search-github/searching-on-github/searching-issues-and-pull-requests
 */
import type { InitiativeQueryRecord } from '../../model/group.ts';

export type SearchResult =
  | { readonly queries: readonly InitiativeQueryRecord[] }
  /** A sentence that names what cannot be answered. */
  | { readonly refusal: string };

/** A search `label:a,b` asks for either label, which makes one query each. */
const MAX_ALTERNATIVES = 16;
/** Qualifiers that do not change which issues are found. */
const HARMLESS = new Set(['sort', 'archived', 'in']);

interface Conditions {
  repository: string | null;
  /** Each entry is a choice: one of its labels must be on the issue. */
  labels: string[][];
  withoutLabels: string[];
  state: 'OPEN' | 'CLOSED' | null;
}

/** @returns the queries of which an issue must match one. */
export function parseInitiativeSearch(url: string): SearchResult {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/u.test(parsed.protocol)) return { refusal: 'It is no http(s) URL.' };
  const segments = parsed.pathname.split('/').filter((segment) => segment !== '');
  const conditions: Conditions = { repository: null, labels: [], withoutLabels: [], state: null };
  const [owner, name, page] = segments;
  if (owner !== undefined && name !== undefined && page === 'labels' && segments.length >= 4) {
    conditions.repository = `${owner}/${name}`;
    conditions.labels.push([decode(segments.slice(3).join('/'))]);
    return toQueries(conditions, url);
  }
  const isRepositoryPage = page === 'issues' && segments.length === 3;
  const isGlobalPage = segments.length === 1 && (owner === 'issues' || owner === 'search');
  if (!isRepositoryPage && !isGlobalPage) return { refusal: 'It is no issue search of a repository.' };
  if (isRepositoryPage) conditions.repository = `${owner}/${name}`;
  const search = parsed.searchParams.get('q');
  // A repository's issue page without a search lists the open issues.
  if (search === null) conditions.state = 'OPEN';
  for (const label of (parsed.searchParams.get('labels') ?? '').split(',')) {
    if (label.trim() !== '') conditions.labels.push([label.trim()]);
  }
  const refusal = readSearch(search ?? '', conditions);
  return refusal === null ? toQueries(conditions, url) : { refusal };
}

/** @returns the refusal, or null after the conditions were added. */
function readSearch(search: string, conditions: Conditions): string | null {
  for (const term of terms(search)) {
    const [, minus, qualifier, raw] = /^(-?)([\w-]+):(.*)$/su.exec(term) ?? [];
    if (qualifier === undefined || raw === undefined) return `It also searches for the text "${term}".`;
    const isNegated = minus === '-';
    const values = choices(raw);
    const refusal = readQualifier(qualifier.toLowerCase(), values, isNegated, conditions);
    if (refusal !== null) return refusal;
  }
  return null;
}

function readQualifier(
  qualifier: string,
  values: readonly string[],
  isNegated: boolean,
  conditions: Conditions,
): string | null {
  const [value = ''] = values;
  const lower = value.toLowerCase();
  if (qualifier === 'label') {
    if (values.length === 0) return 'It names no label after "label:".';
    if (isNegated) conditions.withoutLabels.push(...values);
    else conditions.labels.push([...values]);
    return null;
  }
  if (
    qualifier === 'repo' &&
    !isNegated &&
    (conditions.repository === null || conditions.repository.toLowerCase() === lower)
  ) {
    conditions.repository = value;
    return null;
  }
  if (['is', 'state', 'type'].includes(qualifier)) {
    if (lower === 'open' || lower === 'closed') {
      const state = (lower === 'open') === isNegated ? 'CLOSED' : 'OPEN';
      if (conditions.state !== null && conditions.state !== state) return 'It asks for open and closed issues at once.';
      conditions.state = state;
      return null;
    }
    if (lower === 'issue' && !isNegated) return null;
  }
  if (HARMLESS.has(qualifier)) return null;
  return `It also filters by "${isNegated ? '-' : ''}${qualifier}:${value}".`;
}

/** Splits at spaces outside quotes. */
function terms(search: string): string[] {
  return search.match(/(?:"[^"]*"|[^\s"])+/gu) ?? [];
}

/** Splits the value of a qualifier at commas outside quotes, and takes the quotes off. */
function choices(value: string): string[] {
  return (value.match(/(?:"[^"]*"|[^,"])+/gu) ?? [])
    .map((choice) => choice.replaceAll('"', '').trim())
    .filter((choice) => choice !== '');
}

function toQueries(conditions: Conditions, url: string): SearchResult {
  const { repository, withoutLabels, state } = conditions;
  if (repository === null || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) return { refusal: 'It names no repository.' };
  let combinations: string[][] = [[]];
  for (const choice of conditions.labels) {
    combinations = combinations.flatMap((labels) => choice.map((label) => [...labels, label]));
    if (combinations.length > MAX_ALTERNATIVES) return { refusal: 'It combines too many alternatives.' };
  }
  const unique = (labels: readonly string[]) => [...new Set(labels)];
  return {
    queries: combinations.map((labels) => ({
      repository,
      labels: unique(labels),
      withoutLabels: unique(withoutLabels),
      state,
      url,
    })),
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
