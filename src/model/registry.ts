/** Everything that the registry files of one deployment state, merged. */

import type { RulePackRecord } from './finding.ts';
import type { CommunityRecord, GroupRecord } from './group.ts';
import type { InitiativeFeedRef, InitiativeRuleRecord } from './initiative.ts';
import type { MeetingFeedRef } from './meeting.ts';
import type { Diagnostic, Instant, SourceDescription } from './source.ts';

/** One registry file or page. */
export interface RegistryFileRecord extends SourceDescription {
  /** Path or URL as the user wrote it. */
  readonly location: string;
  /** Name of the format that read it. */
  readonly format: string;
  /** Git commit of the file where it lies in a repository, else a hash of its content. */
  readonly revision: string | null;
  readonly etag: string | null;
  readonly fetchedAt: Instant;
}

/** Immutable: a reload makes another. */
export interface RegistryRecord {
  /** Hash over the content of every file. */
  readonly version: string;
  readonly files: readonly RegistryFileRecord[];
  readonly communities: readonly CommunityRecord[];
  readonly groups: readonly GroupRecord[];
  readonly initiativeRules: readonly InitiativeRuleRecord[];
  /** One listing a repository, enough for all rules and group queries over it. */
  readonly initiativeFeeds: readonly InitiativeFeedRef[];
  readonly meetingFeeds: readonly MeetingFeedRef[];
  readonly rulePacks: readonly RulePackRecord[];
  readonly diagnostics: readonly Diagnostic[];
}
