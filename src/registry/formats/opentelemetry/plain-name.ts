import { LocatedScalar } from '../../document/located.ts';

/** @returns the name of a group without the links that it has in Markdown, e.g. `[Docs](https://…)` → `Docs`. */
export function plainName(name: LocatedScalar): LocatedScalar {
  return new LocatedScalar(name.spot, name.source.replace(/\[([^\][]*)\]\([^()\s]*\)/gu, '$1'));
}
