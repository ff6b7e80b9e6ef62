/** A stored listing, read under the rules of one feed. */
import { catalogue, type ErrorCode } from '../../errors.ts';
import type { InitiativeFeedRef, InitiativeRecord } from '../../model/initiative.ts';
import type { Diagnostic, PublicError } from '../../model/source.ts';
import { toFeedRules } from './select-rule.ts';
import type { StoredListing } from './stored-listing.ts';
import { toInitiative } from './to-initiative.ts';

export interface ReadListing {
  readonly initiatives: readonly InitiativeRecord[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the initiatives lack because the token may not read it. */
  readonly missing: PublicError | null;
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
  const missing = listing.hasProjectFields
    ? null
    : {
        code: 'GITHUB_MISSING_SCOPE',
        message: `The token may not read the project fields of ${ref.repository}: statuses come without them.`,
      };
  if (missing) report('GITHUB_MISSING_SCOPE', missing.message);
  const rules = toFeedRules(ref);
  return { initiatives: listing.issues.map((issue) => toInitiative(issue, ref, rules)), diagnostics, missing };
}
