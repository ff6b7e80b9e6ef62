/**
 * Global object ids: opaque to clients, stable across restarts. Inside is the type name and the key by which the type
 * is found again.
 */

export type NodeType =
  | 'Community'
  | 'Group'
  | 'Role'
  | 'Person'
  | 'Repository'
  | 'Initiative'
  | 'Meeting'
  | 'MeetingSeries'
  | 'Finding'
  | 'Source';

const NODE_TYPES: ReadonlySet<string> = new Set<NodeType>([
  'Community',
  'Group',
  'Role',
  'Person',
  'Repository',
  'Initiative',
  'Meeting',
  'MeetingSeries',
  'Finding',
  'Source',
]);

/** @returns the global id, base64url without padding. */
export function toGlobalId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

/** @returns type and key; null where the text is no id of this graph. */
export function fromGlobalId(id: string): { readonly type: NodeType; readonly key: string } | null {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const type = text.slice(0, colon);
  if (colon < 0 || !NODE_TYPES.has(type)) return null;
  const key = text.slice(colon + 1);
  return toGlobalId(type as NodeType, key) === id ? { type: type as NodeType, key } : null;
}

/** Several parts as one key: parts may hold any character. */
export function joinKey(...parts: readonly string[]): string {
  return parts.map(escapePart).join('/');
}

/** Only what {@link splitKey} would take for its own: keys are made for lists of ten thousand. */
function escapePart(part: string): string {
  return part.includes('/') || part.includes('%') ? part.replaceAll('%', '%25').replaceAll('/', '%2F') : part;
}

/** Undoes {@link joinKey}; null where the text was not made by it. */
export function splitKey(key: string): readonly string[] | null {
  try {
    return key.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}
