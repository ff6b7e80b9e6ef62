/** Spans around the door to the upstreams, and around the cache before it. */
import type { Fetch, ReadOptions, UpstreamCache } from '../net/contract.ts';
import type { Telemetry } from './telemetry.ts';

/** @returns the same fetch; its spans name the host, since everything else of an address may be a secret */
export function traceFetch(fetch: Fetch, telemetry: Telemetry): Fetch {
  return (url, init = {}) => {
    const method = init.method ?? 'GET';
    const host = URL.parse(String(url))?.hostname ?? '';
    return telemetry.measure(method, { 'http.request.method': method, 'server.address': host }, async (span) => {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(telemetry.outgoingHeaders())) headers.set(name, value);
      const response = await fetch(url, { ...init, headers });
      span.set({ 'http.response.status_code': response.status });
      return response;
    });
  };
}

/** @returns the same cache; what is not in memory is read in a span that names the tier it came from */
export function traceCache(cache: UpstreamCache, telemetry: Telemetry, sharedTier: 'disk' | 'redis'): UpstreamCache {
  const withSpan = <Stored, Value>(options: ReadOptions<Stored, Value>, fetching?: () => void): typeof options => ({
    ...options,
    fetch: (previous, signal) => {
      fetching?.();
      return telemetry.measure('refresh', { 'source.kind': options.source.kind }, () =>
        options.fetch(previous, signal),
      );
    },
  });
  function read<Stored, Value>(options: ReadOptions<Stored, Value>) {
    let tier: string = sharedTier;
    const answer = cache.read(
      withSpan(options, () => {
        tier = 'upstream';
      }),
    );
    if (!(answer instanceof Promise)) return answer;
    return telemetry.measure('read source', { 'source.kind': options.source.kind }, async (span) => {
      const read = await answer;
      span.set({ 'cache.tier': tier, 'source.state': read.reading.state });
      return read;
    });
  }
  return {
    ...cache,
    read,
    readAtOnce: (options) => cache.readAtOnce(withSpan(options)),
    readStored: (options) => cache.readStored(withSpan(options)),
  };
}
