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

  // Configuration and command line
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

  // GitHub
  GITHUB_NO_TOKEN: {
    title: 'GitHub is not read, because no token is set.',
    hint: 'Set GITHUB_TOKEN, or the three GITHUB_APP variables.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

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
