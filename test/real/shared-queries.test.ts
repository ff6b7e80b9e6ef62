/** The contract's queries against the example community, and real files served as they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
