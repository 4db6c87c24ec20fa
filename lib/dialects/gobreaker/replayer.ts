import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { RecordedOutcome, StepOf, Trace, TraceStep } from '../conformance/trace.ts';
import { type Admission, GobreakerMachine, type GobreakerOutcome, type GobreakerState } from './machine.ts';
import { type GobreakerOptions, gobreakerOptions } from './options.ts';

interface StateChange {
  readonly type: 'stateChange';
  readonly from: GobreakerState;
  readonly to: GobreakerState;
}

const OUTCOMES: Readonly<Record<RecordedOutcome, GobreakerOutcome>> = {
  success: 'success',
  failure: 'failure',
  ignored: 'excluded',
};

class GobreakerSession implements ReplaySession {
  #now: number;
  #events: StateChange[] = [];
  readonly #machine: GobreakerMachine;
  readonly #inFlight = new Map<number, Admission>();

  constructor(options: GobreakerOptions, startMs: number) {
    this.#now = startMs;
    this.#machine = new GobreakerMachine(options, startMs, (from, to) => {
      this.#events.push({ type: 'stateChange', from, to });
    });
  }

  initialState(): string {
    return this.#machine.read(this.#now);
  }

  step(step: TraceStep): Record<string, unknown> {
    const shown = this.#carryOut(step);
    // The state is read after every step, and reading lets time act.
    const state = this.#machine.read(this.#now);
    const events = this.#events;
    this.#events = [];
    return { ...shown, state, counts: this.#machine.counts, events };
  }

  #carryOut(step: TraceStep): Record<string, unknown> {
    switch (step.op) {
      case 'advance':
        this.#now += step.ms;
        return {};
      case 'call':
        return this.#call(step);
      case 'acquire':
        return this.#ask((admission) => this.#inFlight.set(step.id, admission));
      case 'complete':
        this.#complete(step);
        return {};
      default:
        throw new ImpossibleStep(`gobreaker has no ${step.op}`);
    }
  }

  #ask(run: (admission: Admission) => void): Record<string, unknown> {
    const answer = this.#machine.admit(this.#now);
    if (!answer.admitted) return { permitted: false, error: answer.error };
    run(answer);
    return { permitted: true };
  }

  #call({ durationMs, outcome }: StepOf<'call'>): Record<string, unknown> {
    return this.#ask((admission) => {
      this.#now += durationMs;
      this.#machine.finish(admission, OUTCOMES[outcome], this.#now);
    });
  }

  #complete({ id, outcome }: StepOf<'complete'>): void {
    const admission = this.#inFlight.get(id);
    if (admission === undefined) throw new ImpossibleStep(`call ${id} isn't in flight`);
    this.#inFlight.delete(id);
    this.#machine.finish(admission, OUTCOMES[outcome], this.#now);
  }
}

/** `IsExcluded` and `IsSuccessful` are functions; a recording names them and tells each call's outcome. */
function optionsFrom({ config }: Trace): GobreakerOptions {
  const { IsExcluded: _, IsSuccessful: __, ...given } = config;
  const { data, error } = gobreakerOptions.safeParse(given);
  if (data !== undefined) return data;
  throw new ImpossibleStep(error.issues.map(({ message }) => message).join('; '));
}

/** Replays recordings of sony/gobreaker v2, 2.4.0. */
export const gobreakerReplayer: Replayer = {
  library: 'gobreaker',
  start: (trace) => new GobreakerSession(optionsFrom(trace), trace.startMs),
};
