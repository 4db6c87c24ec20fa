import { expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { startTraffic } from './traffic.ts';
import { createVirtualClock } from './virtual-clock.ts';

function run(callsPerSecond: number) {
  const clock = createVirtualClock(0);
  const arrivals: number[] = [];
  const stop = startTraffic(callsPerSecond, { random: createRandom('t'), schedule: clock.after, now: clock.now }, () =>
    arrivals.push(clock.now()),
  );
  return { clock, arrivals, stop };
}

it('calls so many times a second on average', () => {
  const { clock, arrivals } = run(50);
  clock.advance(60_000);
  expect(arrivals.length).toBeGreaterThan(2_800);
  expect(arrivals.length).toBeLessThan(3_200);
});

it('repeats itself with the same seed', () => {
  const [first, second] = [run(20), run(20)];
  first.clock.advance(5_000);
  second.clock.advance(5_000);
  expect(first.arrivals).toEqual(second.arrivals);
});

it('keeps its rate although every timer is late', () => {
  const clock = createVirtualClock(0);
  let calls = 0;
  const late = (delayMs: number, act: () => void) => clock.after(delayMs + 15, act);
  startTraffic(100, { random: createRandom('t'), schedule: late, now: clock.now }, () => {
    calls += 1;
  });
  clock.advance(60_000);
  expect(calls).toBeGreaterThan(5_700);
  expect(calls).toBeLessThan(6_300);
});

it('makes no call without traffic, and none after it was stopped', () => {
  const silent = run(0);
  silent.clock.advance(60_000);
  expect(silent.arrivals).toEqual([]);
  const { clock, arrivals, stop } = run(50);
  clock.advance(1_000);
  stop();
  const before = arrivals.length;
  clock.advance(10_000);
  expect(arrivals.length).toBe(before);
});
