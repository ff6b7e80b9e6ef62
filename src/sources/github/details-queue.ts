/** Gathers the issues whose details are asked for at the same moment into few requests. */
import { z } from 'zod';
import { SourceError } from '../../errors.ts';
import type { InitiativeDetailsRecord } from '../../model/initiative.ts';
import { abortedWhenAll } from './aborted-when-all.ts';
import { activitySchema, lastHumanActivity } from './activity.ts';
import type { GitHubAnswer, GitHubClient } from './client.ts';
import { DETAILS_PER_REQUEST, detailsQuery } from './details-query.ts';
import { HeavyQueryError } from './upstream-error.ts';

const GATHER_MS = 5;

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

/** @returns a function that fetches the details of one issue, together with others. Rejects with a SourceError. */
export function createDetailsQueue(
  client: GitHubClient,
): (nodeId: string, signal: AbortSignal) => Promise<InitiativeDetailsRecord> {
  let gathered: Job[] = [];

  function start(): void {
    const jobs = gathered;
    gathered = [];
    for (let from = 0; from < jobs.length; from += DETAILS_PER_REQUEST) {
      void fetchJobs(client, jobs.slice(from, from + DETAILS_PER_REQUEST));
    }
  }

  return (nodeId, signal) =>
    new Promise((resolve, reject) => {
      if (gathered.length === 0) setTimeout(start, GATHER_MS);
      gathered.push({ nodeId, signal, resolve, reject });
    });
}

async function fetchJobs(client: GitHubClient, jobs: readonly Job[]): Promise<void> {
  try {
    const query = detailsQuery(jobs.map(({ nodeId }) => nodeId));
    const answer = await client.query({ ...query, signal: abortedWhenAll(jobs.map(({ signal }) => signal)) });
    const details = toDetailsById(answer);
    for (const { nodeId, resolve, reject } of jobs) {
      const found = details.get(nodeId);
      if (found) resolve(found);
      else
        reject(new SourceError('UPSTREAM_NOT_FOUND', 'GitHub does not have the issue, or the token may not see it.'));
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

/** By the id in each node, never by its place: deleted issues are null among them. */
function toDetailsById(answer: GitHubAnswer): Map<string, InitiativeDetailsRecord> {
  const nodes = Array.isArray(answer.data.nodes) ? answer.data.nodes : [];
  return new Map(
    nodes.flatMap((node) => {
      const parsed = detailsSchema.safeParse(node);
      return parsed.success ? [[parsed.data.id, toDetails(parsed.data)] as const] : [];
    }),
  );
}

function toDetails(issue: z.output<typeof detailsSchema>): InitiativeDetailsRecord {
  const pullRequests = issue.closedByPullRequestsReferences?.nodes ?? [];
  return {
    nodeId: issue.id,
    lastActivityAt: lastHumanActivity(issue),
    participants: (issue.participants.nodes ?? []).filter((participant) => participant !== null),
    openLinkedPullRequests: pullRequests.filter((pullRequest) => pullRequest?.state === 'OPEN').length,
    // The listing has read the fields that rules name: InitiativeRecord.projectFields.
  };
}
