/** The published JSON Schema of the native registry form. */
import { z } from 'zod';
import { registry } from './schema.ts';

/** @returns JSON Schema, draft 2020-12. */
export function registryJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(registry, { target: 'draft-2020-12', io: 'input' }),
    title: 'community-graph registry',
  };
}
