import { describe, expect, it } from 'vitest';
import { GroupNames } from '../../src/graph/join/group-names.ts';
import { group } from '../support/records.ts';

const names = new GroupNames([
  group('tag-infrastructure', { name: 'TAG Infrastructure' }),
  group('tag-security-and-compliance', { name: 'TAG Security and Compliance' }),
  group('tag-developer-experience', { name: 'TAG Developer Experience' }),
  group('project-reviews-subproject', { name: 'Project Reviews SubProject', aliases: ['project-reviews'] }),
  group('batch', { name: 'Batch' }),
  group('ai', { name: 'Cloud Native AI Working Group' }),
  group('sig-node', { name: 'SIG Node' }),
  group('toc', { name: 'TOC' }),
]);

describe('GroupNames', () => {
  it.each([
    ['TAG Infrastructure', 'tag-infrastructure', true],
    ['tag infrastructure', 'tag-infrastructure', true],
    ['tag-infrastructure', 'tag-infrastructure', true],
    ['CNCF TAG Infrastructure', 'tag-infrastructure', true],
    ['Project Reviews', 'project-reviews-subproject', true],
    ['Batch Subproject', 'batch', true],
    ['Cloud Native AI WG', 'ai', true],
    ['cloud-native AI working-group', 'ai', true],
    ['Technical Advisory Group Infrastructure', 'tag-infrastructure', true],
    ['Special Interest Group Node', 'sig-node', true],
    ['TAG Security & Compliance', 'tag-security-and-compliance', true],
    ['TAG Security and Complience', 'tag-security-and-compliance', false],
    ['Infrastructure', 'tag-infrastructure', false],
    ['TAG Compliance and Security', 'tag-security-and-compliance', false],
    ['TAG Infrastrcture', 'tag-infrastructure', false],
  ])('"%s" means %s, exactly: %s', (text, slug, isExact) => {
    const match = names.find(text);
    expect([match?.group.slug, match?.isExact]).toEqual([slug, isExact]);
  });

  it.each([
    '',
    'TAG',
    'Working Group',
    'WG Node',
    'TAG Runtime',
    'Bench',
    'TOD',
    'Security',
    'something else entirely',
  ])('"%s" means none', (text) => {
    expect(names.find(text)).toBeNull();
  });

  it('means none where two groups have the name', () => {
    const twins = new GroupNames([group('a', { name: 'Same' }), group('b', { name: 'Same' })]);
    expect(twins.find('Same')).toBeNull();
  });
});
