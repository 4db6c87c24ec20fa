import { expect, it } from 'vitest';
import { type AttentionFacts, attention } from './attention.ts';

const healthy: AttentionFacts = {
  state: 'closed',
  failureRate: 1,
  failureRateThreshold: 50,
  tripsLast10Min: 0,
  callsPerSecond: 10,
  faulty: false,
};
const of = (facts: Partial<AttentionFacts>) => attention({ ...healthy, ...facts });

it('puts what harms calls first: open, half-open, flapping, held, faulty, near its threshold, healthy', () => {
  const order = [
    of({ state: 'open' }),
    of({ state: 'half-open' }),
    of({ tripsLast10Min: 3 }),
    of({ state: 'forced-open' }),
    of({ faulty: true }),
    of({ failureRate: 45 }),
    of({}),
  ];
  expect(order).toEqual([...order].sort((a, b) => b - a));
  expect(new Set(order).size).toBe(order.length);
});

it('knows no rate below the minimum, and counts it as none', () => {
  expect(of({ failureRate: null })).toBeLessThan(of({ failureRate: 20 }));
  expect(of({ failureRateThreshold: null, failureRate: 90 })).toBe(of({ failureRate: null }));
});
