import type { ErrorCode, ErrorReply } from '@/lib/protocol/error.ts';

/** The one mapping of refusals to HTTP. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FOREIGN_ORIGIN: 403,
  NOT_FOUND: 404,
  ILLEGAL_TRANSITION: 409,
  STALE_GENERATION: 409,
  LIMIT_REACHED: 409,
  BODY_TOO_LARGE: 413,
  INTERNAL: 500,
  STORE_UNAVAILABLE: 503,
};

const UNKNOWN: ErrorReply['error'] = { code: 'INTERNAL', message: 'Something went wrong inside the panel.' };

/** What is said of an error. One without a code of ours says nothing of itself; its details belong into the log. */
export function errorReply(error: unknown): { status: number; body: ErrorReply } {
  const known = isCoded(error) ? error : null;
  if (!known) return { status: STATUS.INTERNAL, body: { error: UNKNOWN } };
  const { code, message, issues, current } = known;
  return {
    status: STATUS[code],
    body: {
      error: { code, message, ...(issues ? { issues } : {}), ...(current === undefined ? {} : { current }) },
    },
  };
}

type Coded = Error & { code: ErrorCode; issues?: ErrorReply['error']['issues']; current?: unknown };

function isCoded(error: unknown): error is Coded {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in STATUS;
}
