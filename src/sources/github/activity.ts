/** When a person last did something about an issue. */
import { z } from 'zod';

const actor = z.object({ __typename: z.string(), login: z.string() }).nullable();

export const activitySchema = z.object({
  createdAt: z.string(),
  author: actor,
  lastEditedAt: z.string().nullable(),
  editor: actor,
  comments: z.object({ nodes: z.array(z.object({ createdAt: z.string(), author: actor }).nullable()).nullable() }),
  closedByPullRequestsReferences: z
    .object({
      nodes: z.array(z.object({ createdAt: z.string(), state: z.string(), author: actor }).nullable()).nullable(),
    })
    .nullable(),
});

/** Accounts of type User that say by their name that they are machines, e.g. `k8s-ci-robot`. */
const MACHINE = /(?:^|-)(?:bot|robot|ci|automation)$|\[bot\]$/iu;

/**
 * @returns the latest of: the issue's creation, its last edit, its comments and its linked pull requests, each only
 * where a person made it; null where no person did. Deleted accounts were people.
 */
export function lastHumanActivity(issue: z.output<typeof activitySchema>): string | null {
  const acts = [
    { at: issue.createdAt, by: issue.author },
    ...(issue.lastEditedAt === null ? [] : [{ at: issue.lastEditedAt, by: issue.editor }]),
    ...(issue.comments.nodes ?? []).flatMap((comment) =>
      comment ? [{ at: comment.createdAt, by: comment.author }] : [],
    ),
    ...(issue.closedByPullRequestsReferences?.nodes ?? []).flatMap((pullRequest) =>
      pullRequest ? [{ at: pullRequest.createdAt, by: pullRequest.author }] : [],
    ),
  ];
  return acts.filter(({ by }) => isPerson(by)).reduce<string | null>(latest, null);
}

function isPerson(by: z.output<typeof actor>): boolean {
  return by === null || (by.__typename !== 'Bot' && !MACHINE.test(by.login));
}

function latest(before: string | null, { at }: { readonly at: string }): string {
  return before !== null && before > at ? before : at;
}
