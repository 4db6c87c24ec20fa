import { expect, it } from 'vitest';
import { createRandom, drawArrivalGapMs, drawNormal } from './random.ts';

const draw = (count: number, act: () => number) => Array.from({ length: count }, act);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it('gives the same numbers for the same seed, and others for another', () => {
  expect(draw(5, createRandom('a'))).toEqual(draw(5, createRandom('a')));
  expect(draw(5, createRandom('a'))).not.toEqual(draw(5, createRandom('b')));
});

it('stays in [0, 1) and is spread evenly', () => {
  const values = draw(20_000, createRandom('even'));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(mean(values)).toBeCloseTo(0.5, 1);
});

it('draws a standard normal: mean 0, deviation 1', () => {
  const random = createRandom('normal');
  const values = draw(20_000, () => drawNormal(random));
  expect(Math.abs(mean(values))).toBeLessThan(0.03);
  expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 1);
});

it('spaces Poisson arrivals so that the asked number comes in a second', () => {
  const random = createRandom('poisson');
  expect(mean(draw(20_000, () => drawArrivalGapMs(40, random)))).toBeCloseTo(25, 0);
});
