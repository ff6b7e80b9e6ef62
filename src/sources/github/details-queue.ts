/** Gathers the issues whose details are asked for at the same moment into few requests. */
import { z } from 'zod';
import { SourceError } from '../../errors.ts';
import type { InitiativeDetailsRecord } from '../../model/initiative.ts';
import { abortedWhenAll } from './aborted-when-all.ts';
import { activitySchema, lastHumanActivity, unknownBefore } from './activity.ts';
import type { GitHubAnswer, GitHubClient } from './client.ts';
import { DETAILS_PER_REQUEST, detailsQuery } from './details-query.ts';
import { withEarlierComments } from './earlier-comments.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { HeavyQueryError } from './upstream-error.ts';

export interface DetailsQueue {
  /** Fetches the details of one issue, together with others. Rejects with a SourceError. */
  fetch(nodeId: string, signal: AbortSignal): Promise<InitiativeDetailsRecord>;
  /** A read that may come to ask for this issue. */
  readonly announce: Gathering<unknown>['announce'];
}

interface Job {
  readonly nodeId: string;
  readonly signal: AbortSignal;
  readonly resolve: (details: InitiativeDetailsRecord) => void;
  readonly reject: (error: unknown) => void;
}

const detailsSchema = activitySchema.extend({
  id: z.string(),
  participants: z.object({
    nodes: z.array(z.object({ login: z.string(), name: z.string().nullable() }).nullable()).nullable(),
  }),
});

type Issue = z.output<typeof detailsSchema>;

export function createDetailsQueue(client: GitHubClient): DetailsQueue {
  const gathering = createGathering<Job>({
    atMost: DETAILS_PER_REQUEST,
    send: (jobs) => fetchJobs(client, jobs),
  });
  return {
    fetch: (nodeId, signal) =>
      new Promise((resolve, reject) => gathering.add(nodeId, { nodeId, signal, resolve, reject })),
    announce: gathering.announce,
  };
}

/** Settles every job. */
async function fetchJobs(client: GitHubClient, jobs: readonly Job[]): Promise<void> {
  try {
    const query = detailsQuery(jobs.map(({ nodeId }) => nodeId));
    const signal = abortedWhenAll(jobs.map((job) => job.signal));
    const issues = toIssues(await client.query({ ...query, signal }));
    const [whole, others] = [issues.filter(isWhole), issues.filter((issue) => !isWhole(issue))];
    const found = new Map(whole.map((issue) => [issue.id, toDetails(issue)]));
    const waiting = new Set(others.map(({ id }) => id));
    for (const { nodeId, resolve, reject } of jobs) {
      const details = found.get(nodeId);
      if (details) resolve(details);
      else if (!waiting.has(nodeId))
        reject(new SourceError('UPSTREAM_NOT_FOUND', 'GitHub does not have the issue, or the token may not see it.'));
    }
    for (const issue of await withEarlierComments(client, others, signal)) found.set(issue.id, toDetails(issue));
    for (const { nodeId, resolve } of jobs) {
      const details = waiting.has(nodeId) ? found.get(nodeId) : undefined;
      if (details) resolve(details);
    }
  } catch (error) {
    if (error instanceof HeavyQueryError && jobs.length > 1) {
      const half = Math.ceil(jobs.length / 2);
      await fetchJobs(client, jobs.slice(0, half));
      return await fetchJobs(client, jobs.slice(half));
    }
    for (const { reject } of jobs) reject(error);
  }
}

/** Deleted issues are null among them. */
function toIssues(answer: GitHubAnswer): readonly Issue[] {
  const nodes = Array.isArray(answer.data.nodes) ? answer.data.nodes : [];
  return nodes.flatMap((node) => {
    const parsed = detailsSchema.safeParse(node);
    return parsed.success ? [parsed.data] : [];
  });
}

function isWhole(issue: Issue): boolean {
  return unknownBefore(issue) === null;
}

function toDetails(issue: Issue): InitiativeDetailsRecord {
  const pullRequests = issue.closedByPullRequestsReferences?.nodes;
  const unknown = unknownBefore(issue);
  return {
    nodeId: issue.id,
    lastActivityAt: unknown === null ? lastHumanActivity(issue) : null,
    ...(unknown === null ? {} : { activityUnknownBefore: unknown }),
    participants: (issue.participants.nodes ?? []).filter((participant) => participant !== null),
    openLinkedPullRequests: pullRequests?.filter((pullRequest) => pullRequest?.state === 'OPEN').length ?? null,
  };
}
