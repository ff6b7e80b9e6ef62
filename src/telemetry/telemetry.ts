/**
 * What the rooms see of OpenTelemetry: spans around work, and nothing of its SDK, which is loaded only where an operator
 * names a collector. Attributes hold names and numbers of ours and hosts; never an address, a document, a variable, a
 * message or a client.
 */
import type { MetricObjectWithValues, MetricValue } from 'prom-client';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  set(attributes: Attributes): void;
}

export interface RequestSpan {
  /** Whatever the work begins is a part of the request. */
  within(work: () => void): void;
  /** @param route never the address */
  end(route: string, status: number, attributes?: Attributes): void;
}

/** As `/metrics` tells them. */
export type PrometheusMetrics = readonly MetricObjectWithValues<MetricValue<string>>[];

export interface Telemetry {
  /** Goes on with the trace that the headers name (W3C Trace Context), or begins one. */
  request(method: string, headers: Readonly<Record<string, string | string[] | undefined>>): RequestSpan;
  /** Runs the work in a span of its own; a failure is told by its code. */
  measure<T>(name: string, attributes: Attributes, work: (span: Span) => T): T;
  /** Headers that name the present span to an upstream. */
  outgoingHeaders(): Readonly<Record<string, string>>;
  /** Exports from now on what the function tells, now and then. */
  exportMetrics(collect: () => Promise<PrometheusMetrics>): void;
  /** Sends what is left, within two seconds. */
  close(): Promise<void>;
}
