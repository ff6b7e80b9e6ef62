/** What the registry asks of its surroundings: it fetches nothing and reads no file itself. */
import type { Instant } from '../model/source.ts';
import type { MeetingSources } from './records/calendars.ts';
import type { ParsedRulePack } from './rule-pack.ts';

/** One file or page, as it was read. */
export interface RegistryDocument {
  readonly bytes: Uint8Array;
  /** Absolute path or URL, against which further locations are resolved. */
  readonly location: string;
  readonly fetchedAt: Instant;
  readonly etag: string | null;
  /** Git commit of the file where it lies in a repository; null: a hash of the content stands for it. */
  readonly revision: string | null;
  /** Where people find the document on the web; null where unknown or secret. */
  readonly url: string | null;
}

export interface RegistryPorts {
  /**
   * @param location path or URL as written
   * @param from location of the document that names it; null for the first
   * @throws {CodedError} REGISTRY_NOT_FOUND, REGISTRY_UNREACHABLE or what the network answers
   */
  readonly readDocument: (location: string, from: string | null) => Promise<RegistryDocument>;
  readonly meetingSources: MeetingSources;
  /** Reads a governance rule pack; without it `rules` is not read. */
  readonly parseRulePack?: (
    bytes: Uint8Array,
    options: { readonly location: string; readonly sourceId: string; readonly community: string },
  ) => ParsedRulePack;
}
