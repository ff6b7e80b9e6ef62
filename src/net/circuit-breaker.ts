import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { SourceError } from '../errors.ts';
import { isPaused, pauseMs } from './back-off.ts';

/** What is known of an origin that failed. */
interface Circuit {
  /** In a row. */
  failures: number;
  /** Since when it is left alone; null while it is asked. */
  openedAtMs: number | null;
  /** How often it was opened without a success between. */
  openings: number;
  /** The one request that finds out whether the origin is back. */
  isTrying: boolean;
}

export interface CircuitBreaker {
  /**
   * Runs a request to an origin, unless the origin has failed too often of late.
   * @throws {SourceError} UPSTREAM_UNREACHABLE, with the wait, where the origin is left alone; else what the request throws
   */
  run(origin: string, request: () => Promise<Response>): Promise<Response>;
}

/** More than the attempts that a source makes with smaller and smaller questions before it gives up. */
const FAILURES_TO_OPEN = 10;
/** Bounds the memory that hostile registries and redirects can take. */
const MAX_ORIGINS = 2_000;
/** Answers of a proxy or a server that is down. 500 may be about one address only. */
const DOWN = new Set([502, 503, 504]);

/**
 * Leaves an origin alone that fails again and again, whichever of its addresses is asked: five hundred feeds of one
 * dead host are then one request a minute instead of five hundred timeouts. The pauses are those of a single key.
 */
export function createCircuitBreaker(clock: Clock): CircuitBreaker {
  const circuits = new LRUCache<string, Circuit>({ max: MAX_ORIGINS });

  function refuseIfOpen(origin: string, circuit: Circuit): void {
    if (circuit.openedAtMs === null) return;
    const pause = pauseMs(circuit.openings, null);
    const isStillOpen = isPaused(circuit.openedAtMs, pause, clock.now());
    if (!isStillOpen && !circuit.isTrying) return;
    const waitMs = isStillOpen ? circuit.openedAtMs + pause - clock.now() : pause;
    const host = new URL(origin).host;
    throw new SourceError(
      'UPSTREAM_UNREACHABLE',
      `${host} failed ${circuit.failures} times in a row and is left alone.`,
      {
        retryAfterSeconds: Math.ceil(waitMs / 1000),
      },
    );
  }

  function failed(origin: string, circuit: Circuit): void {
    circuit.failures += 1;
    // What was under way when the circuit opened fails as well, and is no further opening.
    if (circuit.failures >= FAILURES_TO_OPEN && (circuit.openedAtMs === null || circuit.isTrying)) {
      circuit.openedAtMs = clock.now();
      circuit.openings += 1;
    }
    circuit.isTrying = false;
    circuits.set(origin, circuit);
  }

  return {
    async run(origin, request) {
      const circuit = circuits.get(origin) ?? { failures: 0, openedAtMs: null, openings: 0, isTrying: false };
      // At once, so that requests under way together count together.
      circuits.set(origin, circuit);
      refuseIfOpen(origin, circuit);
      circuit.isTrying = circuit.openedAtMs !== null;
      try {
        const response = await request();
        if (DOWN.has(response.status)) failed(origin, circuit);
        else circuits.delete(origin);
        return response;
      } catch (error) {
        if (isFailureOfOrigin(error)) failed(origin, circuit);
        else circuit.isTrying = false;
        throw error;
      }
    },
  };
}

function isFailureOfOrigin(error: unknown): boolean {
  if (!(error instanceof SourceError)) return false;
  const isCancelled = error.cause instanceof Error && error.cause.name === 'AbortError';
  return !isCancelled && (error.code === 'UPSTREAM_UNREACHABLE' || error.code === 'UPSTREAM_TIMEOUT');
}
