/** What `/metrics` tells, in OpenTelemetry's form, so that both say the same. */
import { ValueType } from '@opentelemetry/api';
import { hrTime } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { MetricValue } from 'prom-client';
import packageJson from '../../package.json' with { type: 'json' };
import type { PrometheusMetrics } from './telemetry.ts';

type PrometheusMetric = PrometheusMetrics[number];
type Value = MetricValue<string> & { readonly metricName?: string };
type HistogramPoint = Extract<MetricData, { dataPointType: DataPointType.HISTOGRAM }>['dataPoints'][number];

/** @param metrics counters are cumulative since the start of the process */
export function toResourceMetrics(metrics: PrometheusMetrics, resource: Resource): ResourceMetrics {
  const scope = { name: packageJson.name, version: packageJson.version };
  return { resource, scopeMetrics: [{ scope, metrics: metrics.flatMap((metric) => toMetricData(metric) ?? []) }] };
}

/** @returns null for summaries, of which this program has none */
function toMetricData(metric: PrometheusMetric): MetricData | null {
  const base = {
    descriptor: {
      name: metric.name,
      description: metric.help,
      unit: metric.name.endsWith('_seconds') ? 's' : metric.name.endsWith('_bytes') ? 'By' : '',
      valueType: ValueType.DOUBLE,
    },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const kind = String(metric.type);
  if (kind === 'histogram') {
    return { ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints: toHistogramPoints(metric.values) };
  }
  const dataPoints = metric.values.map(({ value, labels }) => toPoint(value, labels));
  if (kind === 'counter') return { ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
  return kind === 'gauge' ? { ...base, dataPointType: DataPointType.GAUGE, dataPoints } : null;
}

function toPoint<T>(value: T, labels: Value['labels']): DataPoint<T> {
  const attributes = Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== undefined));
  return { value, attributes, startTime: hrTime(0), endTime: hrTime() };
}

/** Prometheus counts what is at most `le` in each bucket, OpenTelemetry what is in the bucket alone. */
function toHistogramPoints(values: readonly Value[]): HistogramPoint[] {
  const series = Map.groupBy(values, ({ labels: { le: _le, ...labels } }) => JSON.stringify(labels));
  return [...series.values()].map((entries) => {
    const numberOf = (suffix: string): number =>
      entries.find(({ metricName = '' }) => metricName.endsWith(suffix))?.value ?? 0;
    const buckets = entries.filter(({ metricName = '' }) => metricName.endsWith('_bucket'));
    const boundaries = buckets.map(({ labels }) => Number(labels['le'])).filter(Number.isFinite);
    const { le: _le, ...labels } = entries[0]?.labels ?? {};
    const counts = buckets.map(({ value }, index) => value - (buckets[index - 1]?.value ?? 0));
    return toPoint({ buckets: { boundaries, counts }, sum: numberOf('_sum'), count: numberOf('_count') }, labels);
  });
}
