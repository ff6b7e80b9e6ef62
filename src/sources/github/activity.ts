/** When a person last did something about an issue. */
import { z } from 'zod';

const actor = z.object({ __typename: z.string(), login: z.string() }).nullable();

export const commentsSchema = z.object({
  nodes: z.array(z.object({ createdAt: z.string(), author: actor }).nullable()).nullable(),
  pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
});

export const activitySchema = z.object({
  createdAt: z.string(),
  author: actor,
  lastEditedAt: z.string().nullable(),
  editor: actor,
  /** The latest ones. */
  comments: commentsSchema,
  closedByPullRequestsReferences: z
    .object({
      nodes: z.array(z.object({ createdAt: z.string(), state: z.string(), author: actor }).nullable()).nullable(),
    })
    .nullable(),
});

/** Accounts of type User that say by their name that they are machines, e.g. `k8s-ci-robot`. */
const MACHINE = /(?:^|-)(?:bot|robot|ci|automation)$|\[bot\]$/iu;

type Issue = z.output<typeof activitySchema>;

/**
 * @returns the latest of: the issue's creation, its last edit, its comments and its linked pull requests, each only
 * where a person made it; null where no person did. Deleted accounts were people.
 */
export function lastHumanActivity(issue: Issue): string | null {
  const acts = [
    { at: issue.createdAt, by: issue.author },
    ...(issue.lastEditedAt === null ? [] : [{ at: issue.lastEditedAt, by: issue.editor }]),
    ...commentsOf(issue).map(({ createdAt, author }) => ({ at: createdAt, by: author })),
    ...(issue.closedByPullRequestsReferences?.nodes ?? []).flatMap((pullRequest) =>
      pullRequest ? [{ at: pullRequest.createdAt, by: pullRequest.author }] : [],
    ),
  ];
  return acts.filter(({ by }) => isPerson(by)).reduce<string | null>(latest, null);
}

/**
 * @returns the time of the earliest comment that was read, where a person may have written an earlier one after all that
 *   is known of people; null where nothing earlier matters
 */
export function unknownBefore(issue: Issue): string | null {
  if (!issue.comments.pageInfo.hasPreviousPage) return null;
  const earliest = commentsOf(issue).reduce((before, { createdAt }) => (createdAt < before ? createdAt : before), '~');
  const known = lastHumanActivity(issue);
  return known !== null && known >= earliest ? null : earliest === '~' ? issue.createdAt : earliest;
}

function commentsOf({ comments }: Issue) {
  return (comments.nodes ?? []).filter((comment) => comment !== null);
}

function isPerson(by: z.output<typeof actor>): boolean {
  return by === null || (by.__typename !== 'Bot' && !MACHINE.test(by.login));
}

function latest(before: string | null, { at }: { readonly at: string }): string {
  return before !== null && before > at ? before : at;
}
