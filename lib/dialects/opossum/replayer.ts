import { ImpossibleStep, type Replayer, type ReplaySession } from '../conformance/replay.ts';
import type { RecordedOutcome, StepOf, Trace, TraceStep } from '../conformance/trace.ts';
import type { CircuitError, OpossumEvent, RunningCall } from './circuit-events.ts';
import { OpossumMachine } from './machine.ts';
import { type OpossumOptions, opossumOptions } from './options.ts';

type Shown = Record<string, unknown>;

/** A call in flight: its own, and how its promise settled if the circuit was faster. */
interface InFlight {
  /** Null for a call that ends in its own step. */
  readonly id: number | null;
  readonly running: RunningCall;
  fate: Shown | null;
}

const rejection = ({ code, message }: CircuitError): Shown => ({ result: 'rejected', errorCode: code, error: message });
const ownResult = (outcome: RecordedOutcome): Shown => ({ result: outcome === 'success' ? 'resolved' : 'rejected' });

class OpossumSession implements ReplaySession {
  #now: number;
  #events: OpossumEvent[] = [];
  #settled: Shown[] = [];
  readonly #machine: OpossumMachine;
  /** By the machine's number of the call, and by the recording's. */
  readonly #running = new Map<number, InFlight>();
  readonly #calls = new Map<number, InFlight>();

  constructor(options: OpossumOptions, startMs: number) {
    this.#now = startMs;
    const listener = {
      event: (event: OpossumEvent) => this.#events.push(event),
      timedOut: (call: number, error: CircuitError) => this.#settle(this.#running.get(call), rejection(error)),
    };
    this.#machine = new OpossumMachine(options, listener, startMs);
  }

  initialState(): string {
    return this.#machine.state;
  }

  step(step: TraceStep): Shown {
    const shown = this.#carryOut(step);
    const { state, pendingClose, enabled, warmUp, window } = this.#machine;
    const events = this.#events;
    const settled = this.#settled;
    this.#events = [];
    this.#settled = [];
    const status = { state, pendingClose, enabled, warmUp, stats: window.stats };
    return { ...shown, ...status, events, ...(settled.length > 0 && { settled }) };
  }

  #carryOut(step: TraceStep): Shown {
    switch (step.op) {
      case 'advance':
        this.#pass(step.ms);
        return {};
      case 'call':
        return this.#call(step);
      case 'acquire':
        return this.#fire(step.id, () => ({ result: 'pending' }));
      case 'complete':
        this.#complete(step);
        return {};
      default:
        this.#control(step.op);
        return {};
    }
  }

  #control(op: TraceStep['op']): void {
    const machine = this.#machine;
    if (op === 'forceOpen') machine.open(this.#now);
    else if (op === 'forceClosed') machine.close(this.#now);
    else if (op === 'enable') machine.enable();
    else if (op === 'disable') machine.disable();
    else if (op === 'shutdown') machine.shutdown(this.#now);
    else throw new ImpossibleStep(`opossum has no ${op}`);
  }

  #fire(id: number | null, run: (call: InFlight) => Shown): Shown {
    const running = this.#machine.fire(this.#now);
    if (!running.runs) return { permitted: false, ...rejection(running) };
    const call: InFlight = { id, running, fate: null };
    this.#running.set(running.number, call);
    if (id !== null) this.#calls.set(id, call);
    return { permitted: true, ...run(call) };
  }

  #call({ durationMs, outcome }: StepOf<'call'>): Shown {
    return this.#fire(null, (call) => {
      this.#pass(durationMs);
      this.#end(call, outcome);
      return call.fate ?? {};
    });
  }

  #complete({ id, outcome }: StepOf<'complete'>): void {
    const call = this.#calls.get(id);
    if (call === undefined) throw new ImpossibleStep(`call ${id} isn't in flight`);
    this.#calls.delete(id);
    this.#end(call, outcome);
  }

  #end(call: InFlight, outcome: RecordedOutcome): void {
    this.#machine.finish(call.running, outcome, this.#now);
    this.#settle(call, ownResult(outcome));
    this.#running.delete(call.running.number);
  }

  /** A promise settles once: by its own result, or before by its timeout. */
  #settle(call: InFlight | undefined, fate: Shown): void {
    if (call === undefined || call.fate !== null) return;
    call.fate = fate;
    if (call.id !== null) this.#settled.push({ id: call.id, ...fate });
  }

  #pass(ms: number): void {
    this.#now += ms;
    this.#machine.letTimeAct(this.#now);
  }
}

/** The `errorFilter` is a function; a recording names it and tells each call's outcome. */
function optionsFrom({ config }: Trace): OpossumOptions {
  const { errorFilter: _, ...given } = config;
  const { data, error } = opossumOptions.safeParse(given);
  if (data !== undefined) return data;
  throw new ImpossibleStep(error.issues.map(({ message }) => message).join('; '));
}

/** Replays recordings of opossum 9.0.0. */
export const opossumReplayer: Replayer = {
  library: 'opossum',
  start: (trace) => new OpossumSession(optionsFrom(trace), trace.startMs),
};
