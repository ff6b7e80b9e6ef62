/**
 * Lists the issues of repositories: page by page and whole or not at all. Listings that are asked for together page
 * together, so that the repositories of a community cost as few requests as the longest of them has pages.
 */
import { SourceError } from '../../errors.ts';
import { abortedWhenAll } from './aborted-when-all.ts';
import type { GitHubAnswer, GitHubClient } from './client.ts';
import { type IssuePayload, toIssuePayload } from './issue-payload.ts';
import { type ListingPage, listingQuery } from './listing-query.ts';
import { HeavyQueryError, MissingScopeError } from './upstream-error.ts';

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
  /** GitHub's clock at the first page: every change before it is in the list. */
  readonly listedAt: string;
}

/** Pages of 50 stay clear of the 10 s after which GitHub answers 502; 100 do not, for long bodies. */
const PAGE_SIZE = 50;
const REPOSITORIES_PER_REQUEST = 6;
/** 50 → 25 → 12 → 6 → 3: a query that is still too heavy then has another cause. */
const MAX_HALVINGS = 4;
/** Requests for listings within this time travel together. */
const GATHER_MS = 5;

interface Job {
  readonly request: ListingRequest;
  readonly issues: Map<string, IssuePayload>;
  unreadableCount: number;
  withProjects: boolean;
  lacksProjects: boolean;
  cursor: string | null;
  listedAt: string | null;
  readonly resolve: (listed: ListedIssues) => void;
  readonly reject: (error: unknown) => void;
}

/** @returns a function that lists one repository, together with others that are asked for at the same moment. */
export function createListing(client: GitHubClient): (request: ListingRequest) => Promise<ListedIssues> {
  let gathered: Job[] = [];

  function start(): void {
    const jobs = gathered;
    gathered = [];
    for (let from = 0; from < jobs.length; from += REPOSITORIES_PER_REQUEST) {
      void readAllPages(client, jobs.slice(from, from + REPOSITORIES_PER_REQUEST));
    }
  }

  return (request) =>
    new Promise((resolve, reject) => {
      if (gathered.length === 0) setTimeout(start, GATHER_MS);
      gathered.push({
        request,
        issues: new Map(),
        unreadableCount: 0,
        withProjects: request.projectFields.length > 0,
        lacksProjects: false,
        cursor: null,
        listedAt: null,
        resolve,
        reject,
      });
    });
}

async function readAllPages(client: GitHubClient, jobs: readonly Job[]): Promise<void> {
  const projectFields = [...new Set(jobs.flatMap((job) => job.request.projectFields))];
  let open = [...jobs];
  let pageSize = PAGE_SIZE;
  let halvings = 0;
  while (open.length > 0) {
    const pages = open.map((job) => toPage(job, pageSize));
    const signal = abortedWhenAll(open.map((job) => job.request.signal));
    try {
      const answer = await client.query({ ...listingQuery(pages, projectFields), signal });
      halvings = 0;
      open = open.filter((job, index) => takePage(job, answer, `repository${index}`, projectFields) === 'more');
    } catch (error) {
      if (error instanceof HeavyQueryError && halvings < MAX_HALVINGS) {
        halvings += 1;
        pageSize = Math.max(1, Math.floor(pageSize / 2));
      } else if (error instanceof MissingScopeError && pages.some((page) => page.withProjects)) {
        for (const job of open) {
          job.lacksProjects ||= job.withProjects;
          job.withProjects = false;
        }
      } else {
        for (const job of open) job.reject(error);
        return;
      }
    }
  }
}

function toPage({ request, cursor, withProjects }: Job, size: number): ListingPage {
  const { repository, labels, since } = request;
  return { repository, labels, since, after: cursor, size, withProjects };
}

/** Adds one page to its job, and settles the job where the page ends it. */
function takePage(job: Job, answer: GitHubAnswer, alias: string, projectFields: readonly string[]): 'more' | 'settled' {
  const page = toIssuesPage(answer.data[alias]);
  if (page === null) {
    job.reject(toRepositoryError(job.request.repository, answer, alias));
    return 'settled';
  }
  job.listedAt ??= answer.answeredAt;
  for (const node of page.nodes) {
    const issue = toIssuePayload(node, projectFields);
    if (issue === null) job.unreadableCount += 1;
    else job.issues.set(issue.id, issue);
    if (issue?.projectFields === null) job.lacksProjects ||= job.withProjects;
  }
  if (page.nextCursor === null) {
    job.resolve({
      issues: [...job.issues.values()],
      unreadableCount: job.unreadableCount,
      hasProjectFields: !job.lacksProjects,
      listedAt: job.listedAt,
    });
    return 'settled';
  }
  if (page.nextCursor === job.cursor) {
    job.reject(new SourceError('UPSTREAM_BAD_BODY', 'GitHub answers the same page again and again.'));
    return 'settled';
  }
  job.cursor = page.nextCursor;
  return 'more';
}

/** @returns null where the answer has no page: the repository does not exist, may not be read, or failed. */
function toIssuesPage(repository: unknown): { nodes: readonly unknown[]; nextCursor: string | null } | null {
  if (!isObject(repository) || !isObject(repository.issues)) return null;
  const { nodes, pageInfo } = repository.issues;
  if (!Array.isArray(nodes) || !isObject(pageInfo) || typeof pageInfo.hasNextPage !== 'boolean') return null;
  if (!pageInfo.hasNextPage) return { nodes, nextCursor: null };
  return typeof pageInfo.endCursor === 'string' ? { nodes, nextCursor: pageInfo.endCursor } : null;
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
