import type { Permit } from './breaker.ts';
import { type BreakerConfig, DEFAULT_CONFIG } from './breaker-config.ts';
import type { BreakerObserver, CallOutcome, CommandKind, ThresholdMet, Transition } from './breaker-event.ts';
import type { BreakerState } from './breaker-state.ts';
import {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  createCircuitBreaker,
  restoreCircuitBreaker,
} from './circuit-breaker.ts';

/** The begin of an epoch second, so that a test may count in whole seconds from it. */
export const START = 1_700_000_000_000;

/** Trips on 2 of 4, waits a second, and decides on 3 probes: small enough to count on one hand. */
export const SMALL: BreakerConfig = {
  ...DEFAULT_CONFIG,
  slidingWindowSize: 4,
  minimumNumberOfCalls: 4,
  slowCallDurationThresholdMs: 100,
  waitDurationInOpenStateMs: 1_000,
  permittedNumberOfCallsInHalfOpenState: 3,
};

/** Changes that leave the run of failures as the only threshold, and one good probe as the way back. */
export const RUN_OF_TWO = {
  failureRateThreshold: null,
  slowCallRateThreshold: null,
  consecutiveFailuresThreshold: 2,
  successThresholdInHalfOpen: 1,
} as const;

/** What a breaker told its observer. */
export type Told =
  | { kind: 'outcome'; outcome: CallOutcome; durationMs: number; slow: boolean; late: boolean; now: number }
  | { kind: 'rejected'; state: BreakerState; now: number }
  | { kind: 'transition'; transition: Transition }
  | { kind: 'would-open'; threshold: ThresholdMet; now: number };

/** A breaker with the time and the chance it lives in, and everything it told. */
export class Scene {
  readonly breaker: CircuitBreaker;
  readonly told: Told[] = [];
  readonly errors: unknown[] = [];
  now: number;
  /** What `random` answers, and how often it was asked. */
  draw = 0.5;
  draws = 0;

  constructor(now: number, make: (options: CircuitBreakerOptions) => CircuitBreaker, observer?: BreakerObserver) {
    this.now = now;
    this.breaker = make({
      now: () => this.now,
      random: () => {
        this.draws += 1;
        return this.draw;
      },
      observer: observer ?? recorderOf(this.told),
      onObserverError: (error) => this.errors.push(error),
    });
  }
}

const recorderOf = (told: Told[]): BreakerObserver => ({
  outcome: (outcome, durationMs, slow, late, now) => {
    told.push({ kind: 'outcome', outcome, durationMs, slow, late, now });
  },
  rejected: (state, now) => {
    told.push({ kind: 'rejected', state, now });
  },
  transition: (transition) => {
    told.push({ kind: 'transition', transition });
  },
  wouldOpen: (threshold, now) => {
    told.push({ kind: 'would-open', threshold, now });
  },
});

/** A new breaker of the small configuration with these changes; `observer` stands in for the one that records. */
export function setUp(changes: Partial<BreakerConfig> = {}, observer?: BreakerObserver): Scene {
  return new Scene(START, (options) => createCircuitBreaker({ ...SMALL, ...changes }, options), observer);
}

/** The same breaker, gone for `awayMs` and made again from what it exported, as JSON keeps it. */
export function restart(scene: Scene, awayMs = 0, changes: Partial<BreakerConfig> = {}): Scene {
  const exported: unknown = JSON.parse(JSON.stringify(scene.breaker.exportState()));
  const config = { ...scene.breaker.config, ...changes };
  return new Scene(scene.now + awayMs, (options) => restoreCircuitBreaker(config, exported, options));
}

/** A permit, which must be given. */
export function acquire(scene: Scene): Permit {
  const answer = scene.breaker.tryAcquirePermission(scene.now);
  if (!answer.permitted) throw new Error(`not permitted while ${answer.state}`);
  return answer;
}

export function settle(scene: Scene, permit: Permit, outcome: CallOutcome, durationMs = 10): boolean {
  return scene.breaker.settle(permit, outcome, durationMs, scene.now);
}

/** Makes calls one after the other, each of which must be permitted, while time stands still. */
export function call(scene: Scene, outcome: CallOutcome, times = 1, durationMs = 10): void {
  for (let n = 0; n < times; n += 1) settle(scene, acquire(scene), outcome, durationMs);
}

export const succeed = (scene: Scene, times = 1): void => call(scene, 'success', times);
export const succeedSlowly = (scene: Scene, times = 1): void => call(scene, 'success', times, 101);
export const fail = (scene: Scene, times = 1): void => call(scene, 'failure', times);

/** Lets time pass and tells the breaker, as a host's wheel does. */
export function advance(scene: Scene, ms: number): void {
  scene.now += ms;
  scene.breaker.tick(scene.now);
}

/** Gives a command that must be legal. */
export function command(scene: Scene, kind: CommandKind): void {
  const refused = scene.breaker.execute({ kind, actor: 'operator', reason: 'test' }, scene.now);
  if (refused !== null) throw new Error(refused.message);
}

export function reconfigure(scene: Scene, changes: Partial<BreakerConfig>): void {
  scene.breaker.reconfigure({ ...scene.breaker.config, ...changes }, scene.now);
}

export const snapshot = (scene: Scene) => scene.breaker.snapshot(scene.now);

/** The window as letters, oldest first: `s`, `f` and `t`, in upper case where it was slow. */
export function letters(scene: Scene): string {
  const cells = scene.breaker.windowCells(scene.now);
  return cells
    .map((cell) => {
      if (cell.kind === 'second') throw new Error('a time-based window has no letters');
      return cell.slow ? cell.outcome.charAt(0).toUpperCase() : cell.outcome.charAt(0);
    })
    .join('');
}

export function transitions(scene: Scene): Transition[] {
  return scene.told.flatMap((one) => (one.kind === 'transition' ? [one.transition] : []));
}

/** The states it went through and why. */
export function path(scene: Scene): string[] {
  return transitions(scene).map(({ from, to, cause }) => `${from} → ${to}: ${cause.kind}`);
}

/** The newest transition, of which there must be one. */
export function lastTransition(scene: Scene): Transition {
  const last = transitions(scene).at(-1);
  if (last === undefined) throw new Error('no transition yet');
  return last;
}

/** A new breaker in this state, by the shortest way. */
export function setUpIn(state: BreakerState, changes: Partial<BreakerConfig> = {}): Scene {
  const scene = setUp(changes);
  if (state === 'open' || state === 'half-open') fail(scene, scene.breaker.config.minimumNumberOfCalls);
  if (state === 'half-open') command(scene, 'half-open');
  if (state === 'forced-open') command(scene, 'force-open');
  if (state === 'forced-closed') command(scene, 'force-closed');
  if (state === 'metrics-only') command(scene, 'metrics-only');
  if (state === 'disabled') command(scene, 'disable');
  if (scene.breaker.state !== state) throw new Error(`it is ${scene.breaker.state}`);
  return scene;
}
