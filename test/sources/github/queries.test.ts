import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { gitHubSchema } from '../../../src/demo/github-schema.ts';
import { queryCost } from '../../../src/demo/query-cost.ts';
import { detailsQuery, earlierCommentsQuery } from '../../../src/sources/github/details-query.ts';
import { LABELS_QUERY } from '../../../src/sources/github/label-names.ts';
import { listingQuery } from '../../../src/sources/github/listing-query.ts';

const page = {
  repository: 'a/b',
  labels: null,
  since: null,
  after: null,
  size: 50,
  withProjects: false,
  withLabelNames: true,
};
const since = { ...page, withLabelNames: false, since: '2026-11-21T12:00:00Z' };
const six = [page, since, page, since, page, since];
const withProjects = (pages: readonly (typeof page | typeof since)[]) =>
  pages.map((each) => ({ ...each, withProjects: true }));
const ids = Array.from({ length: 50 }, (_, index) => `I_${index}`);

describe('every query', () => {
  it.each([
    ['one listing', listingQuery([page], [])],
    ['six listings', listingQuery(six, [])],
    ['six listings with projects', listingQuery(withProjects(six), ['Status', 'Target date'])],
    ['details', detailsQuery(ids)],
    ['earlier comments', earlierCommentsQuery(ids.map((nodeId) => ({ nodeId, cursor: 'c' })))],
    ['labels', { text: LABELS_QUERY, variables: { owner: 'a', name: 'b', after: null }, points: 1 }],
  ])("of %s is valid against GitHub's schema and costs no more than it says", (_name, { text, variables, points }) => {
    const document = parse(text);
    expect(validate(gitHubSchema(), document)).toEqual([]);
    const cost = queryCost(gitHubSchema(), document, variables);
    expect(cost.refusal).toBeNull();
    expect(cost.points).toBeLessThanOrEqual(points);
    expect(cost.points).toBeGreaterThanOrEqual(Math.floor(points * 0.6));
  });
});
