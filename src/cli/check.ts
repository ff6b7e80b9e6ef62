import type { Config } from '../config.ts';
import { catalogue } from '../errors.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import type { Diagnostic, PublicError, SourceStatus } from '../model/source.ts';
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

/** A source that was asked, and why it did not answer; null where it did. */
type ReadSource = SourceStatus & { readonly reason: PublicError | null };

interface Collected {
  readonly diagnostics: readonly Diagnostic[];
  /** Empty without `online`. */
  readonly sources: readonly ReadSource[];
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
    const reasons = await readEverySource(gateway, terminal);
    const sources = gateway.ports
      .sources()
      .filter(({ kind }) => kind !== 'REGISTRY' && kind !== 'PAGE')
      .map((source) => ({ ...source, reason: reasons.get(source.id) ?? source.lastError }));
    return {
      diagnostics: [...gateway.registry.diagnostics, ...sources.flatMap((source) => source.diagnostics)],
      sources,
    };
  } finally {
    await gateway.close();
  }
}

/** @returns by source, why it could not be read. */
async function readEverySource(
  { registry, ports }: Gateway,
  terminal: Terminal,
): Promise<ReadonlyMap<string, PublicError>> {
  const reasons = new Map<string, PublicError>();
  const { initiativeFeeds, meetingFeeds } = registry.current;
  const reads = [
    ...initiativeFeeds.map((feed) => async () => ports.initiatives(feed)),
    ...meetingFeeds.map((feed) => async () => ports.series(feed)),
  ];
  let done = 0;
  await Promise.all(
    reads.map(async (read) => {
      const { reading } = await read();
      if (reading.error !== null) reasons.set(reading.sourceId, reading.error);
      done += 1;
      if (terminal.isInteractive) terminal.stderr(`\u001b[1A\u001b[2Kreading sources: ${done} of ${reads.length}`);
    }),
  );
  return reasons;
}

/** A source that was left unread for want of a token has not failed, and was not checked: that is told, not hidden. */
function hasFailed({ state, lastError }: ReadSource): boolean {
  return state === 'FAILING' || lastError !== null;
}

function write(
  diagnostics: readonly Diagnostic[],
  sources: readonly ReadSource[],
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
  for (const source of sources) {
    if (format === 'text') stdout(`${source.name}: ${source.state}${describe(source.reason)}`);
    else if (source.reason !== null) stdout(annotate(source, source.reason));
  }
  if (format === 'text') stdout(summary(diagnostics, sources));
}

function describe(reason: PublicError | null): string {
  return reason === null ? '' : ` ${reason.code} ${reason.message} ${catalogue[reason.code].hint}`;
}

function annotate(source: ReadSource, { code, message }: PublicError): string {
  const level = hasFailed(source) ? 'ERROR' : 'WARNING';
  const place = { file: null, line: null, column: null };
  return formatAnnotation({ ...place, level, code, message: `${source.name}: ${message}`, hint: catalogue[code].hint });
}

function summary(diagnostics: readonly Diagnostic[], sources: readonly ReadSource[]): string {
  const count = (level: Diagnostic['level']): number => diagnostics.filter((entry) => entry.level === level).length;
  const words = [
    counted(count('ERROR'), 'error'),
    counted(count('WARNING'), 'warning'),
    counted(count('NOTE'), 'note'),
  ];
  const failed = sources.filter(hasFailed).length;
  const unread = sources.filter(({ state }) => state === 'UNREAD').length;
  const ofSources =
    sources.length === 0 ? '' : `; of ${counted(sources.length, 'source')} ${failed} failed, ${unread} unread`;
  return `${words.join(', ')}${ofSources}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
