/** The upstreams of `npm start`: stand-ins on loopback that the real sources fetch recorded data from. */
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { startCalendarStandIn } from './calendar-stand-in.ts';
import { readGitHubRecordings } from './github-recording.ts';
import { startGitHubStandIn } from './github-stand-in.ts';

export interface Demo {
  /** For `GITHUB_API_URL`; any token is accepted. */
  readonly githubApiUrl: string;
  /** Origin that the registry names to the loopback URL that stands in for it. */
  readonly routes: ReadonlyMap<string, string>;
  /** `host:port` of every stand-in, for the list of private addresses that may be fetched. */
  readonly allow: readonly string[];
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Folder with `github/<owner>/<name>.json` and `calendars/<host>/<path>.ics`. */
  readonly recordings: string;
  readonly clock: Clock;
}

/** @throws {Error} naming the recording that cannot be read. */
export async function startDemo({ recordings, clock }: DemoOptions): Promise<Demo> {
  const github = await startGitHubStandIn({
    recordings: await readGitHubRecordings(join(recordings, 'github')),
    clock,
    isSlowAtFirst: true,
  });
  const calendars = await startCalendarStandIn(join(recordings, 'calendars'));
  return {
    githubApiUrl: github.url,
    routes: calendars.routes,
    allow: [github.url, ...calendars.routes.values()].map((url) => new URL(url).host),
    close: async () => {
      await Promise.all([github.close(), calendars.close()]);
    },
  };
}
