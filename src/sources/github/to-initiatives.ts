/** A stored listing, read under the rules of one feed. */
import { catalogue, type ErrorCode } from '../../errors.ts';
import type { InitiativeFeedRef, InitiativeRecord } from '../../model/initiative.ts';
import type { Diagnostic } from '../../model/source.ts';
import { toFeedRules } from './select-rule.ts';
import type { StoredListing } from './stored-listing.ts';
import { toInitiative } from './to-initiative.ts';

export interface ReadListing {
  readonly initiatives: readonly InitiativeRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns every listed issue as a record, ordered by number; `ruleId` says which of them a rule selects. */
export function toInitiatives(listing: StoredListing, ref: InitiativeFeedRef): ReadListing {
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
  if (!listing.hasProjectFields) {
    report(
      'GITHUB_MISSING_SCOPE',
      `The project fields of ${ref.repository} cannot be read: statuses come without them.`,
    );
  }
  const rules = toFeedRules(ref);
  return { initiatives: listing.issues.map((issue) => toInitiative(issue, ref, rules)), diagnostics };
}
