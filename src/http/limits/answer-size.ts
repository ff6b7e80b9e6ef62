import { GraphQLError } from 'graphql';

/**
 * The cost of a query bounds how many objects an answer holds, not how long their texts are.
 * @param body a response as JSON
 * @returns ANSWER_TOO_LARGE (400) where it is, with the root field that has most of it as its path
 */
export function problemOfSize(body: string, maxBytes: number): GraphQLError | null {
  // No character has more than three bytes here: those of four are two characters.
  if (body.length * 3 <= maxBytes) return null;
  const bytes = Buffer.byteLength(body);
  if (bytes <= maxBytes) return null;
  const path = largestField(body);
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
