import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { RecordedOutcome, Trace, TraceStep } from '../conformance/trace.ts';
import { rejectionText } from './error-text.ts';
import { CircuitbreakerMachine, newMemory } from './machine.ts';
import { type CircuitbreakerVersion, circuitbreakerOptions } from './options.ts';

/** The one error that recorded calls fail with, and the name of the recorded breakers. */
const FAILURE = "ServiceFailure('service failed')";
const NAME = 'trace';

class Session implements ReplaySession {
  readonly #machine: CircuitbreakerMachine;
  readonly #version: CircuitbreakerVersion;
  #now: number;
  readonly #inFlight = new Set<number>();

  constructor({ config, startMs, version }: Trace) {
    if (version !== '1.4.0' && version !== '2.1.3') throw new ImpossibleStep(`circuitbreaker ${version} is not known`);
    // Which errors it expects is told by each call's outcome.
    const { expected_exception: _, ...rest } = config;
    const options = circuitbreakerOptions.safeParse(rest);
    if (!options.success) throw new ImpossibleStep(options.error.issues.map(({ message }) => message).join('; '));
    this.#version = version;
    this.#now = startMs;
    this.#machine = new CircuitbreakerMachine(options.data, newMemory(startMs));
  }

  initialState(): string {
    return this.#machine.stateAt(this.#now);
  }

  step(step: TraceStep): Record<string, unknown> {
    const shown = this.#carryOut(step);
    const { failureCount, lastFailure } = this.#machine.memory;
    return {
      ...shown,
      state: this.#machine.stateAt(this.#now),
      failure_count: failureCount,
      open_remaining: this.#machine.openRemaining(this.#now),
      last_failure: lastFailure,
    };
  }

  #carryOut(step: TraceStep): Record<string, unknown> {
    switch (step.op) {
      case 'advance':
        this.#now += step.ms;
        return {};
      case 'call': {
        const answer = this.#ask();
        if (!answer.permitted) return answer;
        this.#now += step.durationMs;
        this.#finish(step.outcome);
        return answer;
      }
      case 'acquire': {
        const answer = this.#ask();
        if (answer.permitted) this.#inFlight.add(step.id);
        return answer;
      }
      case 'complete':
        if (!this.#inFlight.delete(step.id)) throw new ImpossibleStep(`call ${step.id} is not in flight`);
        this.#finish(step.outcome);
        return {};
      default:
        // 1.4.0 has no reset.
        if (step.op !== 'reset' || this.#version === '1.4.0') {
          throw new ImpossibleStep(`circuitbreaker ${this.#version} knows no ${step.op}`);
        }
        this.#machine.succeed();
        return {};
    }
  }

  #ask(): { permitted: boolean; error?: string } {
    if (this.#machine.permits(this.#now)) return { permitted: true };
    return { permitted: false, error: rejectionText(this.#machine, NAME, this.#version, this.#now) };
  }

  #finish(outcome: RecordedOutcome): void {
    if (outcome === 'failure') this.#machine.fail(FAILURE, this.#now);
    else this.#machine.succeed();
  }
}

/** Replays recordings of fabfuel's circuitbreaker 1.4.0 and 2.1.3. */
export const circuitbreakerReplayer: Replayer = {
  library: 'circuitbreaker',
  start: (trace) => new Session(trace),
};
