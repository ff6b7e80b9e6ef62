/**
 * The catalogue of everything that can go wrong. A code is permanent: clients and CI annotations match on it.
 * A message says what happened and why; the hint says what to do. `docs/errors.md` is generated from here.
 */

interface CatalogueEntry {
  /** What the code means, for docs/errors.md; the message of an instance adds the particulars. */
  readonly title: string;
  readonly hint: string;
  /** A later try may succeed without anybody changing anything. */
  readonly isRetryable?: boolean;
}

export const catalogue = {
  // Requests
  BAD_USER_INPUT: { title: 'An argument is not acceptable.', hint: 'Correct the argument that the message names.' },

  ANSWER_TOO_LARGE: {
    title: 'The answer has more bytes than the gateway allows.',
    hint: 'Ask for smaller pages with `first`, or for fewer fields of what `path` names.',
  },
  QUERY_TOO_COSTLY: {
    title: 'The query may return more objects than the gateway allows.',
    hint: 'Ask for smaller pages with `first`, or for fewer nested lists.',
  },
  QUERY_TOO_LARGE: {
    title: 'The query or its variables are longer, deeper or more repetitive than the gateway allows.',
    hint: 'Split the query; docs/operations.md names the limits.',
  },
  OVERLOADED: {
    title: 'The gateway is asked for more than it can do.',
    hint: 'Try again after the seconds of Retry-After.',
    isRetryable: true,
  },
  DOCUMENT_NOT_TRUSTED: {
    title: 'The gateway executes only documents of its own list, and this is none of them.',
    hint: 'Ask the operator to add it, or use another gateway.',
  },
  RATE_LIMITED: {
    title: 'The client has spent its budget of this minute.',
    hint: 'Wait until `resetAt`.',
    isRetryable: true,
  },

  // Configuration and command line
  LISTEN_FAILED: {
    title: 'The address to listen on is taken, not allowed or not of this machine.',
    hint: 'Choose another with --port and --host.',
  },
  CONFIG_INVALID: {
    title: 'An environment variable has no usable value.',
    hint: 'See docs/operations.md for its form.',
  },

  // Registry
  REGISTRY_NOT_FOUND: { title: 'The registry file does not exist or cannot be read.', hint: 'Check the path.' },
  REGISTRY_UNREACHABLE: {
    title: 'The registry URL did not answer.',
    hint: 'Open the URL in a browser; it must be public and https.',
    isRetryable: true,
  },
  REGISTRY_SYNTAX: {
    title: 'The file is not valid YAML, JSON or Markdown.',
    hint: 'Correct the syntax at the place named.',
  },
  REGISTRY_UNKNOWN_FORMAT: {
    title: 'No registry format recognises the file.',
    hint: 'Name the format in the include entry: `format: cncf-tags`.',
  },
  REGISTRY_DUPLICATE_KEY: {
    title: 'A mapping has the same key twice; both values are kept.',
    hint: 'Merge the two entries into one.',
  },
  REGISTRY_UNKNOWN_KEY: { title: 'A key is not part of the format.', hint: 'Correct or remove the key.' },
  REGISTRY_WRONG_TYPE: { title: 'A value has the wrong type.', hint: 'Write a value of the type named.' },
  REGISTRY_PLACEHOLDER: {
    title: 'A placeholder stands where data should; it is not served.',
    hint: 'Write the value or remove the entry.',
  },
  REGISTRY_MISSING: { title: 'A value that the format requires is missing.', hint: 'Add the value.' },
  REGISTRY_BAD_REFERENCE: {
    title: 'A reference names something that the registry does not have.',
    hint: 'Correct the name.',
  },
  REGISTRY_UNRESOLVED_SCHEDULE: {
    title: 'A schedule in words is not complete or not unambiguous; it has no computed dates.',
    hint: 'Write weekday, time, zone and, for every other week, the first date; or give a calendar feed.',
  },
  REGISTRY_UNSUPPORTED_SEARCH: {
    title: 'A URL is no issue search, or one that labels and state do not express.',
    hint: 'Write /owner/name/issues?q=label:… with labels and state only.',
  },
  REGISTRY_INCLUDE: {
    title: 'An include leads back to a file that includes it, or too many files are included.',
    hint: 'Remove the include.',
  },
  REGISTRY_WITHHELD: {
    title: 'A value is private and not served.',
    hint: 'Nothing to do, or give a public address.',
  },
  REGISTRY_CONFLICT: { title: 'Two registries disagree; the later include is served.', hint: 'Make the two agree.' },

  // Network
  UPSTREAM_REFUSED_ADDRESS: {
    title: 'The address is private or not http(s), and is not allowed.',
    hint: 'Allow it in UPSTREAM_ALLOW if it is meant.',
  },
  UPSTREAM_TIMEOUT: {
    title: 'The upstream did not answer in time.',
    hint: 'Nothing to do: it is tried again.',
    isRetryable: true,
  },
  UPSTREAM_UNREACHABLE: {
    title: 'The upstream could not be reached.',
    hint: 'Nothing to do: it is tried again.',
    isRetryable: true,
  },
  UPSTREAM_TOO_LARGE: {
    title: 'The answer is larger than the limit.',
    hint: 'Raise UPSTREAM_MAX_BYTES if the size is meant.',
  },
  UPSTREAM_NOT_FOUND: {
    title: 'The upstream says that it does not exist.',
    hint: 'Correct the address in the registry.',
  },
  UPSTREAM_UNAUTHORIZED: { title: 'The upstream refused the credentials.', hint: 'Check the token and its scopes.' },
  UPSTREAM_RATE_LIMITED: {
    title: 'The upstream limits the rate of requests.',
    hint: 'Nothing to do: it resumes at the reset.',
    isRetryable: true,
  },
  UPSTREAM_ERROR: {
    title: 'The upstream answered with an error.',
    hint: 'Nothing to do: it is tried again.',
    isRetryable: true,
  },
  UPSTREAM_BAD_BODY: {
    title: 'The upstream answered with something else than was asked for.',
    hint: 'Check the address in the registry.',
    isRetryable: true,
  },

  // iCalendar
  ICAL_ENCODING: { title: 'A calendar feed is not UTF-8.', hint: 'Publish the feed as UTF-8 (RFC 5545 §3.1.4).' },
  ICAL_LINE_FORM: {
    title: 'The lines of a calendar feed are not as RFC 5545 §3.1 asks.',
    hint: 'End each line with CRLF, without empty lines and without a byte order mark.',
  },
  ICAL_BAD_LINE: {
    title: 'A line of a calendar feed is not a property.',
    hint: 'Write NAME:value, and begin continued lines with a space.',
  },
  ICAL_BAD_PARAMETER: {
    title: 'A parameter of a calendar feed is misspelt or out of place.',
    hint: 'Write ;TZID=Area/City before the value; a time that ends with Z has none.',
  },
  ICAL_TRUNCATED: {
    title: 'A component of a calendar feed is not ended.',
    hint: 'Publish the feed whole; every BEGIN needs its END.',
  },
  ICAL_MISSING_PROPERTY: {
    title: 'An event lacks a property that RFC 5545 requires.',
    hint: 'Add the property; without UID, an event cannot be followed when it changes.',
  },
  ICAL_BAD_TIME: {
    title: 'A date or time of an event cannot be read.',
    hint: 'Write it as 20261121T080000Z, or as 20261121T090000 with a TZID.',
  },
  ICAL_BAD_DURATION: {
    title: 'An event ends before it starts, or its duration cannot be read.',
    hint: 'Correct DTEND or DURATION.',
  },
  ICAL_BAD_RULE: {
    title: 'A recurrence rule, or a part of it, cannot be read.',
    hint: 'Correct the RRULE (RFC 5545 §3.3.10).',
  },
  ICAL_UNKNOWN_ZONE: {
    title: 'Nothing says which time zone a TZID is.',
    hint: 'Use an IANA name, or add the VTIMEZONE.',
  },
  ICAL_ZONE_CONFLICT: {
    title: 'A VTIMEZONE contradicts the zone that it names.',
    hint: 'Publish the current definition, or another TZID.',
  },
  ICAL_DUPLICATE_UID: {
    title: 'Different events have the same UID.',
    hint: 'Give each event a UID of its own (RFC 5545 §3.8.4.7).',
  },
  ICAL_TOO_MUCH: {
    title: 'A calendar feed holds or gives more than is served; it is cut.',
    hint: 'Give the rule an end, or publish less.',
  },

  // GitHub
  GITHUB_NO_TOKEN: {
    title: 'GitHub is not read, because no token is set.',
    hint: 'Set GITHUB_TOKEN, or the three GITHUB_APP variables.',
  },
  GITHUB_MISSING_SCOPE: {
    title: 'The GitHub token may not read a part of what was asked for, e.g. projects.',
    hint: 'Give the token read access to the part that the message names; projects need the scope `read:project`.',
  },
  GITHUB_UNREADABLE_ISSUE: {
    title: 'GitHub lists issues without letting the token read them.',
    hint: 'Give the token read access to the repository and its issues.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

/** Whether a text from outside is a code of the catalogue. */
export function isErrorCode(text: unknown): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}

/** An error of the catalogue. Its message may be shown to a client: it holds no URL with secrets, no body, no stack. */
export class CodedError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
  }

  get hint(): string {
    return catalogue[this.code].hint;
  }

  get isRetryable(): boolean {
    const entry: CatalogueEntry = catalogue[this.code];
    return entry.isRetryable ?? false;
  }
}

/** A failure of an upstream. */
export class SourceError extends CodedError {
  /** Not before this many seconds from now; null where the upstream does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { retryAfterSeconds?: number | null }) {
    super(code, message, options);
    this.name = 'SourceError';
    this.retryAfterSeconds = options?.retryAfterSeconds ?? null;
  }
}
