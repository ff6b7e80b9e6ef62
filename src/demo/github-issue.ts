/** One recorded issue as a GraphQL node. */
import { listPage, type PageArguments } from './cursor-page.ts';
import { type GitHubNode, nodeId, type RepositoryNodes } from './github-nodes.ts';
import type { RecordedIssue } from './github-recording.ts';

/** @returns the global id of an issue. */
export function issueNodeId(repository: string, number: number): string {
  return nodeId('I', `${repository}#${number}`);
}

/** @param repository the node that the issue belongs to, once it is made */
export function toIssueNode(issue: RecordedIssue, nodes: RepositoryNodes, repository: () => GitHubNode): GitHubNode {
  const { nameWithOwner, url } = nodes;
  const key = `${nameWithOwner}#${issue.number}`;
  return {
    __typename: 'Issue',
    id: issueNodeId(nameWithOwner, issue.number),
    databaseId: issue.databaseId,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state,
    stateReason: ({ enableDuplicate = false }: { enableDuplicate?: boolean }) =>
      issue.stateReason === 'DUPLICATE' && !enableDuplicate ? 'NOT_PLANNED' : issue.stateReason,
    url: `${url}/issues/${issue.number}`,
    resourcePath: `/${nameWithOwner}/issues/${issue.number}`,
    closed: issue.state === 'CLOSED',
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    lastEditedAt: issue.lastEditedAt,
    editor: nodes.actor(issue.editor),
    author: nodes.actor(issue.author),
    milestone: nodes.milestone(issue.milestone),
    repository,
    assignees: (page: PageArguments) => listPage(users(issue.assignees, nodes), page),
    participants: (page: PageArguments) =>
      listPage(users([issue.author, ...issue.assignees, ...issue.comments.map(({ author }) => author)], nodes), page),
    labels: (page: PageArguments) => listPage(issue.labels.map(nodes.label), page),
    comments: (page: PageArguments) =>
      listPage(
        issue.comments.map((comment, index) => ({
          __typename: 'IssueComment',
          id: nodeId('IC', `${key}/${index}`),
          body: comment.body,
          createdAt: comment.createdAt,
          updatedAt: comment.createdAt,
          author: nodes.actor(comment.author),
        })),
        page,
      ),
    subIssuesSummary: toSummary(issue.subIssues),
    closedByPullRequestsReferences: ({
      includeClosedPrs = false,
      ...page
    }: PageArguments & { includeClosedPrs?: boolean }) =>
      listPage(
        issue.linkedPullRequests
          .filter(({ state }) => includeClosedPrs || state === 'OPEN')
          .map((pullRequest) => ({
            __typename: 'PullRequest',
            id: nodeId('PR', `${nameWithOwner}#${pullRequest.number}`),
            url: `${url}/pull/${pullRequest.number}`,
            ...pullRequest,
            author: nodes.actor(pullRequest.author),
          })),
        page,
      ),
    projectItems: (page: PageArguments) => listPage(issue.projectItems.map(toProjectItem), page),
  };
}

/** Bots are neither assigned nor participants. */
function users(logins: readonly (string | null)[], nodes: RepositoryNodes): GitHubNode[] {
  return [...new Set(logins)].flatMap((login) => {
    const actor = nodes.actor(login);
    return actor?.__typename === 'User' ? [actor] : [];
  });
}

function toSummary(subIssues: RecordedIssue['subIssues']) {
  const completed = subIssues.filter((issue) => issue.state === 'CLOSED').length;
  const total = subIssues.length;
  return { total, completed, percentCompleted: total === 0 ? 0 : Math.round((completed / total) * 100) };
}

function toProjectItem(item: RecordedIssue['projectItems'][number]) {
  const values = Object.entries(item.fields).map(([name, value]) => toFieldValue(name, value));
  return {
    __typename: 'ProjectV2Item',
    id: nodeId('PVTI', `${item.project}/${JSON.stringify(item.fields)}`),
    isArchived: false,
    project: { __typename: 'ProjectV2', id: nodeId('PVT', item.project), title: item.project },
    fieldValueByName: ({ name }: { name: string }) => values.find((value) => value.field.name === name) ?? null,
    fieldValues: (page: PageArguments) => listPage(values, page),
  };
}

function toFieldValue(name: string, value: string) {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) {
    const field = { __typename: 'ProjectV2Field', name, dataType: 'DATE' };
    return { __typename: 'ProjectV2ItemFieldDateValue', date: value, field };
  }
  const field = { __typename: 'ProjectV2SingleSelectField', name, dataType: 'SINGLE_SELECT' };
  return { __typename: 'ProjectV2ItemFieldSingleSelectValue', name: value, field };
}
