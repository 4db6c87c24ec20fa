import { expect, it } from 'vitest';
import { decodeLatency } from './latency-histogram.ts';
import { createRollUpMeter } from './roll-up-meter.ts';

const START = 1_700_000_000_000;
const NO_RATES = { failureRate: null, slowCallRate: null };

it('hands a step out once, when it is over', () => {
  const meter = createRollUpMeter('a', 10_000, START + 2_000);
  meter.record('success', 30);
  meter.record('rejected', null);
  expect(meter.finish(START + 9_999, NO_RATES)).toBeNull();
  const rates = { failureRate: 12, slowCallRate: 0 };
  expect(meter.finish(START + 10_000, rates)).toMatchObject({
    breaker: 'a',
    at: START,
    success: 1,
    rejected: 1,
    ...rates,
  });
  expect(meter.finish(START + 20_000, NO_RATES)).toBeNull();
});

it('keeps the latency of answered calls in a form that can be merged', () => {
  const meter = createRollUpMeter('a', 10_000, START);
  meter.record('success', 30);
  meter.record('timeout', 2_000);
  const { latency } = meter.unfinished(NO_RATES) ?? {};
  expect(latency && decodeLatency(latency).totalCount).toBe(2);
});

it('has no row for a step in which nothing happened', () => {
  expect(createRollUpMeter('a', 10_000, START).unfinished(NO_RATES)).toBeNull();
});

it('shows the step before and the one in progress', () => {
  const meter = createRollUpMeter('a', 10_000, START);
  meter.record('failure', 5);
  expect(meter.samples(NO_RATES).map(({ failure }) => failure)).toEqual([1]);
  meter.finish(START + 10_000, NO_RATES);
  expect(meter.samples(NO_RATES).map(({ failure }) => failure)).toEqual([1, 0]);
});
