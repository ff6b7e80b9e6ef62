/** A load balancer as small as can be: it asks `/readyz`, keeps connections, tries nothing twice. */
import { once } from 'node:events';
import { Agent, createServer, get, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly origin: string;
  add(backend: string): void;
  /** Backends that are sent requests at present. */
  readonly ready: readonly string[];
  close(): Promise<void>;
}

const PROBE_MS = 100;

export async function startBalancer(): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const backends = new Set<string>();
  const ready = new Set<string>();
  let turn = 0;

  const probe = (backend: string): void => {
    const failed = (): void => void ready.delete(backend);
    get(`${backend}/readyz`, { timeout: 1000 }, (response) => {
      response.resume();
      if (response.statusCode === 200) ready.add(backend);
      else failed();
    }).on('error', failed);
  };
  const probing = setInterval(() => backends.forEach(probe), PROBE_MS);

  const server = createServer((incoming, outgoing) => {
    const list = [...ready];
    turn += 1;
    const backend = list[turn % list.length];
    if (backend === undefined) return void outgoing.writeHead(502).end('no backend');
    const { method, url, headers } = incoming;
    const passed = request(`${backend}${url}`, { method, headers, agent }, (response) => {
      const { connection: _own, ...others } = response.headers;
      outgoing.writeHead(response.statusCode ?? 502, others);
      response.pipe(outgoing);
    });
    passed.on('error', (error) => outgoing.writeHead(502).end(String(error)));
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (backend) => void backends.add(backend),
    get ready() {
      return [...ready];
    },
    close: async () => {
      clearInterval(probing);
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, 'close');
    },
  };
}
