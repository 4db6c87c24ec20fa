import type { DownstreamProfile } from '@/lib/protocol/breaker-definition.ts';
import type { FaultEffect } from '@/lib/protocol/fault.ts';
import { drawLatencyMs } from './latency.ts';
import type { Random } from './random.ts';

/** Calls `act` once, `delayMs` from now; the returned function cancels it. */
export type Schedule = (delayMs: number, act: () => void) => () => void;

/** What a downstream answered. `error` says which error, in words that a chart can count. */
export type Answer = { readonly outcome: 'success' } | { readonly outcome: 'failure'; readonly error: string };

/** Something that can be called. Simulated or real, it has this shape. */
export interface Downstream {
  /**
   * Starts a call; `done` is told its answer once, or never if it hangs, and how long that took in milliseconds where
   * the downstream knows it better than the caller's clock. The returned function abandons the call.
   */
  call(now: number, done: (answer: Answer, tookMs?: number) => void): () => void;
}

export interface SimulationOptions {
  readonly random: Random;
  readonly schedule: Schedule;
  /** When its troubles began to count, milliseconds. */
  readonly startedAt: number;
  /** What the faults that run now do to it, in the order in which they were started. */
  readonly effects: () => readonly FaultEffect[];
}

interface Visit {
  /** Milliseconds of work, or null if it hangs. */
  readonly workMs: number | null;
  readonly answer: Answer;
  readonly done: (answer: Answer, tookMs?: number) => void;
  readonly arrivedAt: number;
  phase: 'waiting' | 'working' | 'over';
  stopWork: () => void;
}

/**
 * A downstream that exists only as numbers: its latency, its errors, the calls it can work on at once. More calls
 * wait their turn, so overload raises latency by itself. Faults combine: delays add up, and every fault that fails
 * or hangs a share of calls draws for itself; a call that hangs keeps its place until it is abandoned.
 */
export function createSimulatedDownstream(profile: DownstreamProfile, options: SimulationOptions): Downstream {
  const queue: Visit[] = [];
  let working = 0;

  // Moments are reckoned, not read from the clock: a host that is late is not a downstream that is slow.
  function begin(visit: Visit, at: number | null): void {
    const { workMs, arrivedAt } = visit;
    working += 1;
    visit.phase = 'working';
    if (workMs === null) return;
    // Null: it takes the place of a call that was abandoned, nobody here knows when.
    const endsAt = at === null ? null : Math.max(at, arrivedAt) + workMs;
    visit.stopWork = options.schedule(workMs, () => {
      leave(visit, endsAt);
      if (endsAt === null) visit.done(visit.answer);
      else visit.done(visit.answer, endsAt - arrivedAt);
    });
  }

  /** Frees the visit's place, and gives it to the next in the queue that still wants it. */
  function leave(visit: Visit, at: number | null): void {
    const wasWorking = visit.phase === 'working';
    visit.phase = 'over';
    if (!wasWorking) return;
    working -= 1;
    let next = queue.shift();
    while (next?.phase === 'over') next = queue.shift();
    if (next) begin(next, at);
  }

  return {
    call(now, done) {
      const visit: Visit = {
        ...drawVisit(profile, options, now),
        done,
        arrivedAt: now,
        phase: 'waiting',
        stopWork: () => {},
      };
      if (working < profile.capacity) begin(visit, now);
      else queue.push(visit);
      return () => {
        if (visit.phase === 'over') return;
        visit.stopWork();
        leave(visit, null);
      };
    },
  };
}

/** Everything that chance decides about a call, drawn when it arrives, so that the order of draws is that of arrivals. */
function drawVisit(
  profile: DownstreamProfile,
  { random, effects, startedAt }: SimulationOptions,
  now: number,
): { workMs: number | null; answer: Answer } {
  let workMs: number | null = drawLatencyMs(profile.latency, random);
  let error = random() * 100 < profile.errorPercent ? 'HTTP 500' : null;
  for (const trouble of profile.troubles) {
    const phase = (now - startedAt) % trouble.everyMs;
    if (phase < trouble.afterMs || phase >= trouble.afterMs + trouble.forMs) continue;
    workMs += trouble.addedLatencyMs;
    if (random() * 100 < trouble.errorPercent) error = 'HTTP 503';
  }
  for (const effect of effects()) {
    if (effect.kind === 'hang') {
      if (random() * 100 < effect.percent) workMs = null;
    } else if (effect.kind === 'errors') {
      if (random() * 100 < effect.percent) error = `HTTP ${effect.status}`;
    } else if (workMs !== null) {
      workMs += Math.max(0, effect.addedMs + effect.jitterMs * (2 * random() - 1));
    }
  }
  return { workMs, answer: error === null ? { outcome: 'success' } : { outcome: 'failure', error } };
}
