import { describe, expect, test } from 'vitest';
import type { CommandKind } from './breaker-event.ts';
import { COMMAND_KINDS } from './breaker-event.ts';
import { advance, command, fail, lastTransition, setUp, setUpIn, snapshot, succeed } from './breaker-fixtures.ts';
import { BREAKER_STATES, type BreakerState, HELD_STATES, LEGAL_TRANSITIONS } from './breaker-state.ts';

const HOLD_OF = {
  'force-open': 'forced-open',
  'force-closed': 'forced-closed',
  'metrics-only': 'metrics-only',
  disable: 'disabled',
} as const;

/** Where a command must lead a breaker that found nothing wrong; null: nowhere. */
function targetOf(state: BreakerState, kind: CommandKind): BreakerState | null {
  if (kind === 'reset') return 'closed';
  if (kind === 'release') return (HELD_STATES as readonly string[]).includes(state) ? 'closed' : null;
  if (kind === 'half-open') return state === 'open' || state === 'forced-open' ? 'half-open' : null;
  return HOLD_OF[kind];
}

describe('[ST2] every command in every state', () => {
  const pairs = BREAKER_STATES.flatMap((state) => COMMAND_KINDS.map((kind) => [state, kind] as const));
  test.each(pairs)('%s, told to %s', (state, kind) => {
    const scene = setUpIn(state);
    const before = snapshot(scene);
    const told = scene.told.length;
    const refused = scene.breaker.execute({ kind, actor: 'ada', reason: 'drill' }, scene.now);
    const target = targetOf(state, kind);
    if (target === null) {
      expect(refused).toEqual({
        code: 'ILLEGAL_TRANSITION',
        from: state,
        command: kind,
        message: `A breaker that is ${state} can't carry out '${kind}'`,
      });
    } else expect(refused).toBeNull();
    if (target === null || (target === state && kind !== 'reset')) {
      expect([snapshot(scene), scene.told.length]).toEqual([before, told]);
      return;
    }
    expect(snapshot(scene)).toMatchObject({ state: target, generation: before.generation + 1 });
    if (target === state) return expect(scene.told).toHaveLength(told);
    expect(LEGAL_TRANSITIONS[state]).toContain(target);
    expect(lastTransition(scene)).toMatchObject({
      from: state,
      to: target,
      cause: { kind: 'command', command: kind, actor: 'ada', reason: 'drill' },
    });
  });
});

describe('[ST4] the holds', () => {
  test('forced-open rejects every call', () => {
    const scene = setUpIn('forced-open');
    advance(scene, 86_400_000);
    expect(scene.breaker.tryAcquirePermission(scene.now).permitted).toBe(false);
  });

  test('forced-closed permits and records, and never opens', () => {
    const scene = setUpIn('forced-closed');
    fail(scene, 20);
    expect(snapshot(scene)).toMatchObject({ state: 'forced-closed', window: { failedCalls: 4, failureRate: 100 } });
  });

  test('disabled permits and records nothing', () => {
    const scene = setUpIn('disabled');
    fail(scene, 20);
    expect(snapshot(scene)).toMatchObject({
      window: { bufferedCalls: 0 },
      consecutiveFailures: 0,
      totals: { failure: 20 },
    });
  });

  test.each(HELD_STATES)('%s is left by nothing but a command or its expiry', (state) => {
    const scene = setUpIn(state, { maxWaitDurationInHalfOpenStateMs: 10 });
    expect(scene.breaker.nextTickAt()).toBeNull();
    advance(scene, 86_400_000);
    if (state !== 'forced-open') {
      fail(scene, 10);
      succeed(scene, 10);
    }
    expect(scene.breaker.state).toBe(state);
    scene.breaker.expireHold(scene.now);
    expect(lastTransition(scene)).toMatchObject({
      from: state,
      to: 'closed',
      cause: { kind: 'hold-expired', hold: state },
    });
  });

  test('an expiry means nothing to a breaker that is not held', () => {
    for (const state of ['closed', 'open', 'half-open'] as const) {
      const scene = setUpIn(state);
      const before = snapshot(scene);
      scene.breaker.expireHold(scene.now);
      expect(snapshot(scene)).toEqual(before);
    }
  });

  test('[ST5] forced-closed and metrics-only begin with an empty window and an empty run', () => {
    for (const kind of ['force-closed', 'metrics-only'] as const) {
      const scene = setUp();
      fail(scene, 3);
      command(scene, kind);
      expect(snapshot(scene)).toMatchObject({ window: { bufferedCalls: 0 }, consecutiveFailures: 0 });
    }
  });
});
