import { expect, it } from 'vitest';
import { createCallMeter } from './call-meter.ts';

const START = 1_700_000_000_000;

it('counts each second apart, and a second without calls as zero', () => {
  const meter = createCallMeter(START);
  meter.record('success', 10, START + 100);
  meter.record('failure', 10, START + 900);
  meter.record('rejected', null, START + 2_000);
  expect(meter.seconds(3, START + 3_000)).toEqual([
    [1, 0, 0, 1, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 1],
  ]);
});

it('forgets what is over a minute old, however long nobody called', () => {
  const meter = createCallMeter(START);
  for (let second = 0; second < 70; second += 1) meter.record('success', 10, START + second * 1_000);
  expect(meter.seconds(60, START + 70_000)).toEqual(Array.from({ length: 60 }, () => [1, 0, 0, 0, 0]));
  expect(meter.seconds(60, START + 500_000)).toEqual(Array.from({ length: 60 }, () => [0, 0, 0, 0, 0]));
});

it('has no data of the time before it began', () => {
  const meter = createCallMeter(START);
  meter.record('success', 10, START + 100);
  expect(meter.seconds(3, START + 1_000)).toEqual([null, null, [1, 0, 0, 0, 0]]);
});

it('gives rates over the last ten seconds, or over its life if that is shorter', () => {
  const meter = createCallMeter(START);
  for (let call = 0; call < 40; call += 1)
    meter.record(call % 4 === 0 ? 'rejected' : 'success', 10, START + call * 100);
  const early = meter.rates(START + 4_000);
  expect(early.callsPerSecond).toBeCloseTo(10, 5);
  expect(early.rejectedPerSecond).toBeCloseTo(2.5, 5);
  const late = meter.rates(START + 11_999);
  expect(late.callsPerSecond).toBeCloseTo(2, 2);
  expect(meter.rates(START + 60_000).callsPerSecond).toBe(0);
});

it('has percentiles only of calls that were answered in that time', () => {
  const meter = createCallMeter(START);
  expect(meter.rates(START).latencyMsP95).toBeNull();
  for (let call = 1; call <= 100; call += 1) meter.record('success', call, START + 10);
  const { latencyMsP50, latencyMsP99 } = meter.rates(START + 1_000);
  expect(latencyMsP50).toBeGreaterThanOrEqual(49);
  expect(latencyMsP50).toBeLessThanOrEqual(51);
  expect(latencyMsP99).toBeGreaterThanOrEqual(98);
  expect(meter.rates(START + 11_000).latencyMsP50).toBeNull();
});
