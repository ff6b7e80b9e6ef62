/** What every command shares: where it writes, and how it opens a gateway without a server. */
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import type { Diagnostic, DiagnosticLevel } from '../model/source.ts';
import { openUpstreams } from './upstreams.ts';

/** Handed to each command, so that a test can read what it writes. */
export interface Terminal {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether a person watches stderr: progress is drawn only then. */
  readonly isInteractive: boolean;
}

/** The registry that is served where none is named. */
export const EXAMPLE_REGISTRY = new URL('../../examples/cncf/registry.yaml', import.meta.url);

/** Log of commands that answer on stdout: only what went wrong, on stderr. */
export function createQuietLog(config: Config) {
  return pino({ level: config.LOG_LEVEL === 'info' ? 'silent' : config.LOG_LEVEL }, pino.destination(2));
}

/** Opens the registry, runs the work, closes everything. @param isDemo with recorded upstreams */
export async function withGateway<T>(
  config: Config,
  registry: string,
  work: (gateway: Gateway) => Promise<T>,
  isDemo = false,
): Promise<T> {
  const upstreams = await openUpstreams(registry, config, isDemo);
  try {
    const gateway = await createGateway({ ...upstreams.options, registry, log: createQuietLog(config) });
    try {
      return await work(gateway);
    } finally {
      await gateway.close();
    }
  } finally {
    await upstreams.close();
  }
}

/** @returns `file:line:col CODE message hint`, the parts that are unknown left out. */
export function formatDiagnostic({ file, line, column, code, message, hint }: Diagnostic): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return [place === '' ? null : place, code, message, hint].filter((part) => part !== null).join(' ');
}

const ANNOTATIONS: Readonly<Record<DiagnosticLevel, string>> = { ERROR: 'error', WARNING: 'warning', NOTE: 'notice' };

/** @returns a workflow command of GitHub Actions, which becomes an annotation at the place. */
export function formatAnnotation({
  level,
  file,
  line,
  column,
  code,
  message,
  hint,
}: Pick<Diagnostic, 'level' | 'file' | 'line' | 'column' | 'code' | 'message' | 'hint'>): string {
  const properties = [
    file === null ? null : `file=${escapeProperty(file)}`,
    line === null ? null : `line=${line}`,
    column === null ? null : `col=${column}`,
    `title=${escapeProperty(code)}`,
  ].filter((part) => part !== null);
  return `::${ANNOTATIONS[level]} ${properties.join(',')}::${escapeData(hint === null ? message : `${message} ${hint}`)}`;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
