import { GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkDocument, checkVariables } from './check-query.ts';
import type { QueryLimits } from './query-limits.ts';

/** Remembers so many characters of documents that it has let through. */
const MAX_REMEMBERED_LENGTH = 8 * 1024 * 1024;

/** Stands before Apollo Server, which validates whatever it is given. */
export class DocumentGate {
  readonly #limits: QueryLimits;
  readonly #passed = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_value, text) => text.length + 1,
  });

  constructor(limits: QueryLimits) {
    this.#limits = limits;
  }

  /** @throws {GraphQLError} QUERY_TOO_LARGE (400); a document that cannot be parsed is left for Apollo to refuse */
  check(text: string, variables: Readonly<Record<string, unknown>> | null): void {
    if (variables !== null) checkVariables(variables, this.#limits);
    if (this.#passed.has(text)) return;
    try {
      checkDocument(parse(text, { maxTokens: this.#limits.maxTokens, noLocation: true }), this.#limits);
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions['code'] === 'QUERY_TOO_LARGE') throw error;
      return;
    }
    this.#passed.set(text, true);
  }
}
