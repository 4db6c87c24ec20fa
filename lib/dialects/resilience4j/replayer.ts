import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { StepOf, Trace, TraceStep } from '../conformance/trace.ts';
import type { StateName } from './inner-state.ts';
import { initialStateOf, type Resilience4jEvent, Resilience4jMachine } from './machine.ts';
import { type Metrics, ratesOf, slowFailedCalls, sumsOf } from './metrics.ts';
import { resilience4jOptions } from './options.ts';

/** Recorded calls are classified by their outcome; by hand nobody in particular. */
const BY_HAND = { kind: 'command', command: 'reset', actor: 'recording', reason: 'recorded' } as const;

const MANUAL: Readonly<Partial<Record<TraceStep['op'], StateName>>> = {
  forceOpen: 'FORCED_OPEN',
  forceClosed: 'CLOSED',
  toHalfOpen: 'HALF_OPEN',
  disable: 'DISABLED',
  metricsOnly: 'METRICS_ONLY',
  open: 'OPEN',
};

class Session implements ReplaySession {
  readonly #machine: Resilience4jMachine;
  #now: number;
  #events: Resilience4jEvent[] = [];
  readonly #inFlight = new Set<number>();

  constructor({ config, startMs }: Trace) {
    const options = resilience4jOptions.safeParse(config);
    if (!options.success) throw new ImpossibleStep(options.error.issues.map(({ message }) => message).join('; '));
    this.#now = startMs;
    const random = () => 0.5;
    const state = initialStateOf(options.data, random, startMs);
    this.#machine = new Resilience4jMachine(options.data, state, random, {
      event: (event) => this.#events.push(event),
    });
  }

  initialState(): string {
    return this.#machine.state.name;
  }

  step(step: TraceStep): Record<string, unknown> {
    this.#events = [];
    const shown = this.#carryOut(step);
    const { name, metrics } = this.#machine.state;
    return { ...shown, state: name, metrics: readingOf(metrics, this.#now), events: this.#events };
  }

  #carryOut(step: TraceStep): Record<string, unknown> {
    const machine = this.#machine;
    switch (step.op) {
      case 'advance':
        this.#pass(step.ms);
        return {};
      case 'call':
        return this.#call(step);
      case 'acquire': {
        const permitted = machine.tryAcquirePermission(this.#now);
        if (permitted) this.#inFlight.add(step.id);
        return { permitted };
      }
      case 'complete':
        this.#take(step.id);
        machine.onResult(step.outcome, step.durationMs, this.#now);
        return {};
      case 'release':
        this.#take(step.id);
        machine.releasePermission();
        return {};
      case 'reset':
        machine.reset(BY_HAND, this.#now);
        return {};
      case 'openFor':
        return this.#refusal('OPEN', machine.transitionToOpenUntil(this.#now + step.ms, BY_HAND, this.#now));
      case 'openUntil':
        return this.#refusal('OPEN', machine.transitionToOpenUntil(step.atMs, BY_HAND, this.#now));
      default: {
        const to = MANUAL[step.op];
        if (to === undefined) throw new ImpossibleStep(`Resilience4j knows no ${step.op}`);
        return this.#refusal(to, machine.transitionTo(to, BY_HAND, this.#now));
      }
    }
  }

  #call({ outcome, durationMs }: StepOf<'call'>): Record<string, unknown> {
    const machine = this.#machine;
    if (!machine.tryAcquirePermission(this.#now)) {
      const error = `CircuitBreaker 'trace' is ${machine.state.name} and does not permit further calls`;
      return { permitted: false, error };
    }
    this.#pass(durationMs);
    machine.onResult(outcome, durationMs, this.#now);
    return { permitted: true };
  }

  #pass(ms: number): void {
    this.#now += ms;
    this.#machine.letTimeAct(this.#now);
  }

  #refusal(to: StateName, done: boolean): Record<string, unknown> {
    if (done) return {};
    const from = this.#machine.state.name;
    return { error: `CircuitBreaker 'trace' tried an illegal state transition from ${from} to ${to}` };
  }

  #take(id: number): void {
    if (!this.#inFlight.delete(id)) throw new ImpossibleStep(`call ${id} is not in flight`);
  }
}

/** The public metrics of Resilience4j 2.4.0, which says −1 for a rate that it doesn't know. */
function readingOf(metrics: Metrics, now: number): Record<string, number> {
  const sums = sumsOf(metrics, now);
  const rates = ratesOf(sums, metrics);
  return {
    failureRate: rates.failureRate ?? -1,
    slowCallRate: rates.slowCallRate ?? -1,
    numberOfBufferedCalls: sums.calls,
    numberOfFailedCalls: sums.failed,
    numberOfSlowCalls: sums.slow,
    numberOfSlowFailedCalls: slowFailedCalls(metrics, now),
    numberOfNotPermittedCalls: metrics.notPermittedCalls,
  };
}

/** Replays recordings of Resilience4j 2.4.0. */
export const resilience4jReplayer: Replayer = {
  library: 'resilience4j',
  start: (trace) => new Session(trace),
};
