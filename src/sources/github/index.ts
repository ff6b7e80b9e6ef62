export type { GitHubAuth } from './auth.ts';
export { createGitHubSource, type GitHubSource, type GitHubSourceOptions } from './github-source.ts';
export {
  createGitHubWebhook,
  type GitHubWebhookOptions,
  type WebhookDelivery,
  type WebhookOutcome,
} from './webhook.ts';
