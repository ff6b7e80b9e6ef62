import { GraphQLError } from 'graphql';
import type { WrittenText } from '../../graph/execute/written-text.ts';

/**
 * The cost of a query bounds how many objects an answer holds, not how long their texts are.
 * @param body a response as JSON
 * @returns ANSWER_TOO_LARGE (400) where it is, with the root field that has most of it as its path
 */
export function problemOfSize(body: WrittenText, maxBytes: number): GraphQLError | null {
  const bytes = body.byteLength;
  if (bytes <= maxBytes) return null;
  const path = largestField(body.text);
  const place = path === null ? '' : ` Most of it is in "${path}".`;
  return new GraphQLError(`The answer has ${bytes} bytes; the gateway allows ${maxBytes}.${place}`, {
    path: path === null ? null : [path],
    extensions: { code: 'ANSWER_TOO_LARGE', bytes, limit: maxBytes, http: { status: 400 } },
  });
}

function largestField(body: string): string | null {
  const { data } = JSON.parse(body) as { readonly data?: Readonly<Record<string, unknown>> | null };
  const sizes = Object.entries(data ?? {}).map(([name, value]) => ({ name, size: JSON.stringify(value).length }));
  return sizes.sort((a, b) => b.size - a.size)[0]?.name ?? null;
}
