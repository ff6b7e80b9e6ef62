/** The log of the process: JSON lines whose every text has passed the privacy policy. */
import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';
import { publicFeedUrl, withholdPrivate } from './privacy.ts';

const URL_TEXT = /\b(?:https?|webcals?|rediss?):\/\/[^\s"'<>)\]}]+/giu;
/** Tokens of GitHub (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/) and of Authorization headers. */
const TOKEN = /\b(?:gh[pousr]_|github_pat_)\w+|\b(?:bearer|basic)\s+[\w+/.=~-]{8,}/giu;
/** Fields are shallow; deeper ones are objects of libraries, which their serializers shorten. */
const MAX_DEPTH = 5;

/** @returns the text as it may be written to a log: no token, secret address, e-mail address or passcode. */
export function redactText(text: string): string {
  return withholdPrivate(text.replace(URL_TEXT, (url) => publicFeedUrl(url) ?? '[withheld]')).replace(
    TOKEN,
    '[withheld]',
  );
}

const ORIGIN = 'http://localhost';

/** @returns the target of a request as it may be written: as it came, where nothing in it has to be withheld */
function redactTarget(target: string): string {
  const address = `${ORIGIN}${target}`;
  const withoutPasscodes = withholdPrivate(address);
  const decoded = decodeAscii(withoutPasscodes);
  const shown = (decoded === withoutPasscodes ? decoded : withholdPrivate(decoded)).replace(TOKEN, '[withheld]');
  return shown === decodeAscii(address) ? target : shown.replace(ORIGIN, '');
}

/** What is looked for is of ASCII, and whoever encodes it means the same. */
function decodeAscii(text: string): string {
  return text.replace(/%[0-7][\da-f]/giu, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** What Fastify writes of a request. */
interface LoggedRequest {
  readonly method: string;
  readonly url?: string | undefined;
  readonly host?: string | undefined;
  readonly ip: string;
  readonly socket?: { readonly remotePort?: number | undefined };
}

function serializeRequest({ method, url = '', host = '', ip, socket }: LoggedRequest): object {
  return { method, url: redactTarget(url), host: redactText(host), remoteAddress: ip, remotePort: socket?.remotePort };
}

function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactError(value, depth);
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  // Requests and replies go to their serializers as they are.
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, redact(entry, depth + 1)]));
}

function redactError(error: Error & { readonly code?: unknown }, depth: number): object {
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined || depth > MAX_DEPTH ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/**
 * @param destination stdout where absent
 * @returns pino, behind the redaction
 */
export function createLog(level: LevelWithSilent, destination?: DestinationStream): Logger {
  const options = {
    level,
    serializers: { req: serializeRequest },
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (...args: never[]) => void): void {
        Reflect.apply(
          method,
          this,
          args.map((argument) => redact(argument)),
        );
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
