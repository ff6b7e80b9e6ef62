/** Whom a registry or an issue names, as rules count and call them. */
export interface Person {
  /** GitHub login as written. */
  readonly login: string | null;
  readonly name: string | null;
}

/** @returns the same for two mentions of one person, as far as they can be told; empty for somebody without login and name */
export function personKey({ login, name }: Person): string {
  return (login ?? name ?? '').toLowerCase();
}

/** @returns {@link personKey} of who has the role; the key of the role where it names nobody */
export function holderKey(role: Person & { readonly key: string }): string {
  return personKey(role) || role.key;
}

/** @returns the login where there is one, else the name: people are never named by an address. */
export function personName({ login, name }: Person): string {
  return login === null ? (name ?? 'somebody without a name') : `@${login}`;
}
