import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Measure } from '../graphql/plugins/tracing.ts';
import { checkDocument, checkVariables, tooDeep } from './check-query.ts';
import type { QueryLimits } from './query-limits.ts';

/** What a text takes beside its characters. */
const OVERHEAD = 200;
/** Remembers so many characters of documents that it has let through. */
const MAX_REMEMBERED_LENGTH = 8 * 1024 * 1024;

/** Stands before Apollo Server, which validates whatever it is given. */
export class DocumentGate {
  readonly #limits: QueryLimits;
  readonly #measure: Measure;
  readonly #passed = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_value, text) => text.length + OVERHEAD,
  });

  constructor(limits: QueryLimits, measure: Measure) {
    this.#limits = limits;
    this.#measure = measure;
  }

  /**
   * @returns the document; null where it was let through before, or cannot be parsed and is left for Apollo Server to
   *   refuse; QUERY_TOO_LARGE where it is
   */
  read(text: string): DocumentNode | GraphQLError | null {
    if (this.#passed.has(text)) return null;
    try {
      const { maxTokens } = this.#limits;
      const document = this.#measure('graphql.parse', () => parse(text, { maxTokens }));
      checkDocument(document, this.#limits);
      this.#passed.set(text, true);
      return document;
    } catch (error) {
      return tooLargeOrNull(error);
    }
  }

  /** @returns QUERY_TOO_LARGE where they are */
  problemOfVariables(variables: Readonly<Record<string, unknown>> | null): GraphQLError | null {
    try {
      if (variables !== null) checkVariables(variables, this.#limits);
    } catch (error) {
      return tooLargeOrNull(error);
    }
    return null;
  }
}

function tooLargeOrNull(error: unknown): GraphQLError | null {
  // graphql-js reads lists in lists by recursion; how many the stack holds depends on what is compiled.
  if (error instanceof RangeError) return tooDeep('query');
  return error instanceof GraphQLError && error.extensions['code'] === 'QUERY_TOO_LARGE' ? error : null;
}
