import { DamagedRecording, type Trace, type TraceStep } from './trace.ts';

/** One breaker that is led through a trace. Its time is a manual clock of its own, from the trace's `startMs`. */
export interface ReplaySession {
  /** The state before the first step, in the library's words. */
  initialState(): string;
  /**
   * Carries a step out and answers what the breaker showed, in the shape of `expect`: a key that is `undefined` or
   * absent was not shown. What is scheduled happens at exactly its due time, in due order.
   * @throws ImpossibleStep if the library knows no such step, or the step names a call that isn't in flight.
   */
  step(step: TraceStep): Record<string, unknown>;
}

/** Replays the recordings of one library. */
export interface Replayer {
  readonly library: string;
  /** @throws ImpossibleStep if the trace's `config` isn't one of the library. */
  start(trace: Trace): ReplaySession;
}

/** The first point at which the two part. */
export interface Divergence {
  readonly traceId: string;
  /** Index into the trace's steps; −1: before the first. */
  readonly step: number;
  readonly op: TraceStep['op'] | 'initial';
  readonly expected: Readonly<Record<string, unknown>>;
  readonly received: Readonly<Record<string, unknown>>;
}

export interface ReplayResult {
  /** Steps that were compared, the one that diverged included. */
  readonly steps: number;
  readonly divergence: Divergence | null;
}

/** What a trace asks for doesn't exist in its library: the recording is damaged, or isn't of this library. */
export class ImpossibleStep extends Error {
  override readonly name = 'ImpossibleStep';
}

/**
 * Replays a trace up to, not including, its first step with `quirks`, or to the first divergence. Every step is
 * compared whole: a key that only one side shows is a divergence too (an `error` that nobody got, say).
 * `where` is for the message.
 * @throws DamagedRecording that names trace and step, if a step is impossible.
 */
export function replayTrace(replayer: Replayer, trace: Trace, where = 'trace'): ReplayResult {
  const { id: traceId, initial, steps } = trace;
  let at = -1;
  try {
    const session = replayer.start(trace);
    const state = session.initialState();
    if (state !== initial.state) return diverged(traceId, 'initial', at, { state: initial.state }, { state });
    for (const step of steps) {
      if (step.quirks !== undefined) break;
      at += 1;
      const received = session.step(step);
      if (!sameValue(step.expect, received)) return diverged(traceId, step.op, at, step.expect, received);
    }
  } catch (error) {
    if (!(error instanceof ImpossibleStep)) throw error;
    throw new DamagedRecording(`${where}, ${traceId}, ${at < 0 ? 'config' : `step ${at}`}: ${error.message}`);
  }
  return { steps: at + 1, divergence: null };
}

function diverged(
  traceId: string,
  op: Divergence['op'],
  step: number,
  expected: Divergence['expected'],
  received: Divergence['received'],
): ReplayResult {
  return { steps: step + 1, divergence: { traceId, step, op, expected, received } };
}

/** Deep equality. A fraction counts as the 32-bit float it may be (Resilience4j's rates); `undefined` as absent. */
export function sameValue(expected: unknown, received: unknown): boolean {
  if (Object.is(expected, received)) return true;
  if (typeof expected === 'number' && typeof received === 'number') return sameNumber(expected, received);
  if (typeof expected !== 'object' || typeof received !== 'object' || expected === null || received === null) {
    return false;
  }
  if (Array.isArray(expected) || Array.isArray(received)) {
    if (!Array.isArray(expected) || !Array.isArray(received) || expected.length !== received.length) return false;
    return expected.every((item, index) => sameValue(item, received[index]));
  }
  return sameFields(expected, received);
}

function sameNumber(expected: number, received: number): boolean {
  if (expected === received) return true;
  const fraction = !Number.isInteger(expected) || !Number.isInteger(received);
  return fraction && Math.fround(expected) === Math.fround(received);
}

function sameFields(expected: object, received: object): boolean {
  const other = new Map<string, unknown>(Object.entries(received).filter(([, value]) => value !== undefined));
  const fields = Object.entries(expected).filter(([, value]) => value !== undefined);
  return (
    fields.length === other.size && fields.every(([key, value]) => other.has(key) && sameValue(value, other.get(key)))
  );
}
