/** The native form itself: nothing to convert. */
import { LocatedMap } from '../document/located.ts';
import { registry } from '../native/schema.ts';
import { START } from '../problems.ts';
import type { RegistryFormat } from './format.ts';

const KEYS = new Set(Object.keys(registry.shape));

export const native: RegistryFormat = {
  name: 'native',
  syntax: 'yaml',
  sourceKind: 'REGISTRY',
  recognises: ({ tree }) => tree instanceof LocatedMap && [...tree.entries.keys()].some((key) => KEYS.has(key)),
  communityOf: () => null,
  toNative: ({ tree }) => (tree instanceof LocatedMap ? tree : new LocatedMap(START, new Map())),
};
