import type { Socket } from 'node:net';

/** How often it is looked at: what comes meanwhile comes on top. */
const CHECK_MS = 1000;

/**
 * What is held for clients who send or take a byte now and then, and so are never idle. Where it is too much for all of
 * them together, the connections for which most is held are cut off.
 */
export class HeldBytes {
  readonly #max: number;
  readonly #bytesFor: (socket: Socket) => number;
  readonly #sockets = new Set<Socket>();
  readonly #timer: NodeJS.Timeout;

  /** @param max of all connections together; what several of them are sent in common is counted for each */
  constructor(max: number, bytesFor: (socket: Socket) => number) {
    this.#max = max;
    this.#bytesFor = bytesFor;
    this.#timer = setInterval(() => this.#cutOff(), CHECK_MS).unref();
  }

  watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #cutOff(): void {
    const held = Array.from(this.#sockets, (socket) => ({ socket, bytes: this.#bytesFor(socket) }));
    let sum = held.reduce((total, { bytes }) => total + bytes, 0);
    if (sum <= this.#max) return;
    for (const { socket, bytes } of held.sort((a, b) => b.bytes - a.bytes)) {
      socket.destroy();
      sum -= bytes;
      if (sum <= this.#max) return;
    }
  }
}
