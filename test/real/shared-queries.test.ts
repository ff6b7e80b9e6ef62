/** The contract's queries against the example community, and real files served as they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../../src/graph/context.ts';
import { createTextExecutor } from '../../src/graph/execute/text-executor.ts';
import { ROOT, startGateway, type TestGateway } from '../support/gateway.ts';

const SHARED = path.join(ROOT, '../shared');
const isHere = existsSync(SHARED);

describe.skipIf(!isHere)('queries of ../shared (skipped where it is absent)', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  const names = isHere ? readdirSync(path.join(SHARED, 'queries')) : [];
  it.each(names)('%s has an answer without errors', async (name) => {
    const { data, errors } = await gateway.execute(readFileSync(path.join(SHARED, 'queries', name), 'utf8'));
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
  });

  it.each(names)('%s is written as text as graphql-js answers it', async (name) => {
    const { schema, ports } = gateway;
    const document = parse(readFileSync(path.join(SHARED, 'queries', name), 'utf8'));
    const variables = { slug: 'tag-infrastructure' };
    const contextOf = () => createContext(ports, { baseUrl: 'https://graph.example', budget: null });
    const executeText = createTextExecutor(schema, 1_000_000);
    // Sources that are read for the first time are on their way, and what is kept is written the second time.
    for (let round = 0; round < 4; round += 1) {
      const { data } = await execute({ schema, document, variableValues: variables, contextValue: contextOf() });
      const text = await executeText({ document, operationName: null, variables, contextValue: contextOf() });
      expect(text?.text).toBe(JSON.stringify(data));
    }
  });
});

describe.skipIf(!isHere)('registries of ../shared, served as they are', () => {
  const registries = path.join(SHARED, 'data/registries');

  it.each([
    ['cncf-toc/tags.2026-06-26.yaml', 'cncf', 11],
    ['cncf-toc/tags.2026-01-21-duplicate-keys.yaml', 'cncf', 11],
    ['kubernetes/sigs.2026-08-18.yaml', 'kubernetes', null],
    ['open-telemetry/workstreams.yml', 'opentelemetry', null],
  ])('%s', async (file, community, groups) => {
    const gateway = await startGateway({ registry: path.join(registries, file) });
    const { data, errors } = await gateway.execute(
      '{ community { slug } groups(first: 100) { totalCount isPartial nodes { name kind roles { totalCount } } } }',
    );
    await gateway.close();
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      community: { slug: community },
      groups: { totalCount: groups ?? expect.any(Number), isPartial: false },
    });
  });
});
