import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { RecordedOutcome, StepOf, Trace, TraceStep } from '../conformance/trace.ts';
import { type Answer, type CockatielEvent, CockatielMachine, type Run } from './machine.ts';
import { type CockatielOptions, cockatielOptions } from './options.ts';
import { type Waiter, WaitingCalls } from './waiting-calls.ts';

type Rejected = Extract<Answer, { kind: 'rejected' }>;
type Shown = Record<string, unknown>;

/** A call and how it stands; `id` is null for one that ends in its own step. */
interface Call {
  readonly id: number | null;
  run: Run | null;
  /** How its promise settles, once that is known. */
  fate: Shown;
}

const REJECTION = { result: 'rejected', error: 'Execution prevented because the circuit breaker is open' } as const;

class CockatielSession implements ReplaySession {
  #now: number;
  #events: CockatielEvent[] = [];
  #started: number[] = [];
  #settled: Call[] = [];
  /** What may begin a trial while others are woken is registered after them. */
  #begun: (() => void)[] = [];
  readonly #machine: CockatielMachine;
  readonly #calls = new Map<number, Call>();
  readonly #waiting = new WaitingCalls<Call>();
  readonly #handles = new Set<number>();

  constructor(options: CockatielOptions, startMs: number) {
    this.#now = startMs;
    this.#machine = new CockatielMachine(options, {
      random: () => {
        throw new ImpossibleStep('a recording has no jitter');
      },
      onEvent: (event) => this.#events.push(event),
    });
  }

  initialState(): string {
    return this.#machine.state;
  }

  step(step: TraceStep): Shown {
    const shown = this.#carryOut(step);
    const settled = this.#settled.map(({ id, fate }) => ({ id, ...fate }));
    const state = { state: this.#machine.state, breakerState: this.#machine.counter.shown, events: this.#events };
    const started = this.#started;
    this.#events = [];
    this.#started = [];
    this.#settled = [];
    return {
      ...shown,
      ...state,
      ...(started.length > 0 && { started }),
      ...(settled.length > 0 && { settled }),
    };
  }

  #carryOut(step: TraceStep): Shown {
    switch (step.op) {
      case 'advance':
        this.#now += step.ms;
        return {};
      case 'call':
        return this.#call(step);
      case 'acquire':
        return this.#acquire(step.id);
      case 'complete':
        this.#complete(step);
        return {};
      case 'forceOpen':
        return this.#isolate(step);
      case 'releaseForce':
        if (this.#handles.delete(step.handle)) this.#machine.endIsolation(this.#now);
        return {};
      default:
        throw new ImpossibleStep(`cockatiel has no ${step.op}`);
    }
  }

  #isolate({ handle }: StepOf<'forceOpen'>): Shown {
    if (handle === undefined) throw new ImpossibleStep('an isolation needs a handle');
    this.#handles.add(handle);
    this.#machine.isolate(this.#now);
    return {};
  }

  #call({ outcome, via, durationMs }: StepOf<'call'>): Shown {
    const call: Call = { id: null, run: null, fate: {} };
    const answer = this.#ask({ call, depth: 0 });
    if (answer.kind === 'rejected') return { permitted: false, ...call.fate, error: REJECTION.error };
    if (answer.kind === 'queued') throw new ImpossibleStep('a call that waits for a trial ends in a later step');
    this.#registerTrials();
    this.#now += durationMs;
    this.#end(call, answer, outcome, via);
    this.#settled = this.#settled.filter(({ id }) => id !== null);
    return { permitted: true, ...call.fate };
  }

  #acquire(id: number): Shown {
    const call: Call = { id, run: null, fate: {} };
    this.#calls.set(id, call);
    const answer = this.#ask({ call, depth: 0 });
    this.#registerTrials();
    if (answer.kind === 'rejected') return { permitted: false, ...call.fate };
    if (answer.kind === 'queued') return { permitted: false, result: 'pending', queued: true };
    return { permitted: true, result: 'pending' };
  }

  #complete({ id, outcome, via }: StepOf<'complete'>): void {
    const call = this.#calls.get(id);
    if (call?.run == null) throw new ImpossibleStep(`call ${id} isn't in flight`);
    this.#calls.delete(id);
    this.#end(call, call.run, outcome, via);
  }

  /** Ends a call; if it was a trial, those who waited for it ask again. */
  #end(call: Call, run: Run, outcome: RecordedOutcome, via: string | undefined): void {
    call.fate = { result: via === 'result' ? 'resolved' : 'rejected' };
    this.#machine.finish(run, outcome, this.#now);
    this.#settled = run.trial === null ? [call] : this.#waiting.end(run.trial, (waiter) => this.#askAgain(waiter));
    this.#registerTrials();
  }

  #askAgain(waiter: Waiter<Call>): 'rejected' | 'goes on' {
    const { kind } = this.#ask(waiter);
    const { id } = waiter.call;
    if (kind === 'run' && id !== null) this.#started.push(id);
    return kind === 'rejected' ? 'rejected' : 'goes on';
  }

  #ask(waiter: Waiter<Call>): Answer {
    const { call } = waiter;
    const answer = this.#machine.ask(this.#now);
    if (answer.kind === 'rejected') call.fate = { ...REJECTION, errorType: answer.error satisfies Rejected['error'] };
    else if (answer.kind === 'queued') this.#waiting.wait(answer.trial, waiter);
    else {
      const { trial } = answer;
      call.run = answer;
      if (trial !== null) this.#begun.push(() => this.#waiting.begin(trial, waiter));
    }
    return answer;
  }

  #registerTrials(): void {
    for (const register of this.#begun) register();
    this.#begun = [];
  }
}

/** `handled` names the errors and results that a recording counts as failures; each step tells its outcome. */
function optionsFrom({ config }: Trace): CockatielOptions {
  const { handled: _, ...given } = config;
  const { data, error } = cockatielOptions.safeParse(given);
  if (data !== undefined) return data;
  throw new ImpossibleStep(error.issues.map(({ message }) => message).join('; '));
}

/** Replays recordings of cockatiel 3.2.1 with any of its three breakers. */
export const cockatielReplayer: Replayer = {
  library: 'cockatiel',
  start: (trace) => new CockatielSession(optionsFrom(trace), trace.startMs),
};
