/** The only reader of the environment. Every problem is reported at once. */
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { CodedError } from './errors.ts';
import { DEFAULT_QUERY_LIMITS, type QueryLimits } from './http/limits/query-limits.ts';
import { parseAllowList } from './net/allow-list.ts';
import { SAMPLER_NAMES } from './telemetry/sampler-names.ts';

/** An empty variable is an unset one, as shells and compose files leave them. */
const text = z.string().min(1);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** Zod would say of `abc` that it received NaN. */
function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER) {
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
  return text.transform((value, context) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: `must be a whole number ${range}, but is "${value}"` });
    return z.NEVER;
  });
}
const count = wholeNumber(1);
/** @returns whether there are proxies, or how many */
const proxies = text.transform((value, context) => {
  if (value === 'true' || value === 'false') return value === 'true';
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 100) return number;
  context.addIssue({ code: 'custom', message: `must be true, false or the number of proxies, but is "${value}"` });
  return z.NEVER;
});
const list = text.transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);
/** Browsers send `https://host`, with nothing after it: any other writing would allow nobody, and say nothing. */
const origins = list.superRefine((entries, context) => {
  for (const entry of entries) {
    const origin = /^https?:/iu.test(entry) ? URL.parse(entry)?.origin : undefined;
    if (entry === '*' || entry === origin) continue;
    const hint = origin === undefined ? 'an origin begins with https:// or http://' : `the origin is ${origin}`;
    context.addIssue({ code: 'custom', message: `"${entry}" is no origin; ${hint}` });
  }
});
const httpUrl = z.url({ protocol: /^https?$/u }).transform((url) => url.replace(/\/+$/u, ''));

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: text.default('localhost'),
  PUBLIC_URL: httpUrl.optional(),
  TRUST_PROXY: proxies.default(false),
  CORS_ORIGINS: origins.default(['*']),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  GITHUB_TOKEN: text.optional(),
  GITHUB_APP_ID: text.optional(),
  GITHUB_APP_PRIVATE_KEY: text.optional(),
  GITHUB_APP_INSTALLATION_ID: text.optional(),
  GITHUB_API_URL: httpUrl.default('https://api.github.com'),
  GITHUB_WEBHOOK_SECRET: text.optional(),
  CACHE_DIR: text.optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/u }).optional(),
  UPSTREAM_ALLOW: z
    .string()
    .default('')
    .superRefine((value, context) => {
      for (const message of parseAllowList(value).problems) context.addIssue({ code: 'custom', message });
    }),
  UPSTREAM_MAX_BYTES: count.default(64 * 1024 * 1024),
  UPSTREAM_TIMEOUT_MS: count.default(15_000),
  DRAIN_SECONDS: wholeNumber(0).default(5),
  REGISTRY_REFRESH_SECONDS: count.default(60),
  QUERY_MAX_TOKENS: count.default(DEFAULT_QUERY_LIMITS.maxTokens),
  QUERY_MAX_DEPTH: count.default(DEFAULT_QUERY_LIMITS.maxDepth),
  QUERY_MAX_ALIASES: count.default(DEFAULT_QUERY_LIMITS.maxAliases),
  QUERY_MAX_DIRECTIVES: count.default(DEFAULT_QUERY_LIMITS.maxDirectives),
  QUERY_MAX_FRAGMENTS: count.default(DEFAULT_QUERY_LIMITS.maxFragments),
  QUERY_MAX_OPERATIONS: count.default(DEFAULT_QUERY_LIMITS.maxOperations),
  QUERY_MAX_FIELDS: count.default(DEFAULT_QUERY_LIMITS.maxFields),
  QUERY_MAX_REPETITIONS: count.default(DEFAULT_QUERY_LIMITS.maxRepetitions),
  QUERY_MAX_LIST_VALUES: count.default(DEFAULT_QUERY_LIMITS.maxListValues),
  QUERY_MAX_VARIABLE_LENGTH: count.default(DEFAULT_QUERY_LIMITS.maxVariableLength),
  TRUSTED_DOCUMENTS: text.optional(),
  TRUSTED_DOCUMENTS_ONLY: flag.default(false),
  ANSWER_CACHE_BYTES: count.default(64 * 1024 * 1024),
  ANSWER_MAX_BYTES: count.default(16 * 1024 * 1024),
  REQUEST_MAX_BYTES: count.default(100_000),
  REQUEST_TIMEOUT_MS: count.default(30_000),
  CONNECTIONS_MAX: count.default(5000),
  HELD_MAX_BYTES: count.default(128 * 1024 * 1024),
  QUERY_MAX_CONCURRENT: count.default(100),
  QUERY_MAX_WAIT_MS: count.default(2000),
  QUERY_MAX_COST: count.default(20_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: text.default('community-graph'),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLER_NAMES).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number('must be a number from 0 to 1').min(0).max(1).default(1),
  OTEL_METRIC_EXPORT_INTERVAL: count.default(60_000),
  CLIENT_POINTS_PER_MINUTE: count.default(600_000),
});

export interface Config extends Omit<z.output<typeof environment>, 'CACHE_DIR'> {
  readonly CACHE_DIR: string;
}

/**
 * @param env usually `process.env`
 * @throws {CodedError} CONFIG_INVALID that names every variable without a usable value
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path: [name], message }) => `${String(name)}: ${message}`);
  problems.push(...checkApp(given), ...checkTrust(given));
  if (!parsed.success || problems.length > 0) {
    throw new CodedError('CONFIG_INVALID', `The environment cannot be used:\n  ${problems.join('\n  ')}`);
  }
  return { ...parsed.data, CACHE_DIR: parsed.data.CACHE_DIR ?? defaultCacheDir(given) };
}

/** @returns the limits of a query that the environment sets. */
export function toQueryLimits(config: Config): QueryLimits {
  return {
    maxTokens: config.QUERY_MAX_TOKENS,
    maxDepth: config.QUERY_MAX_DEPTH,
    maxAliases: config.QUERY_MAX_ALIASES,
    maxDirectives: config.QUERY_MAX_DIRECTIVES,
    maxFragments: config.QUERY_MAX_FRAGMENTS,
    maxOperations: config.QUERY_MAX_OPERATIONS,
    maxFields: config.QUERY_MAX_FIELDS,
    maxRepetitions: config.QUERY_MAX_REPETITIONS,
    maxListValues: config.QUERY_MAX_LIST_VALUES,
    maxVariableLength: config.QUERY_MAX_VARIABLE_LENGTH,
  };
}

/** A GitHub App needs all three; one missing is a mistake, not a wish for none. */
function checkApp(given: Readonly<Record<string, unknown>>): string[] {
  const names = ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY', 'GITHUB_APP_INSTALLATION_ID'];
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name}: is needed beside the other GITHUB_APP variables`);
}

function checkTrust(given: Readonly<Record<string, unknown>>): string[] {
  return given['TRUSTED_DOCUMENTS_ONLY'] === 'true' && given['TRUSTED_DOCUMENTS'] === undefined
    ? ['TRUSTED_DOCUMENTS: is needed where TRUSTED_DOCUMENTS_ONLY is true']
    : [];
}

/** XDG Base Directory Specification. */
function defaultCacheDir(given: Readonly<Record<string, unknown>>): string {
  const base = typeof given['XDG_CACHE_HOME'] === 'string' ? given['XDG_CACHE_HOME'] : path.join(homedir(), '.cache');
  return path.join(base, 'community-graph');
}
