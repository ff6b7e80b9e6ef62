import { Redis, type RedisOptions } from 'ioredis';

/** A command waits no longer for its answer. */
const COMMAND_TIMEOUT_MS = 1_000;

/**
 * A connection to a Redis that may fall silent: frozen, or cut off without a word. The first command that is not answered
 * in time ends the connection; until a new one is made, which happens in the background, every other fails at once. So
 * silence costs one timeout, and not one a command.
 */
export class ImpatientRedis extends Redis {
  readonly #onSilence: () => void;
  #isEnding = false;

  /** @param onSilence called each time a command was not answered in time */
  constructor(url: string, options: RedisOptions, onSilence: () => void) {
    super(url, { ...options, commandTimeout: COMMAND_TIMEOUT_MS });
    this.#onSilence = onSilence;
    this.on('close', () => {
      this.#isEnding = false;
    });
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    const sent = super.sendCommand(command, stream);
    command.promise.catch((error: Error) => {
      // ioredis has no code for it.
      if (error.message === 'Command timed out') this.#fallSilent();
    });
    return sent;
  }

  #fallSilent(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.disconnect(true);
    this.#onSilence();
  }
}
