import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Permit } from './breaker.ts';
import { type BreakerConfig, findConfigProblems } from './breaker-config.ts';
import { type CallOutcome, COMMAND_KINDS } from './breaker-event.ts';
import { reconfigure, restart, type Scene, setUp, snapshot, transitions } from './breaker-fixtures.ts';
import { BREAKER_STATES, isHeld, LEGAL_TRANSITIONS } from './breaker-state.ts';

/** Fixed, so that a run that fails fails again; fast-check prints it with the path to the smallest walk. */
const SEED = 20_240_611;
const OUTCOMES = ['success', 'failure', 'timeout', 'ignored'] as const;

type Step =
  | { readonly kind: 'ask' | 'tick' | 'expire' | 'read' | 'restart' }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'settle'; readonly which: number; readonly outcome: CallOutcome; readonly durationMs: number }
  | { readonly kind: 'release'; readonly which: number }
  | { readonly kind: 'command'; readonly command: (typeof COMMAND_KINDS)[number] }
  | { readonly kind: 'reconfigure'; readonly changes: Partial<BreakerConfig> };

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const config: fc.Arbitrary<Partial<BreakerConfig>> = fc
  .record({
    slidingWindowType: fc.constantFrom('count-based' as const, 'time-based' as const),
    slidingWindowSize: fc.integer({ min: 1, max: 6 }),
    minimumNumberOfCalls: fc.integer({ min: 1, max: 6 }),
    failureRateThreshold: orNull(fc.constantFrom(1, 50, 100)),
    slowCallRateThreshold: orNull(fc.constantFrom(30, 100)),
    failureCountThreshold: orNull(fc.integer({ min: 1, max: 6 })),
    consecutiveFailuresThreshold: orNull(fc.integer({ min: 1, max: 4 })),
    waitDurationInOpenStateMs: fc.integer({ min: 1, max: 3_000 }),
    waitBackoff: orNull(
      fc.record({
        multiplier: fc.constantFrom(1, 1.5, 3),
        maxMs: fc.constant(9_000),
        jitter: fc.constantFrom(0, 0.5, 1),
      }),
    ),
    automaticTransitionFromOpenToHalfOpenEnabled: fc.boolean(),
    permittedNumberOfCallsInHalfOpenState: fc.integer({ min: 1, max: 4 }),
    successThresholdInHalfOpen: orNull(fc.integer({ min: 1, max: 4 })),
    maxWaitDurationInHalfOpenStateMs: fc.constantFrom(0, 1, 700),
  })
  .filter((changes) => findConfigProblems(changes).length === 0);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ask' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      which: fc.nat(20),
      outcome: fc.constantFrom(...OUTCOMES, 'failure' as const),
      durationMs: fc.constantFrom(1, 100, 101),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(-500, 0, 0.5, 1, 300, 1_000, 2_999, 60_000),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('expire' as const, 'read' as const, 'restart' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), which: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('command' as const), command: fc.constantFrom(...COMMAND_KINDS) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconfigure' as const), changes: config }) },
);

/** A walk in progress: the breaker, the permits that are out, and what it is known to have done. */
interface Walk {
  scene: Scene;
  out: Permit[];
  ended: number;
  rejected: number;
}

function ask(walk: Walk): void {
  const answer = walk.scene.breaker.tryAcquirePermission(walk.scene.now);
  if (answer.permitted) walk.out.push(answer);
  else walk.rejected += 1;
}

function end(walk: Walk, which: number, act: (permit: Permit) => boolean): boolean {
  const [permit] = walk.out.splice(which % Math.max(1, walk.out.length), 1);
  if (permit === undefined) return false;
  expect(act(permit), 'the first end counts').toBe(true);
  const after = snapshot(walk.scene);
  expect(act(permit), 'the second does not').toBe(false);
  expect(snapshot(walk.scene)).toEqual(after);
  return true;
}

function take(walk: Walk, next: Step): void {
  const { scene } = walk;
  if (next.kind === 'ask') ask(walk);
  else if (next.kind === 'pass') scene.now += next.ms;
  else if (next.kind === 'tick') scene.breaker.tick(scene.now);
  else if (next.kind === 'expire') scene.breaker.expireHold(scene.now);
  else if (next.kind === 'read') scene.breaker.windowCells(scene.now + 5_000);
  else if (next.kind === 'command')
    scene.breaker.execute({ kind: next.command, actor: 'walker', reason: '' }, scene.now);
  else if (next.kind === 'reconfigure') reconfigure(scene, next.changes);
  else if (next.kind === 'release') end(walk, next.which, (permit) => scene.breaker.release(permit, scene.now));
  else if (next.kind === 'settle') {
    const { which, outcome, durationMs } = next;
    if (end(walk, which, (permit) => scene.breaker.settle(permit, outcome, durationMs, scene.now))) walk.ended += 1;
  } else {
    walk.scene = restart(scene);
    walk.out = [];
  }
}

