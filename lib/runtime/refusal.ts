import type { ErrorCode, Issue } from '@/lib/protocol/error.ts';

/**
 * A request that can't be carried out; nothing has changed. Told by its `code`, never by `instanceof`:
 * the server, its pages and its routes each hold a copy of this module.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[] | undefined;
  /** What is true now, on every conflict. */
  readonly current: unknown;

  constructor(code: ErrorCode, message: string, facts: { issues?: readonly Issue[]; current?: unknown } = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.issues = facts.issues;
    this.current = facts.current;
  }
}
