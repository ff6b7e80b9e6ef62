/** Asking the gateway with nothing but `fetch`: the document knows the types of its variables and its answer. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { collectGroups, type DashboardGroup } from './collect-groups.ts';
import { DashboardDocument } from './generated/graphql.ts';

export function readDashboardWithFetch(endpoint: string, pageSize = 50): Promise<DashboardGroup[]> {
  return collectGroups((variables) => ask(endpoint, DashboardDocument, variables), pageSize);
}

/** @throws {Error} where the gateway cannot be reached, or refuses the query and says why */
async function ask<Data, Variables>(
  endpoint: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  if (data === undefined) throw new Error(`The gateway answered with status ${response.status} and no data.`);
  return data;
}
