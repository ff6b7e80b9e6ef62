/** What the resolver of one field of a plan is called with. */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  type OperationDefinitionNode,
} from 'graphql';
import { type Call, GIVE_UP, type Run } from './run.ts';
import { usesVariables } from './used-variables.ts';

export class CallSite {
  readonly #index: number;
  readonly #field: GraphQLField<unknown, unknown>;
  readonly #nodes: readonly [FieldNode, ...FieldNode[]];
  readonly #parentType: GraphQLObjectType;
  /** Arguments that are the same in every execution are the same object: what is made of them can be remembered by it. */
  readonly #args: Readonly<Record<string, unknown>> | null;

  constructor(
    index: number,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly [FieldNode, ...FieldNode[]],
    parentType: GraphQLObjectType,
  ) {
    this.#index = index;
    this.#field = field;
    this.#nodes = nodes;
    this.#parentType = parentType;
    this.#args = usesVariables(nodes[0].arguments ?? []) ? null : getArgumentValues(field, nodes[0], {});
  }

  in(run: Run): Call {
    const known = run.calls[this.#index];
    if (known !== undefined) return known;
    const call = {
      args: this.#args ?? getArgumentValues(this.#field, this.#nodes[0], run.variables as Record<string, unknown>),
      info: new FieldInfo(this.#field, this.#nodes, this.#parentType, run),
    };
    run.calls[this.#index] = call;
    return call;
  }
}

/** Made for each field of an execution, and looked at by few resolvers. */
class FieldInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly rootValue = undefined;
  readonly #run: Run;

  constructor(field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], type: GraphQLObjectType, run: Run) {
    this.fieldName = field.name;
    this.fieldNodes = nodes;
    this.returnType = field.type;
    this.parentType = type;
    this.#run = run;
  }

  get schema(): GraphQLSchema {
    return this.#run.operation.schema;
  }

  get operation(): OperationDefinitionNode {
    return this.#run.operation.node;
  }

  get fragments(): Record<string, FragmentDefinitionNode> {
    return Object.fromEntries(this.#run.operation.fragments);
  }

  get variableValues(): Record<string, unknown> {
    return { ...this.#run.variables };
  }

  /** One call serves all objects of a selection, which stand in different places. */
  get path(): never {
    throw GIVE_UP;
  }
}
