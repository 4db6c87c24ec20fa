import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { Trace, TraceStep } from '../conformance/trace.ts';
import { newMemory, type PybreakerEvent, PybreakerMachine, STILL_OPEN } from './machine.ts';
import { pybreakerOptions } from './options.ts';

type AdmittedIn = 'closed' | 'half-open';

class Session implements ReplaySession {
  readonly #machine: PybreakerMachine;
  #now: number;
  #events: PybreakerEvent[] = [];
  readonly #inFlight = new Map<number, AdmittedIn>();

  constructor({ config, startMs }: Trace) {
    // Which errors it excludes is told by each call's outcome.
    const { exclude: _, ...rest } = config;
    const options = pybreakerOptions.safeParse(rest);
    if (!options.success) throw new ImpossibleStep(options.error.issues.map(({ message }) => message).join('; '));
    this.#now = startMs;
    this.#machine = new PybreakerMachine(options.data, newMemory(options.data), (event) => this.#events.push(event));
  }

  initialState(): string {
    return this.#machine.memory.state;
  }

  step(step: TraceStep): Record<string, unknown> {
    this.#events = [];
    const shown = this.#carryOut(step);
    const { state, failCounter, successCounter } = this.#machine.memory;
    return { ...shown, state, fail_counter: failCounter, success_counter: successCounter, events: this.#events };
  }

  #carryOut(step: TraceStep): Record<string, unknown> {
    const machine = this.#machine;
    switch (step.op) {
      case 'advance':
        this.#now += step.ms;
        return {};
      case 'call': {
        const admittedIn = machine.admit(this.#now);
        if (admittedIn === null) return { permitted: false, error: STILL_OPEN };
        this.#now += step.durationMs;
        return { permitted: true, ...this.#finish(admittedIn, step.outcome) };
      }
      case 'acquire': {
        const admittedIn = machine.admit(this.#now);
        if (admittedIn === null) return { permitted: false, error: STILL_OPEN };
        this.#inFlight.set(step.id, admittedIn);
        return { permitted: true };
      }
      case 'complete': {
        const admittedIn = this.#inFlight.get(step.id);
        if (admittedIn === undefined) throw new ImpossibleStep(`call ${step.id} is not in flight`);
        this.#inFlight.delete(step.id);
        return this.#finish(admittedIn, step.outcome);
      }
      case 'forceOpen':
        machine.open(this.#now);
        return {};
      case 'toHalfOpen':
        machine.halfOpen(this.#now);
        return {};
      case 'forceClosed':
        machine.close(this.#now);
        return {};
      default:
        throw new ImpossibleStep(`PyBreaker knows no ${step.op}`);
    }
  }

  /** An excluded error counts as a success, everywhere. */
  #finish(admittedIn: AdmittedIn, outcome: string): Record<string, unknown> {
    const error = this.#machine.finish(admittedIn, outcome === 'failure', this.#now);
    return error === null ? {} : { error };
  }
}

/** Replays recordings of PyBreaker 1.4.1 with memory storage. */
export const pybreakerReplayer: Replayer = {
  library: 'pybreaker',
  start: (trace) => new Session(trace),
};
