import {
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  type IBackoffFactory,
  type IBreaker,
  IterableBackoff,
  noJitterGenerator,
  SamplingBreaker,
} from 'cockatiel';
import { vi } from 'vitest';
import type { TraceStep } from '../conformance/trace.ts';
import type { CockatielOptions } from './options.ts';

type Shown = Record<string, unknown>;

class Handled extends Error {}

interface Call {
  readonly id: number;
  readonly settle: (outcome: string, via: string | undefined) => void;
}

const turnOver = () => new Promise((done) => setImmediate(done));

function newBreaker({ breaker }: CockatielOptions): IBreaker {
  if (breaker.type === 'ConsecutiveBreaker') return new ConsecutiveBreaker(breaker.threshold);
  const { type, minimumNumberOfCalls, minimumRps, ...needed } = {
    minimumNumberOfCalls: undefined,
    minimumRps: undefined,
    size: 0,
    duration: 0,
    ...breaker,
  };
  return type === 'CountBreaker'
    ? new CountBreaker({ ...needed, ...(minimumNumberOfCalls && { minimumNumberOfCalls }) })
    : new SamplingBreaker({ ...needed, ...(minimumRps && { minimumRps }) });
}

function newBackoff({ halfOpenAfter }: CockatielOptions): IBackoffFactory<object> {
  if (halfOpenAfter.type === 'ConstantBackoff') return new ConstantBackoff(halfOpenAfter.interval);
  if (halfOpenAfter.type === 'IterableBackoff') return new IterableBackoff(halfOpenAfter.durations);
  const { initialDelay, maxDelay, exponent } = halfOpenAfter;
  return new ExponentialBackoff({ initialDelay, maxDelay, exponent, generator: noJitterGenerator });
}

/** The installed cockatiel, led through the same steps as a replay session. Vitest's `Date` must be faked. */
export class InstalledCockatiel {
  readonly #policy;
  readonly #breaker: IBreaker;
  readonly #running = new Map<number, Call>();
  readonly #handles = new Map<number, { dispose(): void }>();
  #events: Shown[] = [];
  #started: number[] = [];
  #settled: Shown[] = [];
  #stepOfAcquire = -1;

  constructor(options: CockatielOptions) {
    this.#breaker = newBreaker(options);
    this.#policy = circuitBreaker(
      handleType(Handled).orWhenResult((value) => value === 'bad'),
      { halfOpenAfter: newBackoff(options), breaker: this.#breaker },
    );
    this.#policy.onSuccess(() => this.#events.push({ type: 'success' }));
    this.#policy.onFailure(({ handled }) => this.#events.push({ type: 'failure', handled }));
    this.#policy.onBreak((reason) => this.#events.push({ type: 'break', isolated: 'isolated' in reason }));
    this.#policy.onReset(() => this.#events.push({ type: 'reset' }));
    this.#policy.onHalfOpen(() => this.#events.push({ type: 'halfOpen' }));
    this.#policy.onStateChange((state) => this.#events.push({ type: 'stateChange', to: CircuitState[state] }));
  }

  async step(step: TraceStep): Promise<Shown> {
    this.#events = [];
    this.#started = [];
    this.#settled = [];
    const shown = await this.#carryOut(step);
    const { successes, failures } = this.#counters();
    const breakerState = successes === undefined ? { failures } : { successes, failures };
    return {
      ...shown,
      state: CircuitState[this.#policy.state],
      breakerState,
      events: this.#events,
      ...(this.#started.length > 0 && { started: this.#started }),
      ...(this.#settled.length > 0 && { settled: this.#settled }),
    };
  }

  #counters(): { successes?: unknown; failures: unknown } {
    const { state } = this.#breaker;
    if (typeof state === 'number') return { failures: state };
    const { successes, failures, currentSuccesses, currentFailures } = Object(state);
    return { successes: successes ?? currentSuccesses, failures: failures ?? currentFailures };
  }

  async #carryOut(step: TraceStep): Promise<Shown> {
    if (step.op === 'advance') vi.setSystemTime(Date.now() + step.ms);
    else if (step.op === 'forceOpen') this.#handles.set(step.handle ?? 0, this.#policy.isolate());
    else if (step.op === 'releaseForce') this.#handles.get(step.handle)?.dispose();
    else if (step.op === 'acquire') return this.#acquire(step.id);
    else if (step.op === 'complete') {
      this.#running.get(step.id)?.settle(step.outcome, step.via);
      await turnOver();
    } else if (step.op === 'call') {
      const { settled, ...shown } = await this.#acquire(0);
      if (shown.permitted !== true) return shown;
      vi.setSystemTime(Date.now() + step.durationMs);
      this.#running.get(0)?.settle(step.outcome, step.via);
      await turnOver();
      const own = this.#settled.find(({ id }) => id === 0);
      this.#settled = this.#settled.filter(({ id }) => id !== 0);
      return { ...shown, result: own?.result };
    } else throw new Error(`not a step here: ${step.op}`);
    return {};
  }

  async #acquire(id: number): Promise<Shown> {
    this.#stepOfAcquire = id;
    this.#execute(id).then(
      () => this.#settled.push({ id, result: 'resolved' }),
      (error: Error) => this.#settled.push({ id, result: 'rejected', ...errorOf(error) }),
    );
    await turnOver();
    this.#stepOfAcquire = -1;
    const [own] = this.#settled;
    this.#settled = [];
    if (own !== undefined) return { permitted: false, ...own, id: undefined };
    return this.#running.has(id)
      ? { permitted: true, result: 'pending' }
      : { permitted: false, result: 'pending', queued: true };
  }

  #execute(id: number): Promise<unknown> {
    return this.#policy.execute(
      () =>
        new Promise((resolve, reject) => {
          if (this.#stepOfAcquire !== id) this.#started.push(id);
          const settle = (outcome: string, via: string | undefined) => {
            this.#running.delete(id);
            if (outcome === 'ignored') reject(new TypeError('ignored'));
            else if (outcome === 'failure' && via !== 'result') reject(new Handled('failed'));
            else resolve(outcome === 'failure' ? 'bad' : 'good');
          };
          this.#running.set(id, { id, settle });
        }),
    );
  }
}

function errorOf(error: Error): Shown {
  const errorType = error.constructor.name;
  return errorType.endsWith('CircuitError') ? { errorType, error: error.message } : {};
}
