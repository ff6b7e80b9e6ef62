/** The state of one listing while its pages are read. */
import { z } from 'zod';
import { SourceError } from '../../errors.ts';
import type { GitHubAnswer } from './client.ts';
import { type IssuePayload, toIssuePayload } from './issue-payload.ts';
import type { ListingPage } from './listing-query.ts';

export interface ListingRequest {
  /** `owner/name`. */
  readonly repository: string;
  /** Any of them; null: every issue. */
  readonly labels: readonly string[] | null;
  /** Projects v2 fields to read with each issue. */
  readonly projectFields: readonly string[];
  /** Only issues updated at or after this instant; null: all. */
  readonly since: string | null;
  readonly signal: AbortSignal;
}

export interface ListedIssues {
  /** Each issue once, as its last page had it. */
  readonly issues: readonly IssuePayload[];
  /** Issues that GitHub counts but does not let the token read. */
  readonly unreadableCount: number;
  /** False where project fields were asked for and the token may not read them. */
  readonly hasProjectFields: boolean;
  /** Names of all labels of the repository; null where they were not asked for or are more than a page. */
  readonly labelNames: readonly string[] | null;
  /** GitHub's clock at the first page: every change before it is in the list. */
  readonly listedAt: string;
}

/** What the pages read so far have given. */
export interface ListingProgress {
  readonly issues: Map<string, IssuePayload>;
  unreadableCount: number;
  cursor: string | null;
  listedAt: string | null;
  lacksProjects: boolean;
  labelNames: readonly string[] | null;
}

export interface ListingJob {
  readonly request: ListingRequest;
  readonly progress: ListingProgress;
  withProjects: boolean;
  readonly resolve: (listed: ListedIssues) => void;
  readonly reject: (error: SourceError) => void;
}

export function newProgress(): ListingProgress {
  return {
    issues: new Map(),
    unreadableCount: 0,
    cursor: null,
    listedAt: null,
    lacksProjects: false,
    labelNames: null,
  };
}

export function toPage({ request, progress, withProjects }: ListingJob, size: number): ListingPage {
  const { repository, labels, since } = request;
  // The labels ride along with a full listing: as a part of its first page they cost no request and no point.
  const withLabelNames = since === null && progress.cursor === null;
  return { repository, labels, since, after: progress.cursor, size, withProjects, withLabelNames };
}

/** From here on the listing goes without project fields, which the token may not read. */
export function leaveOutProjects(job: ListingJob): void {
  job.progress.lacksProjects ||= job.request.projectFields.length > 0;
  job.withProjects = false;
}

/**
 * Adds the page under `alias` to its listing.
 * @param projectFields names that the query asked for
 * @returns the listing where the page is its last; null where more follow
 * @throws {SourceError} where there is no page: UPSTREAM_NOT_FOUND, UPSTREAM_UNAUTHORIZED, UPSTREAM_BAD_BODY
 */
export function takePage(
  { request, progress, withProjects }: ListingJob,
  answer: GitHubAnswer,
  alias: string,
  projectFields: readonly string[],
): ListedIssues | null {
  const page = toIssuesPage(answer.data[alias]);
  if (page === null) throw toRepositoryError(request.repository, answer, alias);
  progress.listedAt ??= answer.answeredAt;
  progress.labelNames ??= toLabelNames(answer.data[alias]);
  for (const node of page.nodes) {
    const issue = toIssuePayload(node, projectFields);
    if (issue === null) progress.unreadableCount += 1;
    else progress.issues.set(issue.id, issue);
    if (issue?.projectFields === null) progress.lacksProjects ||= withProjects;
  }
  if (page.nextCursor !== null && page.nextCursor === progress.cursor) {
    throw new SourceError('UPSTREAM_BAD_BODY', 'GitHub answers the same page again and again.');
  }
  progress.cursor = page.nextCursor;
  if (page.nextCursor !== null) return null;
  return {
    issues: [...progress.issues.values()],
    unreadableCount: progress.unreadableCount,
    hasProjectFields: !progress.lacksProjects,
    labelNames: progress.labelNames,
    listedAt: progress.listedAt,
  };
}

/** @returns null where the answer has no page: the repository does not exist, may not be read, or failed. */
function toIssuesPage(repository: unknown): { nodes: readonly unknown[]; nextCursor: string | null } | null {
  if (!isObject(repository) || !isObject(repository.issues)) return null;
  const { nodes, pageInfo } = repository.issues;
  if (!Array.isArray(nodes) || !isObject(pageInfo) || typeof pageInfo.hasNextPage !== 'boolean') return null;
  if (!pageInfo.hasNextPage) return { nodes, nextCursor: null };
  return typeof pageInfo.endCursor === 'string' ? { nodes, nextCursor: pageInfo.endCursor } : null;
}

const labelNames = z.object({
  labels: z.object({
    pageInfo: z.object({ hasNextPage: z.literal(false) }),
    nodes: z.array(z.object({ name: z.string() })),
  }),
});

function toLabelNames(repository: unknown): readonly string[] | null {
  const parsed = labelNames.safeParse(repository);
  return parsed.success ? parsed.data.labels.nodes.map(({ name }) => name) : null;
}

function toRepositoryError(repository: string, answer: GitHubAnswer, alias: string): SourceError {
  const types = answer.errors.filter(({ path }) => path[0] === alias).map(({ type }) => type);
  if (types.includes('NOT_FOUND')) {
    return new SourceError(
      'UPSTREAM_NOT_FOUND',
      `GitHub has no repository ${repository}, or the token may not see it.`,
    );
  }
  if (types.includes('FORBIDDEN')) {
    return new SourceError('UPSTREAM_UNAUTHORIZED', `The GitHub token may not read the issues of ${repository}.`);
  }
  return new SourceError('UPSTREAM_BAD_BODY', `GitHub did not answer the issues of ${repository}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
