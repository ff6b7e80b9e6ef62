/**
 * A listing as it lies in the cache, and how it is brought up to date: by asking only for what changed since, and from
 * time to time in full, because deletions, transfers and new sub-issues do not move an issue's `updatedAt`.
 */
import { type Clock, toInstant } from '../../clock.ts';
import type { InitiativeFeedRef } from '../../model/initiative.ts';
import type { Fetched, Previous } from '../../net/contract.ts';
import type { IssuePayload } from './issue-payload.ts';
import type { Listing } from './listing.ts';
import type { ListedIssues } from './listing-job.ts';
import { TARGET_DATE_FIELDS } from './listing-query.ts';
import { createSharedParts } from './shared-parts.ts';

/** JSON-safe. */
export interface StoredListing {
  /** Ordered by number. */
  readonly issues: readonly IssuePayload[];
  readonly unreadableCount: number;
  readonly hasProjectFields: boolean;
  /** Names of all labels of the repository at the full listing; null where they are too many to ride along. */
  readonly labelNames: readonly string[] | null;
  /** By our clock: says when the next full listing is due. */
  readonly fullAt: string;
  /** By GitHub's clock: every change before it is in `issues`. */
  readonly listedAt: string;
}

/** What of a repository is listed: two feeds with the same selection share a cached listing. */
export interface ListingSelection {
  readonly repository: string;
  readonly labels: readonly string[] | null;
  readonly projectFields: readonly string[];
}

/** @returns the same, with labels and people that are equal the same objects: thousands of issues have few of them. */
export function withSharedParts(listing: StoredListing): StoredListing {
  const { person, label } = createSharedParts();
  const issues = listing.issues.map((issue) => ({
    ...issue,
    author: issue.author && person(issue.author),
    assignees: issue.assignees.map(person),
    labels: issue.labels.map(label),
  }));
  return { ...listing, issues };
}

/** GitHub's replicas lag, so a change may become visible a little after the instant that it carries. */
const OVERLAP_MS = 60_000;

/** @returns the selection that answers every rule of the feed. */
export function toSelection(ref: InitiativeFeedRef): ListingSelection {
  const named = ref.rules.flatMap((rule) => [rule.groups.projectField, rule.status.projectField]);
  const fields = [...new Set(named.filter((name) => name !== null))].sort();
  return {
    repository: ref.repository,
    labels: ref.anyLabels === null ? null : [...ref.anyLabels].sort(),
    projectFields: fields.length === 0 ? [] : [...new Set([...fields, ...TARGET_DATE_FIELDS])],
  };
}

export interface ListingRefresher {
  /** Fits `ReadOptions.fetch` for the cache key `key`. */
  fetch(
    key: string,
    selection: ListingSelection,
    previous: Previous<StoredListing> | null,
    signal: AbortSignal,
  ): Promise<Fetched<StoredListing> | 'not-modified'>;
  readonly announce: Listing['announce'];
}

/** @param fullEverySeconds longest time between two full listings */
export function createListingRefresher(
  { list, announce }: Listing,
  clock: Clock,
  fullEverySeconds: number,
): ListingRefresher {
  /** How far a stored listing was confirmed after it was stored, by key: `of` names the listing by its `listedAt`. */
  const confirmed = new Map<string, { readonly of: string; readonly until: string }>();

  return {
    announce,
    fetch: async (key, selection, previous, signal) => {
      const old = previous?.value ?? null;
      const nowMs = clock.now();
      // A clock that was far ahead when it was stored must not put it off.
      if (old === null || Math.abs(nowMs - Date.parse(old.fullAt)) >= fullEverySeconds * 1000) {
        const { issues, ...listed } = await list({ ...selection, since: null, signal });
        return { value: { ...listed, issues: byNumber(issues), fullAt: toInstant(nowMs) } };
      }
      const known = confirmed.get(key);
      const knownUntil = known?.of === old.listedAt ? known.until : old.listedAt;
      const since = toInstant(Date.parse(knownUntil) - OVERLAP_MS);
      // Without labels: an issue that lost its label would not be among those that have it.
      const changes = await list({ ...selection, labels: null, since, signal });
      const merged = mergeChanges(old, changes, selection);
      if (merged === null) {
        confirmed.set(key, { of: old.listedAt, until: changes.listedAt });
        return 'not-modified';
      }
      return { value: merged };
    },
  };
}

/** @returns the listing with the changes in it; null where they change nothing that is listed. */
function mergeChanges(old: StoredListing, changes: ListedIssues, selection: ListingSelection): StoredListing | null {
  const issues = new Map(old.issues.map((issue) => [issue.id, issue]));
  let isChanged = changes.hasProjectFields !== old.hasProjectFields;
  for (const issue of changes.issues) {
    const before = issues.get(issue.id);
    if (isSelected(issue, selection)) {
      if (JSON.stringify(before) === JSON.stringify(issue)) continue;
      issues.set(issue.id, issue);
      isChanged = true;
    } else if (before) {
      issues.delete(issue.id);
      isChanged = true;
    }
  }
  if (!isChanged) return null;
  return {
    ...old,
    issues: byNumber([...issues.values()]),
    hasProjectFields: changes.hasProjectFields,
    listedAt: changes.listedAt,
  };
}

function isSelected(issue: IssuePayload, { labels }: ListingSelection): boolean {
  if (labels === null) return true;
  const wanted = new Set(labels.map((label) => label.toLowerCase()));
  return issue.labels.some((label) => wanted.has(label.name.toLowerCase()));
}

function byNumber(issues: readonly IssuePayload[]): IssuePayload[] {
  return issues.toSorted((a, b) => a.number - b.number);
}
