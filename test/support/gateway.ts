/** A gateway as `npm start` makes it: recorded upstreams on loopback, a fixed clock, a cache of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { type Demo, startDemo } from '../../src/demo/start-demo.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../src/gateway.ts';

export const ROOT = path.join(import.meta.dirname, '../..');
export const EXAMPLE = path.join(ROOT, 'examples/cncf/registry.yaml');
export const RECORDED = path.join(ROOT, 'examples/cncf/recorded');

/** A day on which the recordings hold fresh and old work. */
export const RECORDED_NOW = '2026-11-21T00:00:00Z';

export interface TestGateway extends Gateway {
  /** Every line of the log. */
  readonly log: readonly string[];
  /** Whatever the gateway fetches from now on fails. */
  stopUpstreams(): Promise<void>;
}

export interface TestGatewayOptions extends Partial<Pick<GatewayOptions, 'registry' | 'allow'>> {
  readonly env?: Readonly<Record<string, string>>;
  /** False: no upstream answers, from the start. */
  readonly hasUpstreams?: boolean;
  readonly cacheDir?: string;
  readonly now?: string;
}

/** @returns the gateway; `close` removes everything that it left behind, but for a `cacheDir` that was given. */
export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const clock = { now: () => Date.parse(options.now ?? RECORDED_NOW) };
  const cacheDir = options.cacheDir ?? (await mkdtemp(path.join(tmpdir(), 'community-graph-')));
  const demo: Demo = await startDemo({ recordings: RECORDED, clock });
  let isUp = true;
  const stopUpstreams = async (): Promise<void> => {
    if (isUp) await demo.close();
    isUp = false;
  };
  if (options.hasUpstreams === false) await stopUpstreams();
  const log: string[] = [];
  const env = { CACHE_DIR: cacheDir, GITHUB_TOKEN: 'recorded', GITHUB_API_URL: demo.githubApiUrl, LOG_LEVEL: 'debug' };
  const gateway = await createGateway({
    registry: options.registry ?? EXAMPLE,
    config: readConfig({ ...env, ...options.env }),
    clock,
    log: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
    routes: demo.routes,
    allow: [...demo.allow, ...(options.allow ?? [])],
  });
  return {
    ...gateway,
    log,
    stopUpstreams,
    close: async () => {
      await gateway.close();
      await stopUpstreams();
      if (options.cacheDir === undefined) await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
