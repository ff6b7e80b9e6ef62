/** Every evaluator, one line each. */
import type { z } from 'zod';
import type { Evaluator } from '../evaluator.ts';
import { termEndingWithin } from './term-ending-within.ts';
import { termExpired } from './term-expired.ts';

const evaluators: ReadonlyMap<string, Evaluator> = new Map(
  [termExpired, termEndingWithin].map((evaluator) => [evaluator.name, evaluator]),
);

/** Parameters of every evaluator by its name: what a rule pack is validated against. */
export const evaluatorParameters: ReadonlyMap<string, z.ZodObject> = new Map(
  [...evaluators.values()].map(({ name, parameters }) => [name, parameters]),
);

/** @throws {TypeError} for a name that the parser of rule packs would have refused. */
export function evaluatorNamed(name: string): Evaluator {
  const evaluator = evaluators.get(name);
  if (evaluator === undefined) throw new TypeError(`There is no evaluator “${name}”.`);
  return evaluator;
}
