/** A gateway in a process of its own, as an operator starts it, for the tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');
/** Seconds under load; only a gateway that never starts takes so long. */
const START_MS = 60_000;

export interface GatewayProcess {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly child: ChildProcess;
  /** Everything that it wrote so far: stdout is its log, stderr what it tells the operator. */
  readonly output: () => string;
  /** As a crash would end it. */
  kill(): Promise<void>;
  /** @returns the exit code after SIGTERM */
  stop(): Promise<number | null>;
}

export interface Spawn {
  readonly registry: string;
  readonly env: Readonly<Record<string, string>>;
  /** @default 0, one of the system's choice */
  readonly port?: number;
  /** What its clock shows beside the right time, in milliseconds. @default 0 */
  readonly clockOffsetMs?: number;
  /** A command that runs the one after it: `['sh', '-c', 'ulimit -f 10; exec "$@"', 'sh']`. */
  readonly wrapper?: readonly string[];
}

/** A module that sets the clock of a process, and of its threads, before anything is loaded. */
function wrongClock(offsetMs: number): string {
  const code = `const now = Date.now.bind(Date); Date.now = () => now() + (${offsetMs});`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** @throws {Error} with its output where it ends before it listens */
export async function spawnGateway({
  registry,
  env,
  port = 0,
  clockOffsetMs,
  wrapper = [],
}: Spawn): Promise<GatewayProcess> {
  const clock = clockOffsetMs === undefined ? [] : ['--import', wrongClock(clockOffsetMs)];
  const serve = [...clock, 'src/main.ts', 'serve', registry, '--host', '127.0.0.1', '--port', String(port)];
  const [command = process.execPath, ...args] = [...wrapper, process.execPath, ...serve];
  const child = spawn(command, args, {
    cwd: ROOT,
    // Nothing of the developer's own environment: no token, no registry, no Redis.
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const started = Promise.withResolvers<string>();
  child.stderr.on('data', () => {
    const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/u.exec(output)?.[1];
    if (url !== undefined) started.resolve(url);
  });
  const timer = setTimeout(() => started.reject(new Error(`The gateway does not start:\n${output}`)), START_MS);
  void exited.then((code) => started.reject(new Error(`The gateway ended with ${code}:\n${output}`)));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return exited;
  };
  try {
    return {
      origin: await started.promise,
      child,
      output: () => output,
      kill: async () => void (await end('SIGKILL')),
      stop: () => end('SIGTERM'),
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export interface GraphAnswer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string }[] | undefined;
}

/** Puts a question by POST. @throws where no answer comes within a minute */
export async function ask<Data>(origin: string, query: string): Promise<GraphAnswer<Data>> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(60_000),
  });
  const { data = null, errors = undefined } = (await response.json()) as Partial<GraphAnswer<Data>>;
  return { status: response.status, data, errors };
}
