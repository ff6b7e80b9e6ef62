/** Puts the {@link QueryLimits} to a document that was parsed and not yet validated. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { QueryLimits } from './query-limits.ts';

/**
 * Takes time linear in the document and {@link QueryLimits.maxFields}.
 * @throws {GraphQLError} QUERY_TOO_LARGE (400), which names the limit
 */
export function checkDocument(document: DocumentNode, limits: QueryLimits): void {
  checkCounts(document, limits);
  const expansion = new Expansion(document, limits);
  // A fragment that no operation uses is validated all the same.
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) {
      expansion.expand([definition.selectionSet], 1);
    }
  }
}

/** @throws {GraphQLError} QUERY_TOO_LARGE (400) */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: QueryLimits): void {
  const values = countListValues(variables, limits.maxDepth);
  if (values > limits.maxListValues) throw tooLarge(`The variables have ${values} list values`, limits.maxListValues);
  const { length } = JSON.stringify(variables);
  if (length > limits.maxVariableLength) {
    throw tooLarge(`The variables have ${length} characters`, limits.maxVariableLength);
  }
}

function countListValues(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) throw tooDeep('variables');
  const entries = Object.values(value);
  const own = Array.isArray(value) ? entries.length : 0;
  return entries.reduce((sum: number, entry) => sum + countListValues(entry, depth - 1), own);
}

function checkCounts(document: DocumentNode, limits: QueryLimits): void {
  let aliases = 0;
  let directives = 0;
  let listValues = 0;
  let operations = 0;
  let fragments = 0;
  visit(document, {
    OperationDefinition: () => {
      operations += 1;
    },
    FragmentDefinition: () => {
      fragments += 1;
    },
    Field: ({ alias }) => {
      if (alias !== undefined) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
    ListValue: ({ values }) => {
      listValues += values.length;
    },
  });
  const counted = [
    ['operations', operations, limits.maxOperations],
    ['fragments', fragments, limits.maxFragments],
    ['aliases', aliases, limits.maxAliases],
    ['directives', directives, limits.maxDirectives],
    ['list values', listValues, limits.maxListValues],
  ] as const;
  for (const [name, count, limit] of counted)
    if (count > limit) throw tooLarge(`The query has ${count} ${name}`, limit);
}

const TOO_LARGE = { code: 'QUERY_TOO_LARGE', http: { status: 400 } };

/** Walks the fields as execution would merge them: fragments in their places, equal response names as one. */
class Expansion {
  readonly #limits: QueryLimits;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #fields = 0;

  constructor(document: DocumentNode, limits: QueryLimits) {
    this.#limits = limits;
    this.#fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** @param selectionSets those of fields that are merged */
  expand(selectionSets: readonly SelectionSetNode[], depth: number): void {
    const merged = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const { selections } of selectionSets) this.#collect(selections, merged, seen);
    if (merged.size === 0) return;
    // Here, not in the loop below: fragments that form a circle end at this limit.
    if (depth > this.#limits.maxDepth) throw tooLarge('The query has too many levels of fields', this.#limits.maxDepth);
    for (const [name, fields] of merged) {
      if (fields.length > this.#limits.maxRepetitions) {
        throw tooLarge(`The query repeats the field "${name}" ${fields.length} times`, this.#limits.maxRepetitions);
      }
      const nested = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (nested.length > 0) this.expand(nested, depth + 1);
    }
  }

  #collect(selections: readonly SelectionNode[], merged: Map<string, FieldNode[]>, seen: Set<string>): void {
    for (const selection of selections) {
      this.#fields += 1;
      if (this.#fields > this.#limits.maxFields)
        throw tooLarge('The query has too many fields', this.#limits.maxFields);
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#collect(selection.selectionSet.selections, merged, seen);
      else if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const fields = merged.get(name);
        if (fields === undefined) merged.set(name, [selection]);
        else fields.push(selection);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment !== undefined) this.#collect(fragment.selectionSet.selections, merged, seen);
      }
    }
  }
}

/** @returns QUERY_TOO_LARGE (400) for values in values */
export function tooDeep(where: 'query' | 'variables'): GraphQLError {
  return new GraphQLError(`The ${where} ${where === 'query' ? 'has' : 'have'} too many levels.`, {
    extensions: TOO_LARGE,
  });
}

function tooLarge(problem: string, limit: number): GraphQLError {
  return new GraphQLError(`${problem}; the gateway allows ${limit}.`, { extensions: { ...TOO_LARGE, limit } });
}
