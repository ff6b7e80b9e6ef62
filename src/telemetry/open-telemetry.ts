/** Telemetry by OpenTelemetry's SDK, sent as OTLP over HTTP. Loaded only where it is used. */
import {
  type Context,
  context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import packageJson from '../../package.json' with { type: 'json' };
import { CodedError } from '../errors.ts';
import { toResourceMetrics } from './prometheus-metrics.ts';
import { createSampler } from './sampler.ts';
import type { SamplerName } from './sampler-names.ts';
import type { Attributes, Span, Telemetry } from './telemetry.ts';

export interface TelemetryOptions {
  /** Base of the collector's addresses: `/v1/traces` and `/v1/metrics` are added. */
  readonly endpoint: string;
  readonly serviceName: string;
  readonly sampler: SamplerName;
  /** Of the samplers by ratio, in [0, 1]. */
  readonly samplerRatio: number;
  readonly metricIntervalMs: number;
}

/** A collector that is away may not hold up the end of the process. */
const CLOSE_MS = 2000;
/** Of one batch; the next one is sent whether or not it arrived. */
const EXPORT_TIMEOUT_MS = 5000;

/** @returns telemetry that is sent to the collector; while that is away it is dropped */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  const endpoint = options.endpoint.replace(/\/+$/u, '');
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': options.serviceName, 'service.version': packageJson.version }));
  // One a process; a second one would be refused, which is as well.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const propagator = new W3CTraceContextPropagator();
  const traceExporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS });
  const spans = new TracerProvider({
    resource,
    sampler: createSampler(options.sampler, options.samplerRatio),
    spanProcessors: [new BatchSpanProcessor({ exporter: traceExporter, exportTimeoutMillis: EXPORT_TIMEOUT_MS })],
  });
  const tracer = spans.getTracer(packageJson.name, packageJson.version);
  const meters: MeterProvider[] = [];

  function run<T>(span: OtelSpan, parent: Context, work: (span: Span) => T): T {
    const handle: Span = { set: (attributes) => void span.setAttributes(attributes) };
    const failed = (error: unknown): never => {
      fail(span, error instanceof CodedError ? error.code : 'UNEXPECTED');
      throw error;
    };
    try {
      const result = context.with(trace.setSpan(parent, span), work, undefined, handle);
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      return result.then((value) => {
        span.end();
        return value;
      }, failed) as T;
    } catch (error) {
      return failed(error);
    }
  }

  return {
    request(method, headers) {
      const parent = propagator.extract(ROOT_CONTEXT, headers, {
        get: (carrier, name) => carrier[name],
        keys: (carrier) => Object.keys(carrier),
      });
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, parent);
      const own = trace.setSpan(parent, span);
      return {
        within: (work) => context.with(own, work),
        end(route, status, attributes = {}) {
          span.updateName(`${method} ${route}`);
          span.setAttributes(requestAttributes(method, route, status));
          span.setAttributes(attributes);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    measure(name, attributes, work) {
      const parent = context.active();
      const kind = 'server.address' in attributes ? SpanKind.CLIENT : SpanKind.INTERNAL;
      return run(tracer.startSpan(name, { kind, attributes: { ...attributes } }, parent), parent, work);
    },
    outgoingHeaders() {
      const headers: Record<string, string> = {};
      propagator.inject(context.active(), headers, {
        set: (carrier, name, value) => {
          carrier[name] = value;
        },
      });
      return headers;
    },
    exportMetrics(collect) {
      const exporter = new OTLPMetricExporter({ url: `${endpoint}/v1/metrics`, timeoutMillis: EXPORT_TIMEOUT_MS });
      const reader = new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: options.metricIntervalMs,
        exportTimeoutMillis: Math.min(EXPORT_TIMEOUT_MS, options.metricIntervalMs),
        metricProducers: [
          { collect: async () => ({ resourceMetrics: toResourceMetrics(await collect(), resource), errors: [] }) },
        ],
      });
      meters.push(new MeterProvider({ resource, readers: [reader] }));
    },
    async close() {
      const closing = Promise.allSettled([spans.shutdown(), ...meters.map((meter) => meter.shutdown())]);
      await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref())]);
    },
  };
}

function fail(span: OtelSpan, code: string): void {
  span.setAttributes({ 'error.type': code });
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
function requestAttributes(method: string, route: string, status: number): Attributes {
  return { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
}
