/** Issues name the same labels and people again and again: in memory each is kept once, however many name it. */
import type { LabelRecord, PersonRef } from '../../model/initiative.ts';

export interface SharedParts {
  /** @returns the first that was equal */
  person(person: PersonRef): PersonRef;
  /** @returns the first that was equal */
  label(label: LabelRecord): LabelRecord;
}

export function createSharedParts(): SharedParts {
  return {
    person: sharing(({ login, name }: PersonRef) => (name === null ? login : `${login}\n${name}`)),
    label: sharing(({ name, color }: LabelRecord) => `${color}\n${name}`),
  };
}

function sharing<T>(keyOf: (part: T) => string): (part: T) => T {
  const known = new Map<string, T>();
  return (part) => {
    const key = keyOf(part);
    const first = known.get(key);
    if (first === undefined) known.set(key, part);
    return first ?? part;
  };
}
