/** The labels that a repository has. */
import { z } from 'zod';
import { SourceError } from '../../errors.ts';
import type { GitHubClient } from './client.ts';

export const LABELS_QUERY = `query ListLabels($owner: String!, $name: String!, $after: String) {
  rateLimit { cost limit remaining resetAt }
  repository(owner: $owner, name: $name) {
    labels(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { name } }
  }
}`;

const labelsAnswer = z.object({
  repository: z.object({
    labels: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(z.object({ name: z.string() }).nullable()),
    }),
  }),
});

/**
 * @param repository `owner/name`
 * @returns every label of the repository, in GitHub's order
 * @throws {SourceError}
 */
export async function fetchLabelNames(
  client: GitHubClient,
  repository: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const [owner, name] = repository.split('/');
  const names: string[] = [];
  let after: string | null = null;
  for (;;) {
    const answer = await client.query({ text: LABELS_QUERY, variables: { owner, name, after }, points: 1, signal });
    const parsed = labelsAnswer.safeParse(answer.data);
    if (!parsed.success) {
      const isMissing = answer.errors.some(({ type }) => type === 'NOT_FOUND');
      throw new SourceError(
        isMissing ? 'UPSTREAM_NOT_FOUND' : 'UPSTREAM_BAD_BODY',
        `GitHub did not answer the labels of ${repository}.`,
      );
    }
    const { nodes, pageInfo } = parsed.data.repository.labels;
    names.push(...nodes.flatMap((label) => (label ? [label.name] : [])));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null || pageInfo.endCursor === after) return names;
    after = pageInfo.endCursor;
  }
}
