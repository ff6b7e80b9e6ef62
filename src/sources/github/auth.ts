/** Tokens for GitHub: a given one, or installation tokens of a GitHub App, renewed before they expire. */
import type { Fetch } from '../../net/contract.ts';

export type GitHubAuth = { readonly token: string } | { readonly app: GitHubApp };

export interface GitHubApp {
  readonly id: string;
  readonly privateKey: string;
  readonly installationId: string;
}

/** @returns the token to send next. Rejects as `@octokit/request` does where GitHub refuses the App. */
export type TokenProvider = () => Promise<string>;

/** @param restBase base URL of the REST API, which hands out installation tokens */
export function createTokenProvider(auth: GitHubAuth, restBase: string, fetch: Fetch): TokenProvider {
  if ('token' in auth) return async () => auth.token;
  const { app } = auth;
  let opened: Promise<TokenProvider> | null = null;
  return async () => {
    opened ??= openApp(app, restBase, fetch).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    const token = await opened;
    return token();
  };
}

/** What signs for an App is loaded only where there is one. */
async function openApp(
  { id, privateKey, installationId }: GitHubApp,
  restBase: string,
  fetch: Fetch,
): Promise<TokenProvider> {
  const [{ createAppAuth }, { request }] = await Promise.all([import('@octokit/auth-app'), import('@octokit/request')]);
  const authenticate = createAppAuth({
    appId: id,
    // An environment variable holds the key in one line.
    privateKey: privateKey.replaceAll('\\n', '\n'),
    installationId,
    request: request.defaults({ baseUrl: restBase, request: { fetch } }),
  });
  return async () => (await authenticate({ type: 'installation' })).token;
}
