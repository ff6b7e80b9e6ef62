/** Roles of the native form to drafts. What stands where a person should and is none is reported and not served. */

import { withholdPrivate } from '../../privacy.ts';
import type { NativeRole } from '../native/schema.ts';
import { isPlaceholder, isPlaceholderPersonName } from '../placeholder.ts';
import type { Problems } from '../problems.ts';
import type { RoleDraft, Stated } from './group-draft.ts';
import { loginOf } from './login.ts';
import type { PlaceFinder } from './place-finder.ts';

type Path = readonly PropertyKey[];

interface RoleContext {
  readonly places: PlaceFinder;
  readonly problems: Problems;
}

/** @returns null, with a problem, where the role names nobody */
export function toRoleDraft(role: NativeRole, path: Path, context: RoleContext): RoleDraft | null {
  const { places, problems } = context;
  const login = toLogin(role, path, context);
  const name = toName(role, path, context);
  if (login === null && name === null) {
    if (role.github === undefined && role.name === undefined) {
      problems.add('REGISTRY_PLACEHOLDER', places.spot(path), 'The role names nobody; it is not served.');
    }
    return null;
  }
  const company = toCompany(role, name, path, context);
  return {
    kind: role.kind,
    kindLabel: role.label === undefined ? null : withholdPrivate(role.label),
    login,
    name: name === null ? null : withholdPrivate(name),
    company: company === null ? null : withholdPrivate(company),
    ...toTerm(role, path, context),
    place: places.place(path),
    personPlace: places.place([...path, role.github === undefined ? 'name' : 'github']),
  };
}

function toLogin({ github }: NativeRole, path: Path, { places, problems }: RoleContext): string | null {
  if (github === undefined) return null;
  const login = loginOf(github);
  if (login === null) {
    const message = `"${github}" is no GitHub login; it is not served.`;
    problems.add('REGISTRY_PLACEHOLDER', places.spot([...path, 'github']), message);
  }
  return login;
}

function toName({ name }: NativeRole, path: Path, { places, problems }: RoleContext): string | null {
  if (name === undefined || !isPlaceholderPersonName(name)) return name ?? null;
  const message = `"${name}" is not the name of a person; it is not served.`;
  problems.add('REGISTRY_PLACEHOLDER', places.spot([...path, 'name']), message);
  return null;
}

/** @param name of the person, which some write again as the company */
function toCompany(
  { company }: NativeRole,
  name: string | null,
  path: Path,
  { places, problems }: RoleContext,
): string | null {
  if (company === undefined || !(isPlaceholder(company) || company === name)) return company ?? null;
  const message = `"${company}" is no company; it is not served.`;
  problems.add('REGISTRY_PLACEHOLDER', places.spot([...path, 'company']), message);
  return null;
}

function toTerm(
  { term }: NativeRole,
  path: Path,
  { places, problems }: RoleContext,
): Pick<RoleDraft, 'termStart' | 'termEnd'> {
  if (term?.start !== undefined && term.end !== undefined && term.end < term.start) {
    const message = `The term ends ${term.end}, before it starts ${term.start}.`;
    const options = { level: 'WARNING', hint: 'Correct the dates.' } as const;
    problems.add('REGISTRY_WRONG_TYPE', places.spot([...path, 'term', 'end']), message, options);
  }
  const stated = (field: 'start' | 'end'): Stated<string> | null => {
    const value = term?.[field];
    return value === undefined ? null : { value, place: places.place([...path, 'term', field]) };
  };
  return { termStart: stated('start'), termEnd: stated('end') };
}
