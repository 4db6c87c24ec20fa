/** The closed list of reasons why a request was refused; the HTTP status of each is in transport/http-reply. */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'ILLEGAL_TRANSITION',
  'STALE_GENERATION',
  'FOREIGN_ORIGIN',
  'UNAUTHENTICATED',
  'BODY_TOO_LARGE',
  'STORE_UNAVAILABLE',
  'LIMIT_REACHED',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is wrong with an input: where it is, what is allowed, what came. */
export interface Issue {
  readonly field: string;
  readonly message: string;
}

/** The body of every failed reply. `current` is what is true now, on every conflict. */
export interface ErrorReply {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly issues?: readonly Issue[];
    readonly current?: unknown;
  };
}
