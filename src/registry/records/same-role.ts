/** Whether two documents mean the same role of the same person. */
import type { RoleDraft } from './group-draft.ts';

/** @returns whether kind, word and person fit: by login where both give one, else by name. */
export function isSameRole(a: RoleDraft, b: RoleDraft): boolean {
  if (a.kind !== b.kind || !areLabelsCompatible(a.kindLabel, b.kindLabel)) return false;
  if (a.login !== null && b.login !== null) return a.login.toLowerCase() === b.login.toLowerCase();
  return a.name !== null && b.name !== null && personName(a.name) === personName(b.name);
}

/** `Liaison` and `TOC Liaison` are one word for a role, `TC Sponsor` and `Spec Sponsor` are two. */
function areLabelsCompatible(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left.includes(right) || right.includes(left);
}

function personName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
