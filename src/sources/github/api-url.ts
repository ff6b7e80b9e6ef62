/** Addresses of GitHub.com, of GitHub Enterprise and of a stand-in, all derived from the one API URL. */

export interface GitHubUrls {
  /** Base that Octokit appends `/graphql` to. */
  readonly graphqlBase: string;
  /** Base of the REST API, for installation tokens. */
  readonly restBase: string;
  /** Where people open repositories, without a slash at the end. */
  readonly web: string;
}

/**
 * @param apiUrl `https://api.github.com`; `https://HOST/api/v3`, `https://HOST/api` or `https://HOST/api/graphql` of an
 * Enterprise server; `https://api.NAME.ghe.com`; `http://127.0.0.1:PORT`
 * @throws {TypeError} where it is not a URL
 */
export function toGitHubUrls(apiUrl: string): GitHubUrls {
  const { origin, pathname, hostname, protocol } = new URL(apiUrl);
  const path = pathname.replace(/\/+$/u, '').replace(/\/graphql$/u, '');
  const isEnterpriseServer = /^\/api(?:\/v3)?$/u.test(path);
  if (isEnterpriseServer) return { graphqlBase: `${origin}/api`, restBase: `${origin}/api/v3`, web: origin };
  const isTenant = hostname.startsWith('api.') && hostname.endsWith('.ghe.com');
  return {
    graphqlBase: `${origin}${path}`,
    restBase: `${origin}${path}`,
    web: isTenant ? `${protocol}//${hostname.slice('api.'.length)}` : 'https://github.com',
  };
}
