import { describe, expect, it } from 'vitest';
import { parseInitiativeSearch } from '../../src/registry/records/initiative-search.ts';

const TOC = 'https://github.com/cncf/toc';

describe('parseInitiativeSearch', () => {
  it.each([
    [
      `${TOC}/issues?q=label%3Akind%2Finitiative+label%3Atag%2Finfrastructure`,
      ['kind/initiative', 'tag/infrastructure'],
      [],
      null,
    ],
    [
      `${TOC}/issues?q=state%3Aopen%20label%3Atag%2Fx%20label%3Akind%2Finitiative`,
      ['tag/x', 'kind/initiative'],
      [],
      'OPEN',
    ],
    [`${TOC}/labels/tag%2Finfrastructure-initiative`, ['tag/infrastructure-initiative'], [], null],
    [`${TOC}/labels/help%20wanted`, ['help wanted'], [], null],
    [
      `${TOC}/issues?q=is:issue is:closed label:"help wanted" -label:"not planned"`,
      ['help wanted'],
      ['not planned'],
      'CLOSED',
    ],
    [`${TOC}/issues?q=is%3Aissue+-is%3Aopen+label%3Aa+sort%3Aupdated-desc`, ['a'], [], 'CLOSED'],
    [`https://github.com/issues?q=repo%3Acncf%2Ftoc+label%3Aa`, ['a'], [], null],
    [`${TOC}/issues?labels=a,b&q=`, ['a', 'b'], [], null],
    [`${TOC}/issues`, [], [], 'OPEN'],
    ['https://ghe.corp.example/cncf/toc/issues?q=label:a', ['a'], [], null],
  ])('reads %s', (url, labels, withoutLabels, state) => {
    expect(parseInitiativeSearch(url)).toEqual({
      queries: [{ repository: 'cncf/toc', labels, withoutLabels, state, url }],
    });
  });

  it('makes a query of each alternative of `label:a,b`', () => {
    const result = parseInitiativeSearch(`${TOC}/issues?q=label:a,"b c" label:d`);
    expect('queries' in result && result.queries.map(({ labels }) => labels)).toEqual([
      ['a', 'd'],
      ['b c', 'd'],
    ]);
  });

  it.each([
    ['https://github.com/cncf/toc', 'no issue search'],
    [`${TOC}/pulls?q=label:a`, 'no issue search'],
    [`${TOC}/issues/12`, 'no issue search'],
    [`${TOC}/issues?q=is:pr label:a`, 'is:pr'],
    [`${TOC}/issues?q=label:a author:me`, 'author:me'],
    [`${TOC}/issues?q=label:a flaky`, 'flaky'],
    [`${TOC}/issues?q=label:a OR label:b`, 'OR'],
    [`${TOC}/issues?q=is:open is:closed`, 'open and closed'],
    [`${TOC}/issues?q=repo:other/repo`, 'repo:other/repo'],
    ['https://github.com/issues?q=label:a', 'names no repository'],
    ['ftp://github.com/cncf/toc/issues', 'no http(s)'],
    ['nonsense', 'no http(s)'],
    [`${TOC}/issues?q=label%3A`, 'names no label'],
  ])('refuses %s rather than answer too broadly', (url, reason) => {
    expect(parseInitiativeSearch(url)).toEqual({ refusal: expect.stringContaining(reason) });
  });
});
