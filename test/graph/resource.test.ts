import { describe, expect, it } from 'vitest';
import { group, registry } from '../support/records.ts';
import { queryData } from '../support/run-query.ts';

const registryOf = registry({
  groups: [
    group('alone', { url: 'https://alone.example.org/Home' }),
    group('hosted', { url: 'https://github.com/org/hosted', repositories: ['org/hosted'] }),
  ],
});

describe('the page that a group names', () => {
  it.each([
    ['https://alone.example.org/Home', 'alone'],
    ['https://alone.example.org/Home/', 'alone'],
    ['https://ALONE.example.org/Home#people', 'alone'],
    ['https://alone.example.org/home', null],
    ['https://alone.example.org/', null],
    ['https://github.com/Org/Hosted/', 'hosted'],
  ])('is found as %s: %s', async (url, expected) => {
    const { resource } = await queryData<{ resource: { slug: string } | null }>(
      { registry: registryOf },
      'query ($url: URI!) { resource(url: $url) { ... on Group { slug } } }',
      { url },
    );
    expect(resource?.slug ?? null).toBe(expected);
  });
});
