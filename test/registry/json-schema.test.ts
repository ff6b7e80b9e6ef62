import { describe, expect, it } from 'vitest';
import { registryJsonSchema } from '../../src/registry/native/json-schema.ts';
import { registry } from '../../src/registry/native/schema.ts';

type Schema = { readonly [key: string]: unknown };

function property(schema: unknown, ...path: string[]): Schema {
  return path.reduce<unknown>((node, step) => (node as Schema | undefined)?.[step], schema) as Schema;
}

describe('registryJsonSchema', () => {
  const schema = registryJsonSchema();

  it('describes every key that is validated, and allows no other', () => {
    expect(Object.keys(property(schema, 'properties')).sort()).toEqual(Object.keys(registry.shape).sort());
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      additionalProperties: false,
    });
  });

  it('completes groups in groups', () => {
    const items = property(schema, 'properties', 'groups', 'items');
    const [, definitions, name] = /^#\/(\$defs|definitions)\/(.*)$/u.exec(String(items['$ref'])) ?? [];
    const group = property(schema, definitions ?? '', name ?? '');
    expect(Object.keys(property(group, 'properties'))).toEqual(
      expect.arrayContaining(['slug', 'roles', 'subgroups', 'subprojects']),
    );
    expect(property(group, 'properties', 'subgroups', 'items')).toEqual(items);
    expect(group['additionalProperties']).toBe(false);
  });

  it('is the same each time', () => {
    expect(JSON.stringify(registryJsonSchema())).toBe(JSON.stringify(schema));
  });
});
