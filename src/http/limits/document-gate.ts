import { GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkDocument, checkVariables, tooDeep } from './check-query.ts';
import type { QueryLimits } from './query-limits.ts';

/** What a text takes beside its characters. */
const OVERHEAD = 200;
/** Remembers so many characters of documents that it has let through. */
const MAX_REMEMBERED_LENGTH = 8 * 1024 * 1024;

/** Stands before Apollo Server, which validates whatever it is given. */
export class DocumentGate {
  readonly #limits: QueryLimits;
  readonly #passed = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_value, text) => text.length + OVERHEAD,
  });

  constructor(limits: QueryLimits) {
    this.#limits = limits;
  }

  /** @returns QUERY_TOO_LARGE where it is; a document that cannot be parsed is left for Apollo Server to refuse */
  problemOf(text: string): GraphQLError | null {
    if (this.#passed.has(text)) return null;
    try {
      checkDocument(parse(text, { maxTokens: this.#limits.maxTokens, noLocation: true }), this.#limits);
      this.#passed.set(text, true);
    } catch (error) {
      return tooLargeOrNull(error);
    }
    return null;
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
