/** A stored listing, read under the rules of one feed. */
import { catalogue, type ErrorCode } from '../../errors.ts';
import type { InitiativeFeedRef, InitiativeRecord } from '../../model/initiative.ts';
import type { Diagnostic, PublicError } from '../../model/source.ts';
import { toFeedRules } from './select-rule.ts';
import type { StoredListing } from './stored-listing.ts';
import { toInitiative } from './to-initiative.ts';

export interface ReadListing {
  readonly listing: StoredListing;
  readonly initiatives: readonly InitiativeRecord[];
  readonly diagnostics: readonly Diagnostic[];
  /** Node ids of the issues that are not as they were in the listing before; `[]` where there was none. */
  readonly changed: readonly string[];
  /** What the initiatives lack because the token may not read it. */
  readonly missing: PublicError | null;
}

/**
 * @param before the feed's last listing, read under the same rules; issues that did not change are not read again
 * @returns every listed issue as a record, ordered by number; `ruleId` says which of them a rule selects
 */
export function toInitiatives(listing: StoredListing, ref: InitiativeFeedRef, before: ReadListing | null): ReadListing {
  const diagnostics: Diagnostic[] = [];
  const report = (code: ErrorCode, message: string) =>
    diagnostics.push({
      level: 'WARNING',
      code,
      message,
      hint: catalogue[code].hint,
      sourceId: ref.id,
      file: null,
      path: null,
      line: null,
      column: null,
    });
  if (listing.unreadableCount > 0) {
    const count = listing.unreadableCount;
    report(
      'GITHUB_UNREADABLE_ISSUE',
      `${count} ${count === 1 ? 'issue' : 'issues'} of ${ref.repository} could not be read.`,
    );
  }
  const missing: PublicError | null = listing.hasProjectFields
    ? null
    : {
        code: 'GITHUB_MISSING_SCOPE',
        message: `The token may not read the project fields of ${ref.repository}: statuses come without them.`,
      };
  if (missing) report('GITHUB_MISSING_SCOPE', missing.message);
  const rules = toFeedRules(ref);
  const changed = before ? changedSince(before.listing, listing) : [];
  const unread = new Set(changed);
  const known = new Map(before?.initiatives.map((initiative) => [initiative.nodeId, initiative]));
  const initiatives = listing.issues.map(
    (issue) => (unread.has(issue.id) ? null : known.get(issue.id)) ?? toInitiative(issue, ref, rules),
  );
  return { listing, initiatives, diagnostics, changed, missing };
}

function changedSince(before: StoredListing, listing: StoredListing): string[] {
  const earlier = new Map(before.issues.map((issue) => [issue.id, JSON.stringify(issue)]));
  return listing.issues.flatMap((issue) => (earlier.get(issue.id) === JSON.stringify(issue) ? [] : [issue.id]));
}
