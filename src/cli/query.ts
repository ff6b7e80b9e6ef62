import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { CodedError } from '../errors.ts';
import { type Terminal, withGateway } from './command.ts';

export interface QueryOptions {
  /** Path of a file with the query. */
  readonly file?: string;
  /** JSON object. */
  readonly variables?: string;
}

/** Runs a query without a server, and writes the response as JSON. @returns 1 where it has errors */
export async function query(
  registry: string,
  text: string | undefined,
  options: QueryOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  if (text !== undefined && options.file !== undefined)
    throw new CodedError('BAD_USER_INPUT', 'The query stands twice: as an argument and in --file.');
  const variables = parseVariables(options.variables);
  const source = text ?? (options.file === undefined ? null : await readQuery(options.file));
  if (source === null)
    throw new CodedError('BAD_USER_INPUT', 'A query is needed: as the second argument, or with --file.');
  const result = await withGateway(config, registry, (gateway) => gateway.execute(source, variables));
  terminal.stdout(JSON.stringify(result, null, 2));
  return result.errors === undefined ? 0 : 1;
}

async function readQuery(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CodedError('BAD_USER_INPUT', `The query file "${file}" cannot be read.`, { cause: error });
  }
}

function parseVariables(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, for both mistakes.
  }
  throw new CodedError('BAD_USER_INPUT', `--variables must be a JSON object, but got "${json.slice(0, 100)}".`);
}
