/** Further comments of issues whose latest ones are all of machines: a person may have written before them. */
import { z } from 'zod';
import { type activitySchema, commentsSchema, unknownBefore } from './activity.ts';
import type { GitHubClient } from './client.ts';
import { earlierCommentsQuery } from './details-query.ts';

/** Pages of a hundred: beyond them it stays unknown who wrote. */
const MAX_PAGES = 3;

const answerSchema = z.object({ id: z.string(), comments: commentsSchema });

type Issue = z.output<typeof activitySchema> & { readonly id: string };

/**
 * Reads on, a page of all such issues a request, until a person is found or the pages are spent.
 * @returns the issues, each with the comments that decide
 * @throws {SourceError} what the client throws
 */
export async function withEarlierComments<T extends Issue>(
  client: GitHubClient,
  issues: readonly T[],
  signal: AbortSignal,
): Promise<readonly T[]> {
  let known = issues;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const pages = known.flatMap((issue) => {
      const cursor = issue.comments.pageInfo.startCursor;
      return unknownBefore(issue) === null || cursor === null ? [] : [{ nodeId: issue.id, cursor }];
    });
    if (pages.length === 0) return known;
    const { data } = await client.query({ ...earlierCommentsQuery(pages), signal });
    const earlier = new Map(
      Object.values(data).flatMap((node) => {
        const parsed = answerSchema.safeParse(node);
        return parsed.success ? [[parsed.data.id, parsed.data.comments] as const] : [];
      }),
    );
    known = known.map((issue) => {
      // Those read before are of machines: they say nothing more.
      const comments = earlier.get(issue.id);
      return comments === undefined ? issue : { ...issue, comments };
    });
  }
  return known;
}
