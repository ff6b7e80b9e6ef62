/** People as the graph knows them: by GitHub login, wherever it stands. */
import type { RoleRecord } from '../../model/group.ts';
import type { PersonRef } from '../../model/initiative.ts';
import type { RegistryView } from '../registry-view.ts';

export interface PersonView {
  readonly login: string;
  readonly name: string | null;
  readonly roles: readonly RoleRecord[];
}

/** Those that the registry names, by the roles in which it does. */
const named = new WeakMap<readonly RoleRecord[], PersonView>();

/** @returns the person, with the name of the registry where it has one, else the given one. */
export function toPerson(registry: RegistryView, ref: PersonRef): PersonView {
  const roles = registry.rolesOfLogin(ref.login);
  const known = named.get(roles);
  if (known !== undefined) return known;
  const name = roles.find((role) => role.name !== null)?.name ?? null;
  const person = { login: roles[0]?.login ?? ref.login, name: name ?? ref.name, roles };
  if (name !== null) named.set(roles, person);
  return person;
}
