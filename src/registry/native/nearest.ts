/** The known name that a misspelt one most likely means. */
import { distance } from 'fastest-levenshtein';

/** @returns the known name within a third of the length in edits, spelling of words regarded loosely; null where none is near. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const wanted = normalizeKey(name);
  let best: string | null = null;
  let bestEdits = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(wanted, normalizeKey(candidate));
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
    }
  }
  return best;
}

/** @returns the key without case, spaces, dashes and underscores, e.g. `SubProject Leads` → `subprojectleads`. */
export function normalizeKey(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/gu, '');
}
