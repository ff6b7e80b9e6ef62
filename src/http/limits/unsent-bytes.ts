import type { Socket } from 'node:net';

/** How often it is looked at: what is made meanwhile comes on top. */
const CHECK_MS = 1000;

/**
 * Answers are held until their clients have taken them. Who takes a byte now and then is never idle, and might have one
 * after the other made: where they are too many together, the connections for which most is held are cut off.
 */
export class UnsentBytes {
  readonly #max: number;
  readonly #sockets = new Set<Socket>();
  readonly #timer: NodeJS.Timeout;

  /** @param max of all connections together; what several of them are sent in common is counted for each */
  constructor(max: number) {
    this.#max = max;
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
    let unsent = 0;
    for (const { writableLength } of this.#sockets) unsent += writableLength;
    if (unsent <= this.#max) return;
    for (const socket of [...this.#sockets].sort((a, b) => b.writableLength - a.writableLength)) {
      unsent -= socket.writableLength;
      socket.destroy();
      if (unsent <= this.#max) return;
    }
  }
}
