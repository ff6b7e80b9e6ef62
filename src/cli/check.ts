import type { Config } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import type { Diagnostic, SourceStatus } from '../model/source.ts';
import { RegistryError } from '../registry/live-registry.ts';
import { createQuietLog, formatAnnotation, formatDiagnostic, type Terminal } from './command.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json' | 'github';
  /** Reads every source once. */
  readonly online?: boolean;
}

/** Writes everything that is odd about the registry, and with `online` about its sources. @returns 1 where there are errors */
export async function check(
  registry: string,
  options: CheckOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const { diagnostics, sources } = await collect(registry, options, config, terminal);
  write(diagnostics, sources, options.format, terminal);
  const errors = diagnostics.filter(({ level }) => level === 'ERROR').length + sources.filter(hasFailed).length;
  return errors > 0 ? 1 : 0;
}

interface Collected {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty without `online`. */
  readonly sources: readonly SourceStatus[];
}

async function collect(
  registry: string,
  { online = false }: CheckOptions,
  config: Config,
  terminal: Terminal,
): Promise<Collected> {
  let gateway: Gateway;
  try {
    gateway = await createGateway({ registry, config, log: createQuietLog(config) });
  } catch (error) {
    if (error instanceof RegistryError) return { diagnostics: error.diagnostics, sources: [] };
    throw error;
  }
  try {
    if (!online) return { diagnostics: gateway.registry.diagnostics, sources: [] };
    await readEverySource(gateway, terminal);
    const sources = gateway.ports.sources().filter(({ kind }) => kind !== 'REGISTRY' && kind !== 'PAGE');
    return {
      diagnostics: [...gateway.registry.diagnostics, ...sources.flatMap((source) => source.diagnostics)],
      sources,
    };
  } finally {
    await gateway.close();
  }
}

async function readEverySource({ registry, ports }: Gateway, terminal: Terminal): Promise<void> {
  const { initiativeFeeds, meetingFeeds } = registry.current;
  const reads = [
    ...initiativeFeeds.map((feed) => async () => ports.initiatives(feed)),
    ...meetingFeeds.map((feed) => async () => ports.series(feed)),
  ];
  let done = 0;
  await Promise.all(
    reads.map(async (read) => {
      await read();
      done += 1;
      if (terminal.isInteractive) terminal.stderr(`\u001b[1A\u001b[2Kreading sources: ${done} of ${reads.length}`);
    }),
  );
}

function hasFailed({ state, lastError }: SourceStatus): boolean {
  return state === 'FAILING' || lastError !== null;
}

function write(
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceStatus[],
  format: CheckOptions['format'],
  { stdout }: Terminal,
): void {
  if (format === 'json') {
    const read = sources.map(({ diagnostics: _own, ...source }) => source);
    stdout(JSON.stringify({ diagnostics, sources: read }, null, 2));
    return;
  }
  for (const diagnostic of diagnostics) {
    stdout(format === 'github' ? formatAnnotation(diagnostic) : formatDiagnostic(diagnostic));
  }
  for (const source of sources) stdout(`${source.name}: ${source.state}${describeError(source)}`);
  if (format === 'text') stdout(summary(diagnostics));
}

function describeError({ lastError }: SourceStatus): string {
  return lastError === null ? '' : ` ${lastError.code} ${lastError.message}`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (level: Diagnostic['level']): number => diagnostics.filter((entry) => entry.level === level).length;
  return `${count('ERROR')} errors, ${count('WARNING')} warnings, ${count('NOTE')} notes`;
}