const INVARIANTS: Readonly<Record<string, (walk: Walk) => void>> = {
  '[SW1] [SW2] the counts are the sum of the cells': ({ scene }) => {
    const { window } = snapshot(scene);
    let [calls, failed] = [0, 0];
    for (const cell of scene.breaker.windowCells(scene.now)) {
      if (cell.kind === 'second') {
        calls += cell.success + cell.slow + cell.timeout + cell.failure;
        failed += cell.timeout + cell.failure;
      } else {
        calls += 1;
        failed += cell.outcome === 'success' ? 0 : 1;
      }
    }
    expect([window.bufferedCalls, window.failedCalls]).toEqual([calls, failed]);
    expect(window.slowCalls).toBeLessThanOrEqual(calls);
  },
  '[SW3] a rate is null or the share of one denominator': ({ scene }) => {
    const { bufferedCalls, failedCalls, failureRate } = snapshot(scene).window;
    if (failureRate !== null) expect(failureRate).toBe((failedCalls * 100) / bufferedCalls);
  },
  '[HO1] no more probes than permitted are out or settled': ({ scene, out }) => {
    const { probes, generation, window } = snapshot(scene);
    if (probes === null) return;
    const inFlight = probes.filter(({ kind }) => kind === 'in-flight').length;
    expect(probes).toHaveLength(scene.breaker.config.permittedNumberOfCallsInHalfOpenState);
    expect(inFlight).toBe(out.filter((permit) => permit.generation === generation).length);
    expect(inFlight + window.bufferedCalls).toBeLessThanOrEqual(probes.length);
  },
  '[HO3] the rest of a wait is never more than the wait, and something ends it': ({ scene }) => {
    const { state, retryAfterMs, waitMs } = snapshot(scene);
    expect(retryAfterMs === null).toBe(state !== 'open');
    if (retryAfterMs === null) return;
    expect(retryAfterMs).toBeGreaterThanOrEqual(0);
    expect(retryAfterMs).toBeLessThanOrEqual(waitMs ?? -1);
    const automatic = scene.breaker.config.automaticTransitionFromOpenToHalfOpenEnabled;
    expect(scene.breaker.nextTickAt() === null).toBe(!automatic);
  },
  '[ST5] only a hold has a computed state': ({ scene }) => {
    const { state, computedState } = snapshot(scene);
    expect(computedState === null).toBe(!isHeld(state) || state === 'disabled');
  },
  '[ST2] every transition is legal, in one chain, and begins a generation': ({ scene }) => {
    const told = transitions(scene);
    for (const [index, { from, to, generation, previousStateMs, waitMs }] of told.entries()) {
      expect(LEGAL_TRANSITIONS[from], `${from} → ${to}`).toContain(to);
      expect(previousStateMs).toBeGreaterThanOrEqual(0);
      expect(waitMs === null).toBe(to !== 'open');
      const before = told[index - 1];
      if (before === undefined) continue;
      expect(from).toBe(before.to);
      expect(generation).toBeGreaterThan(before.generation);
    }
    const last = told.at(-1);
    if (last) expect(snapshot(scene)).toMatchObject({ state: last.to, stateSince: last.at });
  },
  '[CB2] every call is counted once': ({ scene, ended, rejected }) => {
    const { success, failure, timeout, ignored, ...totals } = snapshot(scene).totals;
    expect(totals.rejected).toBe(rejected);
    expect(success + failure + timeout + ignored).toBe(ended);
    expect(totals.late).toBeLessThanOrEqual(ended);
  },
  '[CB7] reading changes nothing, and nothing was thrown': ({ scene }) => {
    const before = scene.breaker.exportState();
    snapshot(scene);
    scene.breaker.windowCells(scene.now + 86_400_000);
    scene.breaker.snapshot(scene.now + 86_400_000);
    expect(scene.breaker.exportState()).toEqual(before);
    expect(scene.errors).toEqual([]);
  },
  '[HO6] what is exported can be restored': ({ scene }) => {
    const again = restart(scene);
    const { state } = snapshot(scene);
    expect(again.breaker.state).toBe(state === 'half-open' ? 'open' : state);
    expect(again.breaker.exportState().totals).toEqual(scene.breaker.exportState().totals);
  },
  'nothing sticks: once released and given time and good calls, it is closed': ({ scene }) => {
    const again = restart(scene, 86_400_000);
    if (isHeld(again.breaker.state)) again.breaker.execute({ kind: 'release', actor: 'walker', reason: '' }, again.now);
    for (let n = 0; n < 10 && again.breaker.state !== 'closed'; n += 1) {
      const answer = again.breaker.tryAcquirePermission(again.now);
      if (answer.permitted) again.breaker.settle(answer, 'success', 1, again.now);
      else again.now += 10_000;
    }
    expect(again.breaker.state).toBe('closed');
  },
};

describe(`a random walk, seed ${SEED}`, () => {
  test('keeps every invariant at every step', () => {
    const visited = new Set<string>();
    fc.assert(
      fc.property(
        config,
        fc.array(step, { minLength: 1, maxLength: 80 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (changes, steps, draw) => {
          const walk: Walk = { scene: setUp(changes), out: [], ended: 0, rejected: 0 };
          walk.scene.draw = draw;
          for (const next of steps) {
            take(walk, next);
            visited.add(walk.scene.breaker.state);
            for (const [name, holds] of Object.entries(INVARIANTS)) {
              try {
                holds(walk);
              } catch (error) {
                throw new Error(`${name} is broken after ${JSON.stringify(next)}`, { cause: error });
              }
            }
          }
        },
      ),
      { seed: SEED, numRuns: 150 },
    );
    expect([...visited].sort()).toEqual([...BREAKER_STATES].sort());
  });
});
