import type { Rejection } from './breaker.ts';
import type { BreakerState } from './breaker-state.ts';

/**
 * [CB8] A call that the breaker did not let run. `code` tells it from the downstream's errors, in every module copy.
 * It inherits from Error but isn't made by its constructor, which would walk the stack for each rejection.
 */
export class CallNotPermitted implements Error {
  readonly code = 'CALL_NOT_PERMITTED';
  readonly state: BreakerState;
  /** Milliseconds until a call may be permitted; null where no moment is known. */
  readonly retryAfterMs: number | null;

  constructor({ state, retryAfterMs }: Rejection) {
    this.state = state;
    this.retryAfterMs = retryAfterMs;
  }

  get name(): string {
    return 'CallNotPermitted';
  }

  get message(): string {
    const retry = this.retryAfterMs === null ? '' : `; retry after ${Math.ceil(this.retryAfterMs)} ms`;
    return `The circuit breaker is ${this.state} and permits no call${retry}`;
  }

  /** Name and message alone, unless the breaker was told to keep stack traces. */
  get stack(): string {
    return `${this.name}: ${this.message}`;
  }
}
Object.setPrototypeOf(CallNotPermitted.prototype, Error.prototype);

/** The same rejection with the stack of whoever asks here, for who pays for it. */
export function callNotPermittedWithStack(rejection: Rejection): CallNotPermitted {
  const error = new CallNotPermitted(rejection);
  const { stack } = new Error(error.message);
  return Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
}

const settled = Promise.resolve();

/**
 * A promise that is rejected one microtask from now. One that is rejected already makes the platform note an unhandled
 * rejection and take it back, and a `throw` unwinds: each costs more than a permitted call.
 */
export function rejectSoon(error: CallNotPermitted): Promise<never> {
  return new Promise((_, reject) => {
    settled.then(() => reject(error));
  });
}
