/**
 * The contract of a registry format: a document in, the same facts in the native form out, every value with the place
 * on which a person wrote it. A format knows nothing of records; docs/adding-a-format.md shows how to add one.
 */
import type { MaybePromise, SourceKind } from '../../model/source.ts';
import type { Located, LocatedMap } from '../document/located.ts';
import type { Problems } from '../problems.ts';

export interface CommunityName {
  readonly slug: string;
  readonly name: string;
  readonly url: string | null;
}

/** How a document is parsed before a format sees it. */
export type DocumentSyntax = 'yaml' | 'markdown';

export interface FormatInput {
  readonly syntax: DocumentSyntax;
  readonly text: string;
  /** The tree of a YAML or JSON document; null where it is empty or Markdown. */
  readonly tree: Located | null;
  /** Path or URL from which it was read. */
  readonly location: string;
  /** Where people find the document on the web, for links relative to it; null where unknown. */
  readonly url: string | null;
}

export interface RegistryFormat {
  /** As in `format:` of an include entry and on the command line. */
  readonly name: string;
  readonly syntax: DocumentSyntax;
  readonly sourceKind: Extract<SourceKind, 'REGISTRY' | 'PAGE'>;
  /** Whether the content is of this format. Never throws. */
  recognises(input: FormatInput): boolean;
  /** @returns the community of a document that is served by itself; null where the document must say it. */
  communityOf(input: FormatInput): CommunityName | null;
  /**
   * @param community the one that the document's groups belong to
   * @returns a document of the native form. Never throws: what cannot be read becomes a problem.
   */
  toNative(input: FormatInput, community: CommunityName, problems: Problems): MaybePromise<LocatedMap>;
}
