/**
 * The recorded repositories as a GraphQL root value: plain objects whose members are values, or functions of the
 * field's arguments, which is what graphql-js resolves by itself.
 */
import { cursorPage, listPage, type PageArguments } from './cursor-page.ts';
import type { GitHubRecording, RecordedIssue } from './github-recording.ts';

interface IssueFilters {
  readonly labels?: readonly string[] | null;
  readonly states?: readonly ('OPEN' | 'CLOSED')[] | null;
  readonly since?: string | null;
}

interface IssuesArguments extends PageArguments {
  readonly labels?: readonly string[] | null;
  readonly states?: readonly ('OPEN' | 'CLOSED')[] | null;
  readonly filterBy?: IssueFilters | null;
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

type Node = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

export interface GitHubWorld {
  repository(owner: string, name: string): Node | null;
  node(id: string): Node | null;
}

/** @returns what the recordings hold; later recordings of a repository replace earlier ones. */
export function createGitHubWorld(recordings: readonly GitHubRecording[]): GitHubWorld {
  const repositories = new Map(
    recordings.map((recording) => [recording.repository.toLowerCase(), toRepository(recording)]),
  );
  const nodes = new Map<string, Node>();
  for (const { node, issues } of repositories.values()) {
    nodes.set(node.id, node);
    for (const issue of issues) nodes.set(issue.id, issue);
  }
  return {
    repository: (owner, name) => repositories.get(`${owner}/${name}`.toLowerCase())?.node ?? null,
    node: (id) => nodes.get(id) ?? null,
  };
}

/** @returns the global id of an issue, as opaque as GitHub's. */
export function issueNodeId(repository: string, number: number): string {
  return nodeId('I', `${repository}#${number}`);
}

function nodeId(prefix: string, key: string): string {
  return `${prefix}_${Buffer.from(key).toString('base64url')}`;
}

function toRepository(recording: GitHubRecording): { readonly node: Node; readonly issues: readonly Node[] } {
  const { repository } = recording;
  const [owner = '', name = ''] = repository.split('/');
  const url = `https://github.com/${repository}`;
  const actors = new Map(recording.users.map((user) => [user.login.toLowerCase(), toActor(user)]));
  const actor = (login: string | null) =>
    login === null ? null : (actors.get(login.toLowerCase()) ?? toActor({ login, name: null, type: guessType(login) }));
  const labels = new Map(
    recording.labels.map((label) => [
      label.name.toLowerCase(),
      { __typename: 'Label', id: nodeId('LA', `${repository}/${label.name}`), ...label },
    ]),
  );
  const milestones = new Map(
    recording.milestones.map((milestone) => [
      milestone.number,
      {
        __typename: 'Milestone',
        id: nodeId('MI', `${repository}/${milestone.number}`),
        url: `${url}/milestone/${milestone.number}`,
        ...milestone,
      },
    ]),
  );
  const toIssue = (issue: RecordedIssue): Node => ({
    __typename: 'Issue',
    id: issueNodeId(repository, issue.number),
    databaseId: issue.databaseId,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state,
    stateReason: ({ enableDuplicate = false }: { enableDuplicate?: boolean }) =>
      issue.stateReason === 'DUPLICATE' && !enableDuplicate ? 'NOT_PLANNED' : issue.stateReason,
    url: `${url}/issues/${issue.number}`,
    resourcePath: `/${repository}/issues/${issue.number}`,
    closed: issue.state === 'CLOSED',
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    lastEditedAt: issue.lastEditedAt,
    editor: actor(issue.editor),
    author: actor(issue.author),
    milestone: issue.milestone === null ? null : (milestones.get(issue.milestone) ?? null),
    repository: () => node,
    assignees: (page: PageArguments) =>
      listPage(
        issue.assignees.map((login) => actor(login)).filter((assignee) => assignee?.__typename === 'User'),
        page,
      ),
    labels: (page: PageArguments) =>
      listPage(
        issue.labels.map(
          (label) =>
            labels.get(label.toLowerCase()) ?? {
              __typename: 'Label',
              id: nodeId('LA', `${repository}/${label}`),
              name: label,
              color: 'ededed',
              description: null,
            },
        ),
        page,
      ),
    comments: (page: PageArguments) =>
      listPage(
        issue.comments.map((comment, index) => ({
          __typename: 'IssueComment',
          id: nodeId('IC', `${repository}#${issue.number}/${index}`),
          body: comment.body,
          createdAt: comment.createdAt,
          updatedAt: comment.createdAt,
          author: actor(comment.author),
        })),
        page,
      ),
    participants: (page: PageArguments) =>
      listPage(
        uniqueLogins([issue.author, ...issue.assignees, ...issue.comments.map((comment) => comment.author)])
          .map((login) => actor(login))
          .filter((participant) => participant?.__typename === 'User'),
        page,
      ),
    subIssuesSummary: toSummary(issue.subIssues),
    closedByPullRequestsReferences: ({
      includeClosedPrs = false,
      ...page
    }: PageArguments & { includeClosedPrs?: boolean }) =>
      listPage(
        issue.linkedPullRequests
          .filter((pullRequest) => includeClosedPrs || pullRequest.state === 'OPEN')
          .map((pullRequest) => ({
            __typename: 'PullRequest',
            id: nodeId('PR', `${repository}#${pullRequest.number}`),
            url: `${url}/pull/${pullRequest.number}`,
            ...pullRequest,
            author: actor(pullRequest.author),
          })),
        page,
      ),
    projectItems: (page: PageArguments) => listPage(issue.projectItems.map(toProjectItem), page),
  });
  const issues = recording.issues.map(toIssue);
  const byRecord = new Map(recording.issues.map((record, index) => [record, issues[index] ?? null]));
  const node: Node = {
    __typename: 'Repository',
    id: nodeId('R', repository),
    name,
    nameWithOwner: repository,
    url,
    owner: { __typename: 'Organization', id: nodeId('O', owner), login: owner, url: `https://github.com/${owner}` },
    issue: ({ number }: { number: number }) => issues.find((issue) => issue.number === number) ?? null,
    issues: (args: IssuesArguments) => {
      const { nodes, edges, ...page } = cursorPage(select(recording.issues, args), sortKey(args), args);
      const toNode = (record: RecordedIssue | null) => (record ? (byRecord.get(record) ?? null) : null);
      return {
        ...page,
        nodes: nodes.map(toNode),
        edges: edges.map(({ cursor, node: record }) => ({ cursor, node: toNode(record) })),
      };
    },
    label: ({ name: label }: { name: string }) => labels.get(label.toLowerCase()) ?? null,
    labels: (page: PageArguments) => listPage([...labels.values()], page),
    milestones: (page: PageArguments) => listPage([...milestones.values()], page),
  };
  return { node, issues };
}

/** `labels` is an OR, as GitHub's is; without `orderBy` issues come by creation. */
function select(issues: readonly RecordedIssue[], args: IssuesArguments): RecordedIssue[] {
  const labels = [args.labels, args.filterBy?.labels].flatMap((names) =>
    names ? [new Set(names.map((label) => label.toLowerCase()))] : [],
  );
  const states = args.states ?? args.filterBy?.states;
  const since = args.filterBy?.since;
  const key = sortKey(args);
  const direction = args.orderBy?.direction === 'DESC' ? -1 : 1;
  return issues
    .filter(
      (issue) =>
        labels.every((names) => issue.labels.some((label) => names.has(label.toLowerCase()))) &&
        (!states || states.includes(issue.state)) &&
        (typeof since !== 'string' || issue.updatedAt >= since),
    )
    .sort((a, b) => direction * (key(a) < key(b) ? -1 : 1));
}

function sortKey(args: IssuesArguments): (issue: RecordedIssue) => string {
  const field = args.orderBy?.field ?? 'CREATED_AT';
  return (issue) => {
    const number = String(issue.number).padStart(10, '0');
    if (field === 'UPDATED_AT') return `${issue.updatedAt}/${number}`;
    if (field === 'COMMENTS') return `${String(issue.comments.length).padStart(10, '0')}/${number}`;
    return `${issue.createdAt}/${number}`;
  };
}

function toActor(user: { readonly login: string; readonly name: string | null; readonly type: 'User' | 'Bot' }) {
  return {
    __typename: user.type,
    id: nodeId(user.type === 'Bot' ? 'BOT' : 'U', user.login),
    login: user.login,
    name: user.name,
    url: `https://github.com/${user.login}`,
    resourcePath: `/${user.login}`,
    avatarUrl: ({ size }: { size?: number | null }) =>
      `https://github.com/${user.login}.png${size ? `?size=${size}` : ''}`,
  };
}

function guessType(login: string): 'User' | 'Bot' {
  return login.endsWith('[bot]') ? 'Bot' : 'User';
}

function uniqueLogins(logins: readonly (string | null)[]): string[] {
  return [...new Set(logins.filter((login) => login !== null))];
}

function toSummary(subIssues: RecordedIssue['subIssues']) {
  const completed = subIssues.filter((issue) => issue.state === 'CLOSED').length;
  const total = subIssues.length;
  return { total, completed, percentCompleted: total === 0 ? 0 : Math.round((completed / total) * 100) };
}

function toProjectItem(item: RecordedIssue['projectItems'][number]) {
  const values = Object.entries(item.fields).map(([name, value]) => {
    const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(value);
    return isDate
      ? {
          __typename: 'ProjectV2ItemFieldDateValue',
          date: value,
          field: { __typename: 'ProjectV2Field', name, dataType: 'DATE' },
        }
      : {
          __typename: 'ProjectV2ItemFieldSingleSelectValue',
          name: value,
          field: { __typename: 'ProjectV2SingleSelectField', name, dataType: 'SINGLE_SELECT' },
        };
  });
  return {
    __typename: 'ProjectV2Item',
    id: nodeId('PVTI', `${item.project}/${JSON.stringify(item.fields)}`),
    isArchived: false,
    project: { __typename: 'ProjectV2', id: nodeId('PVT', item.project), title: item.project },
    fieldValueByName: ({ name }: { name: string }) => values.find((value) => value.field.name === name) ?? null,
    fieldValues: (page: PageArguments) => listPage(values, page),
  };
}
