import fc from 'fast-check';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { type Checklist, countTasks } from '../../../src/sources/github/checklist.ts';

/** The library that GitHub's dialect is defined by, too slow for every body of a large listing. */
function byRemark(body: string): Checklist | null {
  interface Node {
    readonly checked?: boolean | null;
    readonly children?: readonly Node[];
  }
  const count = ({ checked, children = [] }: Node): Checklist =>
    children
      .map(count)
      .reduce((sum, child) => ({ total: sum.total + child.total, completed: sum.completed + child.completed }), {
        total: typeof checked === 'boolean' ? 1 : 0,
        completed: checked === true ? 1 : 0,
      });
  const checklist = count(unified().use(remarkParse).use(remarkGfm).parse(body) as Node);
  return checklist.total === 0 ? null : checklist;
}

describe('tasks', () => {
  it.each<[string, Checklist | null]>([
    ['- [ ] a\n- [x] b\n- [X] c', { total: 3, completed: 2 }],
    ['* [ ] a\n+ [x] b\n1. [x] c\n2) [ ] d', { total: 4, completed: 2 }],
    ['- [ ] a\n  - [x] b\n    - [ ] c\n- d\n  - [x] e', { total: 4, completed: 2 }],
    ['1. a\n   - [ ] b\n\n   - [x] c', { total: 2, completed: 1 }],
    ['```\n- [ ] a\n```\n- [x] b', { total: 1, completed: 1 }],
    ['~~~md\n- [ ] a\n```\n- [ ] b\n~~~', null],
    ['text\n\n    - [ ] indented code', null],
    ['- a\n\n  ```\n  - [ ] b\n  ```\n- [ ] c', { total: 1, completed: 0 }],
    ['> - [ ] a', { total: 1, completed: 0 }],
    ['-[ ] a\n- [] b\n- [y] c\n[ ] d\nx [ ] e', null],
    ['- [ ] a\r\n- [x] b\r\n', { total: 2, completed: 1 }],
    ['', null],
  ])('%j', (body, expected) => {
    expect(countTasks(body)).toEqual(expected);
    expect(byRemark(body)).toEqual(expected);
  });

  it('are those that GitHub Flavored Markdown finds in any nesting of lists and fences', () => {
    const item = fc.record({
      depth: fc.integer({ min: 0, max: 3 }),
      bullet: fc.constantFrom('-', '*', '+', '1.', '2)'),
      text: fc.constantFrom('[ ] a', '[x] b', '[X] c', 'd', '[ ]e', '`[ ]`'),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (items) => {
        // Each item may stand one level below the one before it.
        let level = 0;
        const indents: number[] = [];
        const lines = items.map(({ depth, bullet, text }) => {
          level = Math.min(depth, indents.length === 0 ? 0 : level + 1);
          const indent = level === 0 ? 0 : (indents[level - 1] ?? 0);
          indents[level] = indent + bullet.length + 1;
          return `${' '.repeat(indent)}${bullet} ${text}`;
        });
        const body = lines.join('\n');
        expect(countTasks(body)).toEqual(byRemark(body));
      }),
      { numRuns: 500 },
    );
  });
});
