import { describe, expect, it } from 'vitest';
import { parseGroupNames } from '../../../src/sources/github/group-names.ts';

describe('group names', () => {
  it.each<[string, readonly string[]]>([
    ['TOC', ['TOC']],
    ['TAG Infrastructure, TAG Workloads Foundation', ['TAG Infrastructure', 'TAG Workloads Foundation']],
    ['TAG Security and Compliance', ['TAG Security and Compliance']],
    ['TAG Security & Compliance', ['TAG Security & Compliance']],
    ['TAG Security and Compliance and TAG Infrastructure', ['TAG Security and Compliance', 'TAG Infrastructure']],
    ['TOC / TAG Infrastructure', ['TOC', 'TAG Infrastructure']],
    ['TOC & the TAG Infrastructure', ['TOC', 'TAG Infrastructure']],
    ['- TAG Infrastructure\n- TOC', ['TAG Infrastructure', 'TOC']],
    ['- [x] TAG Infrastructure\n- [ ] TOC', ['TAG Infrastructure']],
    ['[TAG Infrastructure](https://example.org/tag)', ['TAG Infrastructure']],
    ['**TAG Infrastructure** (primary)', ['TAG Infrastructure']],
    ['@cncf/tag-infrastructure', ['tag-infrastructure']],
    ['tag/infrastructure', ['tag/infrastructure']],
    ['TOC, toc', ['TOC']],
    ['The TOC.', ['TOC']],
    ['', []],
    ['N/A', []],
    ['None', []],
    ['Not sure', []],
    ['TBD', []],
    ['Other', []],
  ])('%j', (answer, expected) => expect(parseGroupNames(answer)).toEqual(expected));
});
