import type { Breaker, Permit } from './breaker.ts';
import { type BreakerConfig, DEFAULT_CONFIG } from './breaker-config.ts';
import type { BreakerObserver, CallOutcome, CommandKind, ThresholdMet, Transition } from './breaker-event.ts';
import type { BreakerState } from './breaker-state.ts';
import { type CircuitBreaker, createCircuitBreaker, restoreCircuitBreaker } from './circuit-breaker.ts';

/** An epoch second's begin, so that a test may count in whole seconds from it. */
export const START = 1_700_000_000_000;

/** What a breaker told its observer, in order. */
export type Told =
  | {
      readonly kind: 'outcome';
      readonly outcome: CallOutcome;
      readonly durationMs: number;
      readonly slow: boolean;
      readonly late: boolean;
      readonly now: number;
    }
  | { readonly kind: 'rejected'; readonly state: BreakerState; readonly now: number }
  | { readonly kind: 'transition'; readonly transition: Transition }
  | { readonly kind: 'would-open'; readonly threshold: ThresholdMet; readonly now: number };

/** A breaker, the time it lives in, and what it told. */
export interface Bench {
  breaker: CircuitBreaker;
  now: number;
  readonly told: Told[];
  /** What `random` answers from here on. */
  draw: number;
  /** How often `random` was asked. */
  draws: number;
  readonly errors: unknown[];
}

/** Trips on 2 of 4, waits a second, and decides on 3 probes: small enough to count on one hand. */
export const SMALL: BreakerConfig = {
  ...DEFAULT_CONFIG,
  slidingWindowSize: 4,
  minimumNumberOfCalls: 4,
  slowCallDurationThresholdMs: 100,
  waitDurationInOpenStateMs: 1_000,
  permittedNumberOfCallsInHalfOpenState: 3,
};

function optionsOf(bench: Bench, observer: BreakerObserver) {
  return {
    now: () => bench.now,
    random: () => {
      bench.draws += 1;
      return bench.draw;
    },
    observer,
    onObserverError: (error: unknown) => bench.errors.push(error),
  };
}

function recorder(told: Told[]): BreakerObserver {
  return {
    outcome: (outcome, durationMs, slow, late, now) =>
      told.push({ kind: 'outcome', outcome, durationMs, slow, late, now }),
    rejected: (state, now) => told.push({ kind: 'rejected', state, now }),
    transition: (transition) => told.push({ kind: 'transition', transition }),
    wouldOpen: (threshold, now) => told.push({ kind: 'would-open', threshold, now }),
  };
}

const emptyBench = (now: number) => ({ now, told: [], draw: 0.5, draws: 0, errors: [] });

/** A new breaker of the small configuration with these changes; `observer` stands in for the one that records. */
export function setUp(changes: Partial<BreakerConfig> = {}, observer?: BreakerObserver): Bench {
  const bench = emptyBench(START) as unknown as Bench;
  bench.breaker = createCircuitBreaker({ ...SMALL, ...changes }, optionsOf(bench, observer ?? recorder(bench.told)));
  return bench;
}

/** The bench's breaker, stopped and begun again `awayMs` later from what it exported, as JSON keeps it. */
export function restart(bench: Bench, awayMs: number, config = bench.breaker.config): Bench {
  const exported: unknown = JSON.parse(JSON.stringify(bench.breaker.exportState()));
  const again = emptyBench(bench.now + awayMs) as unknown as Bench;
  again.breaker = restoreCircuitBreaker(config, exported, optionsOf(again, recorder(again.told)));
  return again;
}

/** A permit, which must be given. */
export function acquire(bench: Bench): Permit {
  const answer = bench.breaker.tryAcquirePermission(bench.now);
  if (!answer.permitted) throw new Error(`not permitted while ${answer.state}`);
  return answer;
}

/** Makes `times` calls, one after the other, each of which must be permitted. Time stands still. */
export function call(bench: Bench, outcome: CallOutcome, times = 1, durationMs = 10): void {
  for (let n = 0; n < times; n += 1) bench.breaker.settle(acquire(bench), outcome, durationMs, bench.now);
}

export const succeed = (bench: Bench, times = 1): void => call(bench, 'success', times);
export const fail = (bench: Bench, times = 1): void => call(bench, 'failure', times);
export const succeedSlowly = (bench: Bench, times = 1): void => call(bench, 'success', times, 101);

/** Settles a permit that was taken before. */
export function settle(bench: Bench, permit: Permit, outcome: CallOutcome, durationMs = 10): boolean {
  return bench.breaker.settle(permit, outcome, durationMs, bench.now);
}

/** Lets time pass and tells the breaker, as a host's wheel does. */
export function advance(bench: Bench, ms: number): void {
  bench.now += ms;
  bench.breaker.tick(bench.now);
}

/** Lets time pass without telling. */
export function wait(bench: Bench, ms: number): void {
  bench.now += ms;
}

/** Gives a command that must be legal. */
export function command(bench: Bench, kind: CommandKind): void {
  const refused = bench.breaker.execute({ kind, actor: 'operator', reason: 'test' }, bench.now);
  if (refused !== null) throw new Error(refused.message);
}

export const snapshot = (bench: Bench) => bench.breaker.snapshot(bench.now);
export const cells = (breaker: Breaker, now: number) => breaker.windowCells(now);

/** The states it went through, as `from → to (cause)`. */
export function path(bench: Bench): string[] {
  return transitions(bench).map(({ from, to, cause }) => `${from} → ${to} (${cause.kind})`);
}

export function transitions(bench: Bench): Transition[] {
  return bench.told.flatMap((one) => (one.kind === 'transition' ? [one.transition] : []));
}

/** The newest transition, of which there must be one. */
export function lastTransition(bench: Bench): Transition {
  const last = transitions(bench).at(-1);
  if (last === undefined) throw new Error('no transition yet');
  return last;
}

/** Brings a new breaker into a state by the shortest way. */
export function bringTo(bench: Bench, state: BreakerState): void {
  if (state === 'open' || state === 'half-open') {
    fail(bench, bench.breaker.config.minimumNumberOfCalls);
    if (state === 'half-open') command(bench, 'half-open');
  } else if (state === 'forced-open') command(bench, 'force-open');
  else if (state === 'forced-closed') command(bench, 'force-closed');
  else if (state === 'metrics-only') command(bench, 'metrics-only');
  else if (state === 'disabled') command(bench, 'disable');
}
