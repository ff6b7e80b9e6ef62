import { readTypeDefs } from '../graph/schema.ts';
import { registryJsonSchema } from '../registry/native/json-schema.ts';
import type { Terminal } from './command.ts';

export interface SchemaOptions {
  /** The registry's JSON Schema instead of the SDL. */
  readonly registry?: boolean;
}

/** Writes the SDL of the graph, or the JSON Schema of the registry. @returns the exit code */
export function schema({ registry = false }: SchemaOptions, { stdout }: Terminal): number {
  stdout(registry ? JSON.stringify(registryJsonSchema(), null, 2) : readTypeDefs());
  return 0;
}
