/** Which upstreams a command asks: GitHub and the calendar hosts, or what `--demo` puts in their place. */
import path from 'node:path';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { GatewayOptions } from '../gateway.ts';

export interface Upstreams {
  /** For the gateway that asks them. */
  readonly options: Pick<GatewayOptions, 'config' | 'routes' | 'allow'>;
  /** A token of the environment means GitHub itself, also beside recorded calendars. */
  readonly isGitHubRecorded: boolean;
  close(): Promise<void>;
}

/**
 * @param registry whose recordings lie beside it
 * @throws {Error} naming the recording that cannot be read
 */
export async function openUpstreams(registry: string, config: Config, isDemo = false): Promise<Upstreams> {
  if (!isDemo) return { options: { config }, isGitHubRecorded: false, close: async () => undefined };
  const { startDemo } = await import('../demo/start-demo.ts');
  const recordings = path.join(path.dirname(registry), 'recorded');
  const { githubApiUrl, routes, allow, close } = await startDemo({ recordings, clock: systemClock });
  const isGitHubRecorded = config.GITHUB_TOKEN === undefined;
  const recorded = isGitHubRecorded ? { GITHUB_API_URL: githubApiUrl, GITHUB_TOKEN: 'recorded' } : {};
  return { options: { config: { ...config, ...recorded }, routes, allow }, isGitHubRecorded, close };
}
