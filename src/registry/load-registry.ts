/** Registry files in, one record out. Whatever the files say, nothing is thrown: faults are diagnostics. */
import { createHash } from 'node:crypto';
import type { RulePackRecord } from '../model/finding.ts';
import type { RegistryFileRecord, RegistryRecord } from '../model/registry.ts';
import type { Diagnostic } from '../model/source.ts';
import { sortDiagnostics } from './problems.ts';
import { type ReadDocument, readDocuments } from './read-documents.ts';
import { readRulePacks } from './read-rule-packs.ts';
import { finishFeeds } from './records/calendars.ts';
import { mergeCommunities } from './records/communities.ts';
import { FeedRegister } from './records/feed-register.ts';
import { finishGroups } from './records/finish-groups.ts';
import { GroupIndex } from './records/group-index.ts';
import { initiativeFeeds } from './records/initiative-feeds.ts';
import { finishRules } from './records/initiative-rules.ts';
import { mergeDrafts } from './records/merge-drafts.ts';
import { problemReporter } from './records/problem-reporter.ts';
import { toDrafts } from './records/to-drafts.ts';
import type { RegistryPorts } from './registry-ports.ts';

export interface LoadOptions {
  /** Name of the format of the first document; null: its content tells. */
  readonly format?: string | null;
}

/**
 * Loads a registry with everything that it includes.
 * @param location path or URL of any supported format
 * @returns all that is true in the files, with every problem of all of them, sorted by file, line and column. An
 * unreadable first file makes an empty record with an ERROR.
 */
export async function loadRegistry(
  location: string,
  ports: RegistryPorts,
  options: LoadOptions = {},
): Promise<RegistryRecord> {
  const diagnostics: Diagnostic[] = [];
  const root = await readDocuments(location, { format: options.format ?? null }, ports, diagnostics);
  const documents = root === null ? [] : once(inMergeOrder(root));
  const packs = await readRulePacks(documents, ports, diagnostics);
  const files = [...(root === null ? [] : once(inReadingOrder(root))).map(({ file }) => file), ...packs.files];
  return build(documents, files, packs, ports, diagnostics);
}

function build(
  documents: readonly ReadDocument[],
  files: readonly RegistryFileRecord[],
  packs: { readonly packs: readonly RulePackRecord[]; readonly hashes: readonly string[] },
  ports: RegistryPorts,
  diagnostics: Diagnostic[],
): RegistryRecord {
  const report = problemReporter(new Map(files.map(({ id, name }) => [id, name])), diagnostics);
  const feeds = new FeedRegister(ports.meetingSources);
  const drafts = documents.map((document) => toDrafts(document, feeds));
  const groupDrafts = mergeDrafts(
    drafts.flatMap((draft) => draft.groups),
    report,
  );
  // A community that only its groups name is one as well.
  const named = groupDrafts.map(({ community, place }) => ({
    slug: community,
    name: null,
    url: null,
    kinds: [],
    place,
  }));
  const communities = mergeCommunities([...drafts.flatMap((draft) => draft.communities), ...named]);
  const index = new GroupIndex(groupDrafts, report);
  const groups = feeds.withKnownFeeds(finishGroups(groupDrafts, communities, index, report), report);
  const rules = finishRules(
    drafts.flatMap((draft) => draft.initiativeRules),
    index,
    report,
  );
  return {
    version: hashOf([...documents.map(({ file, contentHash }) => `${file.id} ${contentHash}`), ...packs.hashes]),
    files,
    communities,
    groups,
    initiativeRules: rules,
    initiativeFeeds: initiativeFeeds(rules, groups),
    meetingFeeds: finishFeeds(
      feeds.all(),
      groups,
      (reference, community, place) => index.resolve(reference, community, place, 'The match rule names'),
      report,
    ),
    rulePacks: packs.packs,
    diagnostics: sortDiagnostics(diagnostics),
  };
}

/** Included documents before the one that includes them: the later adds to the earlier. */
function inMergeOrder(document: ReadDocument): ReadDocument[] {
  return [...document.included.flatMap(inMergeOrder), document];
}

function inReadingOrder(document: ReadDocument): ReadDocument[] {
  return [document, ...document.included.flatMap(inReadingOrder)];
}

/** A document that several others include is merged where it is first included. */
function once(documents: readonly ReadDocument[]): ReadDocument[] {
  const seen = new Set<string>();
  return documents.filter(({ location }) => !seen.has(location) && seen.add(location));
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
