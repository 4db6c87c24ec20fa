import { expect, it } from 'vitest';
import type { LatencyProfile } from '@/lib/protocol/breaker-definition.ts';
import { drawLatencyMs } from './latency.ts';
import { createRandom } from './random.ts';

function sorted(profile: LatencyProfile): number[] {
  const random = createRandom('latency');
  return Array.from({ length: 20_000 }, () => drawLatencyMs(profile, random)).sort((a, b) => a - b);
}
const at = (values: readonly number[], share: number) => values[Math.floor(values.length * share)] ?? Number.NaN;

it('is what it is when constant', () => {
  expect(new Set(sorted({ shape: 'constant', ms: 20 }))).toEqual(new Set([20]));
});

it('stays between its ends when uniform', () => {
  const values = sorted({ shape: 'uniform', minMs: 100, maxMs: 200 });
  expect(at(values, 0)).toBeGreaterThanOrEqual(100);
  expect(at(values, 0.999)).toBeLessThan(200);
  expect(at(values, 0.5)).toBeCloseTo(150, -1);
});

it('is never negative when normal', () => {
  const values = sorted({ shape: 'normal', meanMs: 10, deviationMs: 20 });
  expect(at(values, 0)).toBe(0);
});

it('has the asked median and 95th percentile when log-normal', () => {
  const values = sorted({ shape: 'log-normal', medianMs: 110, p95Ms: 320 });
  expect(Math.abs(at(values, 0.5) - 110)).toBeLessThan(4);
  expect(Math.abs(at(values, 0.95) - 320)).toBeLessThan(15);
});
