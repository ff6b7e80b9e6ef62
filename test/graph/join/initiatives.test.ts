import { expect, test } from 'vitest';
import { joinInitiatives } from '../../../src/graph/join/initiatives.ts';
import { RegistryView } from '../../../src/graph/registry-view.ts';
import { group, initiative, initiativeFeed, registry, rule } from '../../support/records.ts';

test.each([
  ['names a group', 'Group', { Group: ['b'] }, ['project-field b']],
  ['names nobody known', 'Group', { Group: ['somebody'] }, []],
  ['is not filled in', 'Group', { Status: ['b'] }, []],
  ['is called as what every object has', 'constructor', { Group: ['b'] }, []],
])('a field of a project board %s', (_what, projectField, projectFields, expected) => {
  const byBoard = rule({ groups: { labels: {}, form: null, projectField, titles: [] } });
  const feed = initiativeFeed({ rules: [byBoard] });
  const view = new RegistryView(
    registry({ groups: [group('a'), group('b')], initiativeRules: [byBoard], initiativeFeeds: [feed] }),
  );
  const joined = joinInitiatives(view, feed, [initiative(1, { projectFields })]);
  expect(joined).toHaveLength(1);
  const ties = joined.flatMap(({ ties: found }) => found);
  expect(ties.flatMap(({ node, matchedBy }) => matchedBy.map((evidence) => `${evidence.rule} ${node.slug}`))).toEqual(
    expected,
  );
});
