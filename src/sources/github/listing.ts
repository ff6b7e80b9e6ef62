/**
 * Lists the issues of repositories: page by page and whole or not at all. Listings that are asked for together page
 * together, so that the repositories of a community cost as few requests as the longest of them has pages.
 */
import type { Clock } from '../../clock.ts';
import type { ErrorCode, SourceError } from '../../errors.ts';
import { abortedWhenAll } from './aborted-when-all.ts';
import type { GitHubClient } from './client.ts';
import { createGathering, type Gathering } from './gathering.ts';
import {
  type ListedIssues,
  type ListingJob,
  type ListingProgress,
  type ListingRequest,
  leaveOutProjects,
  newProgress,
  takePage,
  toPage,
} from './listing-job.ts';
import { listingQuery, SUB_ISSUES_FIELD } from './listing-query.ts';
import { HeavyQueryError, MissingScopeError, toSourceError, UndefinedFieldError } from './upstream-error.ts';

export interface Listing {
  /** Lists one repository, together with others that are asked for at the same moment. Rejects with a SourceError. */
  list(request: ListingRequest): Promise<ListedIssues>;
  /** A read that may come to ask for this repository, `owner/name`. */
  readonly announce: Gathering<unknown>['announce'];
}

/** Pages of 50 stay clear of the 10 s after which GitHub answers 502; 100 do not, for long bodies. */
const PAGE_SIZE = 50;
const REPOSITORIES_PER_REQUEST = 6;
/** 50 → 25 → 12 → 6 → 3: a query that is still too heavy then has another cause. */
const MAX_HALVINGS = 4;
/** For so long a listing that broke off can be gone on with: what changes meanwhile is asked for after it. */
const RESUME_WITHIN_MS = 3_600_000;
/** After these the pages that were read are as good as before. */
const RESUMABLE: ReadonlySet<ErrorCode> = new Set([
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_ERROR',
]);

export function createListing(client: GitHubClient, clock: Clock): Listing {
  const gathering = createGathering<ListingJob>({ atMost: REPOSITORIES_PER_REQUEST, send: readAllPages });
  let mayReadProjects = true;
  let hasSubIssues = true;
  /** Full listings that broke off: a repository of many pages would else never be read within one pause. */
  const brokenOff = new Map<string, { readonly progress: ListingProgress; readonly atMs: number }>();

  /** Settles every job. */
  async function readAllPages(jobs: readonly ListingJob[]): Promise<void> {
    let open = [...jobs];
    let pageSize = PAGE_SIZE;
    let halvings = 0;
    while (open.length > 0) {
      try {
        open = await readPages(open, pageSize);
        halvings = 0;
      } catch (thrown) {
        const error = toSourceError(thrown, clock.now());
        if (error instanceof MissingScopeError && open.some((job) => job.withProjects)) {
          mayReadProjects = false;
          for (const job of open) leaveOutProjects(job);
        } else if (error instanceof UndefinedFieldError && error.field === SUB_ISSUES_FIELD && hasSubIssues) {
          hasSubIssues = false;
        } else if (error instanceof HeavyQueryError && halvings < MAX_HALVINGS) {
          halvings += 1;
          pageSize = Math.max(1, Math.floor(pageSize / 2));
        } else if (error instanceof HeavyQueryError && open.length > 1) {
          // One repository may be what is too heavy: the others are not to suffer for it.
          await Promise.all(open.map((job) => readAllPages([job])));
          return;
        } else {
          for (const job of open) breakOff(job, error);
          return;
        }
      }
    }
  }

  /** @returns the jobs that have further pages. */
  async function readPages(jobs: readonly ListingJob[], pageSize: number): Promise<ListingJob[]> {
    const projectFields = [...new Set(jobs.flatMap((job) => job.request.projectFields))];
    const query = listingQuery(
      jobs.map((job) => toPage(job, pageSize)),
      projectFields,
      hasSubIssues,
    );
    const signal = abortedWhenAll(jobs.map((job) => job.request.signal));
    const answer = await client.query({ ...query, signal });
    return jobs.filter((job, index) => {
      try {
        const listed = takePage(job, answer, `repository${index}`, projectFields);
        if (listed) job.resolve(listed);
        return listed === null;
      } catch (error) {
        breakOff(job, toSourceError(error, clock.now()));
        return false;
      }
    });
  }

  function breakOff({ request, progress, reject }: ListingJob, error: SourceError): void {
    if (request.since === null && progress.cursor !== null && RESUMABLE.has(error.code)) {
      brokenOff.set(toKey(request), { progress, atMs: clock.now() });
    }
    reject(error);
  }

  /** @returns the pages that an earlier try has read; each is handed out once. */
  function resume(request: ListingRequest): ListingProgress {
    if (request.since !== null) return newProgress();
    const key = toKey(request);
    const earlier = brokenOff.get(key);
    brokenOff.delete(key);
    return earlier && clock.now() - earlier.atMs < RESUME_WITHIN_MS ? earlier.progress : newProgress();
  }

  return {
    list: (request) =>
      new Promise((resolve, reject) => {
        // A scope may be granted meanwhile: each full listing tries again.
        if (request.since === null) mayReadProjects = true;
        const job: ListingJob = {
          request,
          progress: resume(request),
          withProjects: request.projectFields.length > 0,
          resolve,
          reject,
        };
        if (!mayReadProjects) leaveOutProjects(job);
        gathering.add(request.repository, job);
      }),
    announce: gathering.announce,
  };
}

function toKey({ repository, labels, projectFields }: ListingRequest): string {
  return JSON.stringify([repository, labels, projectFields]);
}
