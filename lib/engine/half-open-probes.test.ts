import { describe, expect, test } from 'vitest';
import { acquire, type Scene, settle, setUpIn, snapshot } from './breaker-fixtures.ts';

const rejected = (scene: Scene) => !scene.breaker.tryAcquirePermission(scene.now).permitted;

describe('[HO1] at most the permitted number of probes is out or settled', () => {
  test('a further call is rejected, while any are out and after some are settled', () => {
    const scene = setUpIn('half-open');
    const [first, second] = [acquire(scene), acquire(scene), acquire(scene)];
    expect(rejected(scene)).toBe(true);
    if (first) settle(scene, first, 'success');
    expect(rejected(scene)).toBe(true);
    if (second) scene.breaker.release(second, scene.now);
    expect(rejected(scene)).toBe(false);
    expect(rejected(scene)).toBe(true);
  });

  test('one probe may be all that is permitted', () => {
    const scene = setUpIn('half-open', { permittedNumberOfCallsInHalfOpenState: 1 });
    const probe = acquire(scene);
    expect(rejected(scene)).toBe(true);
    settle(scene, probe, 'success');
    expect(scene.breaker.state).toBe('closed');
  });

  test('the slots tell what became of each probe', () => {
    const scene = setUpIn('half-open', { permittedNumberOfCallsInHalfOpenState: 4, minimumNumberOfCalls: 4 });
    settle(scene, acquire(scene), 'success', 30);
    settle(scene, acquire(scene), 'timeout', 200);
    acquire(scene);
    scene.now += 25;
    expect(snapshot(scene).probes).toEqual([
      { kind: 'good', durationMs: 30 },
      { kind: 'failed', durationMs: 200 },
      { kind: 'in-flight', sinceMs: 25 },
      { kind: 'free' },
    ]);
  });
});
