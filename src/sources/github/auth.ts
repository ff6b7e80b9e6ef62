/** Tokens for GitHub: a given one, or installation tokens of a GitHub App, renewed before they expire. */
import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import type { Fetch } from '../../net/contract.ts';

export type GitHubAuth =
  | { readonly token: string }
  | { readonly app: { readonly id: string; readonly privateKey: string; readonly installationId: string } };

/** @returns the token to send next. Rejects as `@octokit/request` does where GitHub refuses the App. */
export type TokenProvider = () => Promise<string>;

/** @param restBase base URL of the REST API, which hands out installation tokens */
export function createTokenProvider(auth: GitHubAuth, restBase: string, fetch: Fetch): TokenProvider {
  if ('token' in auth) return async () => auth.token;
  const app = createAppAuth({
    appId: auth.app.id,
    // An environment variable holds the key in one line.
    privateKey: auth.app.privateKey.replaceAll('\\n', '\n'),
    installationId: auth.app.installationId,
    request: request.defaults({ baseUrl: restBase, request: { fetch } }),
  });
  return async () => (await app({ type: 'installation' })).token;
}
