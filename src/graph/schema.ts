import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { resolvers } from './resolvers/index.ts';

const SCHEMA_DIR = path.join(import.meta.dirname, '../../schema');

/** @returns the SDL of the graph: every file of `schema/`, by name. */
export function readTypeDefs(): string {
  const files = readdirSync(SCHEMA_DIR)
    .filter((name) => name.endsWith('.graphql'))
    .sort();
  return files.map((name) => readFileSync(path.join(SCHEMA_DIR, name), 'utf8')).join('\n');
}

/** @returns a new executable schema: Apollo Server changes the one it is given. */
export function createSchema(): GraphQLSchema {
  // The tests say whether the SDL is valid; nobody is to wait for that at every start.
  const typeDefs = buildSchema(readTypeDefs(), { assumeValidSDL: true, noLocation: true });
  // Object literals only: inherited resolvers would hide which type answers a field.
  return makeExecutableSchema({ typeDefs, resolvers: { ...resolvers }, updateResolversInPlace: true });
}
