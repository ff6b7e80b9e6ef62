/**
 * GitHub's webhooks: a delivery says what changed, so that the next reader sees it without waiting for the next refresh.
 * Nothing of a delivery's content is served; it only says what to ask GitHub for.
 */
import { verify } from '@octokit/webhooks-methods';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { GitHubSource } from './github-source.ts';

/** Headers and body as they came. */
export interface WebhookDelivery {
  /** `X-GitHub-Delivery`. */
  readonly id: string | undefined;
  /** `X-GitHub-Event`. */
  readonly event: string | undefined;
  /** `X-Hub-Signature-256`. */
  readonly signature: string | undefined;
  /** The bytes that were signed, as text. */
  readonly body: string;
}

/** ACCEPTED: something will be asked again. IGNORED: the event touches nothing that is read. */
export type WebhookOutcome = 'ACCEPTED' | 'IGNORED' | 'BAD_SIGNATURE' | 'REPLAYED' | 'MALFORMED';

export interface GitHubWebhookOptions {
  /** `GITHUB_WEBHOOK_SECRET`. */
  readonly secret: string;
  readonly source: Pick<GitHubSource, 'expire' | 'expireDetails' | 'repositoryOf'>;
  readonly clock: Clock;
  /** A push to a repository: a registry file may lie in it. `paths` are those the commits name. */
  readonly onPush?: (repository: string, paths: readonly string[]) => void;
}

/** GitHub delivers again for three days at most. */
const REMEMBER_MS = 3 * 86_400_000;
const REMEMBER_COUNT = 50_000;

const repository = z.object({ full_name: z.string() });
const issue = z.object({ node_id: z.string() });
const paths = z.array(z.string()).default([]);
const issuesEvent = z.object({ action: z.string(), repository, issue });
const subIssuesEvent = z.object({ repository, parent_issue: issue.nullish(), sub_issue: issue.nullish() });
const repositoryEvent = z.object({ repository });
const projectItemEvent = z.object({
  projects_v2_item: z.object({ content_node_id: z.string().nullish(), content_type: z.string().nullish() }),
});
const pushEvent = z.object({
  repository,
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
});

/** What does not move an issue's `updatedAt`, or takes it out of the list. */
const FULL_ACTIONS: ReadonlySet<string> = new Set(['deleted', 'transferred']);

/** @returns a function that takes deliveries. It rejects only where the cache does. */
export function createGitHubWebhook(
  options: GitHubWebhookOptions,
): (delivery: WebhookDelivery) => Promise<WebhookOutcome> {
  const { source } = options;
  const seen = new LRUCache<string, true>({ max: REMEMBER_COUNT, ttl: REMEMBER_MS, perf: options.clock });

  /** @throws {z.ZodError} where the payload is not the event's */
  async function handle(event: string, payload: unknown): Promise<WebhookOutcome> {
    switch (event) {
      case 'issues':
      case 'issue_comment': {
        const { action, repository: touched, issue: changed } = issuesEvent.parse(payload);
        await source.expire(touched.full_name, { full: event === 'issues' && FULL_ACTIONS.has(action) });
        await source.expireDetails([changed.node_id]);
        return 'ACCEPTED';
      }
      case 'sub_issues': {
        const { repository: touched, parent_issue: parent, sub_issue: child } = subIssuesEvent.parse(payload);
        await source.expire(touched.full_name, { full: true });
        await source.expireDetails([parent, child].flatMap((changed) => changed?.node_id ?? []));
        return 'ACCEPTED';
      }
      case 'label':
      case 'milestone': {
        const { repository: touched } = repositoryEvent.parse(payload);
        await source.expire(touched.full_name, { full: true, labels: event === 'label' });
        return 'ACCEPTED';
      }
      case 'projects_v2_item': {
        const { projects_v2_item: item } = projectItemEvent.parse(payload);
        if (item.content_type !== 'Issue' || !item.content_node_id) return 'IGNORED';
        const name = await source.repositoryOf(item.content_node_id);
        if (name === null) return 'IGNORED';
        await source.expire(name, { full: true });
        await source.expireDetails([item.content_node_id]);
        return 'ACCEPTED';
      }
      case 'push': {
        const { repository: touched, commits } = pushEvent.parse(payload);
        const named = commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
        options.onPush?.(touched.full_name, [...new Set(named)]);
        return options.onPush ? 'ACCEPTED' : 'IGNORED';
      }
      default:
        return 'IGNORED';
    }
  }

  return async ({ id, event, signature, body }) => {
    if (!id || !event || !signature || body === '') return 'MALFORMED';
    if (!(await verify(options.secret, body, signature))) return 'BAD_SIGNATURE';
    if (seen.has(id)) return 'REPLAYED';
    try {
      const outcome = await handle(event, JSON.parse(body));
      seen.set(id, true);
      return outcome;
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError) return 'MALFORMED';
      throw error;
    }
  };
}
