/** The recorded repositories, as the roots of a GraphQL query find them. */
import { cursorPage, listPage, type PageArguments } from './cursor-page.ts';
import { toIssueNode } from './github-issue.ts';
import { type GitHubNode, nodeId, toRepositoryNodes } from './github-nodes.ts';
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

export interface GitHubWorld {
  repository(owner: string, name: string): GitHubNode | null;
  node(id: string): GitHubNode | null;
}

/** @returns what the recordings hold; a later recording of a repository replaces an earlier one. */
export function createGitHubWorld(recordings: readonly GitHubRecording[]): GitHubWorld {
  const repositories = new Map(
    recordings.map((recording) => [recording.repository.toLowerCase(), toRepository(recording)]),
  );
  const nodes = new Map(
    [...repositories.values()].flatMap(({ node, issues }) => [node, ...issues].map((each) => [each.id, each])),
  );
  return {
    repository: (owner, name) => repositories.get(`${owner}/${name}`.toLowerCase())?.node ?? null,
    node: (id) => nodes.get(id) ?? null,
  };
}

function toRepository(recording: GitHubRecording): {
  readonly node: GitHubNode;
  readonly issues: readonly GitHubNode[];
} {
  const [owner = '', name = ''] = recording.repository.split('/');
  const nodes = toRepositoryNodes(recording);
  const issues = new Map(
    recording.issues.map((record) => [record, toIssueNode(record, nodes, (): GitHubNode => node)]),
  );
  const node: GitHubNode = {
    __typename: 'Repository',
    id: nodeId('R', recording.repository),
    name,
    nameWithOwner: recording.repository,
    url: nodes.url,
    owner: { __typename: 'Organization', id: nodeId('O', owner), login: owner, url: `https://github.com/${owner}` },
    issue: ({ number }: { number: number }) => [...issues.values()].find((issue) => issue.number === number) ?? null,
    issues: (args: IssuesArguments) => {
      const page = cursorPage(select(recording.issues, args), sortKey(args), args);
      const toNode = (record: RecordedIssue | null) => (record ? (issues.get(record) ?? null) : null);
      return {
        ...page,
        nodes: page.nodes.map(toNode),
        edges: page.edges.map((edge) => ({ cursor: edge.cursor, node: toNode(edge.node) })),
      };
    },
    label: (label: { name: string }) => nodes.findLabel(label.name),
    labels: (page: PageArguments) => listPage(nodes.labels, page),
    milestones: (page: PageArguments) => listPage(nodes.milestones, page),
  };
  return { node, issues: [...issues.values()] };
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
