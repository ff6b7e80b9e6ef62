/**
 * @param value of the answer to a query
 * @returns it with every connection of which only `nodes` was asked as an array of these
 */
export function unwrapNodes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapNodes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'nodes') return unwrapNodes(first[1]);
  return Object.fromEntries(entries.map(([key, part]) => [key, unwrapNodes(part)]));
}
