import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CodedError } from '../../errors.ts';

/** `persisted-documents.json` of graphql-codegen's client preset. */
const byHash = z.record(z.string(), z.string());
/** The manifest that Apollo's clients generate. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ body: z.string() })),
});

/**
 * @returns the documents by the SHA-256 of their text, whatever the file calls them
 * @throws {CodedError} CONFIG_INVALID where the file cannot be read or is in neither form
 */
export function readTrustedDocuments(file: string): ReadonlyMap<string, string> {
  const parsed = z.union([manifest, byHash]).safeParse(readJson(file));
  if (!parsed.success) {
    throw new CodedError('CONFIG_INVALID', `TRUSTED_DOCUMENTS: ${file} must map hashes to documents.`);
  }
  const { data } = parsed;
  const texts = Array.isArray(data.operations) ? data.operations.map(({ body }) => body) : Object.values(data);
  return new Map(texts.map((text) => [createHash('sha256').update(String(text)).digest('hex'), String(text)]));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CodedError('CONFIG_INVALID', `TRUSTED_DOCUMENTS: ${file} cannot be read as JSON.`, { cause });
  }
}
