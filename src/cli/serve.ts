import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { CodedError } from '../errors.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { createLog } from '../log.ts';
import { EXAMPLE_REGISTRY, formatDiagnostic, type Terminal } from './command.ts';
import { openUpstreams } from './upstreams.ts';

export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
  /** Recorded upstreams, on loopback, instead of GitHub and the calendar hosts. */
  readonly demo?: boolean;
}

/** A process manager that waits longer kills; requests in flight get this long to finish. */
const SHUTDOWN_MS = 10_000;

/** Serves the registry until SIGTERM or SIGINT; requests in flight finish. @returns the exit code */
export async function serve(
  registry: string | undefined,
  options: ServeOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const location = registry ?? fileURLToPath(EXAMPLE_REGISTRY);
  const upstreams = await openUpstreams(location, config, options.demo);
  const gateway = await createGateway({
    ...upstreams.options,
    registry: location,
    log: createLog(config.LOG_LEVEL),
    watch: true,
  });
  const server = await gateway.createServer();
  const { port, host } = { port: options.port ?? config.PORT, host: options.host ?? config.HOST };
  const url = await server.listenAt(host, port).catch(async (error: unknown) => {
    await gateway.close();
    await upstreams.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new CodedError('LISTEN_FAILED', `The gateway cannot listen on ${host}:${port}: ${reason}.`, {
      cause: error,
    });
  });
  // Whoever reads the line may stop it at once.
  const stopped = untilStopped();
  for (const line of describe(gateway, location, url, {
    demo: options.demo === true,
    isGitHubRecorded: upstreams.isGitHubRecorded,
  }))
    terminal.stderr(line);

  await stopped;
  terminal.stderr('Stopping: requests in flight finish.');
  await gateway.drain();
  const deadline = setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
  await gateway.close();
  await upstreams.close();
  clearTimeout(deadline);
  return 0;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function describe(
  gateway: Gateway,
  location: string,
  url: string,
  recorded: { readonly demo: boolean; readonly isGitHubRecorded: boolean },
): readonly string[] {
  const { groups, communities, initiativeFeeds, meetingFeeds } = gateway.registry.current;
  const problems = gateway.registry.diagnostics.filter(({ level }) => level === 'ERROR');
  const origin = recorded.isGitHubRecorded
    ? 'recorded data: GitHub and the calendar hosts are stand-ins in this process'
    : recorded.demo
      ? 'live data of GitHub; the calendars are recorded'
      : 'live data';
  return [
    `community-graph serves ${location}`,
    `  ${communities.map(({ name }) => name).join(', ')}: ${[
      counted(groups, 'group', 'groups'),
      counted(initiativeFeeds, 'repository', 'repositories'),
      counted(meetingFeeds, 'calendar', 'calendars'),
    ].join(', ')}`,
    `  ${origin}`,
    `  ${url}/          the dashboard`,
    `  ${url}/graphql   GraphQL; Apollo Sandbox in a browser, opened on the example queries`,
    `  ${url}/explorer  GraphiQL, which needs no network`,
    ...problems.slice(0, 20).map((problem) => `  ${formatDiagnostic(problem)}`),
    ...(problems.length > 0 ? ['  `community-graph check` shows everything that is odd about the registry.'] : []),
  ];
}

function counted({ length }: readonly unknown[], one: string, many: string): string {
  return `${length} ${length === 1 ? one : many}`;
}
