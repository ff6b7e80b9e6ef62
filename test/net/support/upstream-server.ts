import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UpstreamServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Answers that were begun and whose client is still there. */
  openAnswers(): number;
  close(): Promise<void>;
}

/** Serves HTTP on loopback, on a port of the system's choice. */
export async function startUpstream(listener: RequestListener): Promise<UpstreamServer> {
  let openAnswers = 0;
  const server = createServer((request, response) => {
    openAnswers += 1;
    response.on('close', () => {
      openAnswers -= 1;
    });
    listener(request, response);
  });
  // Node keeps an unfinished answer open though its client is gone.
  server.on('connection', (socket) => socket.on('end', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    openAnswers: () => openAnswers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
