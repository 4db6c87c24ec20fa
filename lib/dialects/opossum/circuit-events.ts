import type { Counter } from './rolling-window.ts';

export type OpossumState = 'closed' | 'open' | 'halfOpen' | 'shutdown';

export type PlainEvent =
  | 'fire'
  | 'success'
  | 'failure'
  | 'timeout'
  | 'reject'
  | 'semaphoreLocked'
  | 'open'
  | 'close'
  | 'shutdown';
/** What listeners are told, in the order in which one sees it that was added after the circuit was made. */
export type OpossumEvent = { readonly type: PlainEvent } | { readonly type: 'halfOpen'; readonly resetTimeout: number };

/** A call that runs. An unguarded one was let through by a disabled circuit, which asks nothing more about it. */
export interface RunningCall {
  readonly runs: true;
  readonly number: number;
  readonly guarded: boolean;
}

/** Why the circuit itself rejects a call's promise. */
export interface CircuitError {
  readonly runs: false;
  readonly code: 'EOPENBREAKER' | 'ETIMEDOUT' | 'ESEMLOCKED' | 'ESHUTDOWN';
  readonly message: string;
}

/** How the downstream ended a call; an ignored error is one that the `errorFilter` let pass. */
export type OpossumOutcome = 'success' | 'failure' | 'ignored';

export interface OpossumListener {
  event(event: OpossumEvent, now: number): void;
  /** A guarded call was rejected because it took too long. What it still answers changes nothing. */
  timedOut(call: number, error: CircuitError, now: number): void;
}

/** What each event counts, if anything. */
export const COUNTED_BY: Readonly<Partial<Record<OpossumEvent['type'], Counter>>> = {
  fire: 'fires',
  success: 'successes',
  failure: 'failures',
  timeout: 'timeouts',
  reject: 'rejects',
  semaphoreLocked: 'semaphoreRejections',
};

/** A call's rejection by the circuit itself, in the library's words. */
export const refusal = (code: CircuitError['code'], message: string): CircuitError => ({ runs: false, code, message });
