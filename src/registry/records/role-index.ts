/** Finds the roles that mean the same role of the same person, among any number. */
import type { RoleDraft } from './group-draft.ts';

export class RoleIndex {
  /** A role that was replaced keeps its place in the order. */
  readonly #ranks = new Map<RoleDraft, number>();
  readonly #roles: RoleDraft[] = [];
  /** Ranks by kind and login, and by kind and name. */
  readonly #byPerson = new Map<string, Set<number>>();

  add(role: RoleDraft): void {
    this.#keep(role, this.#roles.length);
  }

  /** @param before a role of this index */
  replace(before: RoleDraft, after: RoleDraft): void {
    const rank = this.#ranks.get(before);
    if (rank === undefined) return;
    this.#ranks.delete(before);
    this.#keep(after, rank);
  }

  all(): readonly RoleDraft[] {
    return this.#roles;
  }

  /** @returns in order: kind, word and person fit, by login where both give one, else by name. */
  alike(role: RoleDraft): RoleDraft[] {
    const ranks = new Set(personKeys(role).flatMap((key) => [...(this.#byPerson.get(key) ?? [])]));
    return [...ranks]
      .sort((a, b) => a - b)
      .flatMap((rank) => this.#roles[rank] ?? [])
      .filter((other) => isSameRole(other, role));
  }

  #keep(role: RoleDraft, rank: number): void {
    this.#roles[rank] = role;
    this.#ranks.set(role, rank);
    for (const key of personKeys(role)) {
      const ranks = this.#byPerson.get(key) ?? new Set();
      this.#byPerson.set(key, ranks.add(rank));
    }
  }
}

function personKeys({ kind, login, name }: RoleDraft): string[] {
  return [
    ...(login === null ? [] : [`${kind} @${login.toLowerCase()}`]),
    ...(name === null ? [] : [`${kind} ${personName(name)}`]),
  ];
}

function isSameRole(a: RoleDraft, b: RoleDraft): boolean {
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
