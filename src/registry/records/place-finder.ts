/** Places of the values of one document, for records and problems. */

import type { Place } from '../../model/source.ts';
import { type LocatedMap, nodeAt } from '../document/located.ts';
import type { Spot } from '../problems.ts';

export class PlaceFinder {
  readonly #tree: LocatedMap;
  readonly sourceId: string;

  constructor(tree: LocatedMap, sourceId: string) {
    this.#tree = tree;
    this.sourceId = sourceId;
  }

  /** @returns where the value at the path of keys and indexes stands; its nearest parent where it has no place of its own. */
  spot(path: readonly PropertyKey[]): Spot {
    for (let length = path.length; length > 0; length -= 1) {
      const node = nodeAt(this.#tree, path.slice(0, length));
      if (node !== null) return node.spot;
    }
    return this.#tree.spot;
  }

  place(path: readonly PropertyKey[]): Place {
    const { path: text, line, column } = this.spot(path);
    return { sourceId: this.sourceId, path: text, line, column };
  }
}
