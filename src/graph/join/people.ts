/** People as the graph knows them: by GitHub login, wherever it stands. */
import type { RoleRecord } from '../../model/group.ts';
import type { PersonRef } from '../../model/initiative.ts';
import type { RegistryView } from '../registry-view.ts';

export interface PersonView {
  readonly login: string;
  readonly name: string | null;
  readonly roles: readonly RoleRecord[];
}

/** @returns the person, with the name of the registry where it has one, else the given one. */
export function toPerson(registry: RegistryView, ref: PersonRef): PersonView {
  const roles = registry.rolesOfLogin(ref.login);
  const named = roles.find((role) => role.name !== null);
  return { login: roles[0]?.login ?? ref.login, name: named?.name ?? ref.name, roles };
}
