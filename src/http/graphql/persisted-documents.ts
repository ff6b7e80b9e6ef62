/**
 * Documents that clients name by the SHA-256 of their text: those the operator trusts, and those that clients have sent
 * before (automatic persisted queries, https://www.apollographql.com/docs/apollo-server/performance/apq).
 */
import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Question } from './question.ts';

/** What a document takes beside its characters: its hash, and its place. */
const OVERHEAD = 300;
/** Characters of documents that clients have sent; some thousand documents. */
const MAX_REMEMBERED_LENGTH = 8 * 1024 * 1024;

export interface TrustedDocuments {
  /** Text by SHA-256 in hexadecimal. */
  readonly texts: ReadonlyMap<string, string>;
  /** No other document is executed. */
  readonly isExclusive: boolean;
}

export class PersistedDocuments {
  readonly #trusted: TrustedDocuments;
  readonly #trustedTexts: ReadonlySet<string>;
  readonly #sent = new LRUCache<string, string>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (text) => text.length + OVERHEAD,
  });

  constructor(trusted: TrustedDocuments) {
    this.#trusted = trusted;
    this.#trustedTexts = new Set(trusted.texts.values());
  }

  /** @returns the text that the question means; null where its hash is unknown, or is not that of its text */
  textOf({ text, hash }: Question): string | null {
    if (hash === null) return text;
    const known = this.#trusted.texts.get(hash) ?? this.#sent.get(hash) ?? null;
    if (text === null || text === known) return known;
    return createHash('sha256').update(text).digest('hex') === hash ? text : null;
  }

  /** The question may be answered: its document may be named by its hash from now on. */
  remember({ text, hash }: Question): void {
    if (text !== null && hash !== null && !this.#sent.has(hash)) this.#sent.set(hash, text);
  }

  /** @returns DOCUMENT_NOT_TRUSTED where it is not, and has to be */
  problemOf(text: string): GraphQLError | null {
    if (!this.#trusted.isExclusive || this.#trustedTexts.has(text)) return null;
    return new GraphQLError('The gateway executes only the documents that its operator trusts.', {
      extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 403 } },
    });
  }
}
