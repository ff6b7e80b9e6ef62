/** The query for the details of many issues at once. */

export const DETAILS_PER_REQUEST = 50;

/** GitHub counts each connection once an issue. */
const CONNECTIONS_PER_ISSUE = 3;

const COMMENTS = `fragment Comments on IssueCommentConnection {
  nodes { createdAt author { __typename login } }
  pageInfo { hasPreviousPage startCursor }
}`;

const DETAILS_QUERY = `query IssueDetails($ids: [ID!]!) {
  rateLimit { cost limit remaining resetAt }
  nodes(ids: $ids) {
    ... on Issue {
      id createdAt lastEditedAt
      author { __typename login }
      editor { __typename login }
      comments(last: 20) { ...Comments }
      participants(first: 50) { nodes { login name } }
      closedByPullRequestsReferences(first: 20, includeClosedPrs: true) {
        nodes { createdAt state author { __typename login } }
      }
    }
  }
}
${COMMENTS}`;

/** Where in the comments of an issue the next page ends. */
export interface CommentsBefore {
  readonly nodeId: string;
  readonly cursor: string;
}

/** @returns the query for a further page of comments of each issue, answered under `issue0`, `issue1` …, and its points. */
export function earlierCommentsQuery(pages: readonly CommentsBefore[]): {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly points: number;
} {
  const declared = pages.map((_page, index) => `$id${index}: ID!, $before${index}: String!`).join(', ');
  const fields = pages.map(
    (_page, index) =>
      `issue${index}: node(id: $id${index}) { ... on Issue { id comments(last: 100, before: $before${index}) { ...Comments } } }`,
  );
  return {
    text: `query EarlierComments(${declared}) {\n  rateLimit { cost limit remaining resetAt }\n  ${fields.join('\n  ')}\n}\n${COMMENTS}`,
    variables: Object.fromEntries(
      pages.flatMap(({ nodeId, cursor }, index) => [
        [`id${index}`, nodeId],
        [`before${index}`, cursor],
      ]),
    ),
    points: Math.max(1, Math.ceil(pages.length / 100)),
  };
}

/** @returns the query for `nodes(ids: $ids)` and the points it costs at most. */
export function detailsQuery(ids: readonly string[]): {
  readonly text: string;
  readonly variables: { readonly ids: readonly string[] };
  readonly points: number;
} {
  const points = Math.max(1, Math.ceil((ids.length * CONNECTIONS_PER_ISSUE) / 100));
  return { text: DETAILS_QUERY, variables: { ids }, points };
}
