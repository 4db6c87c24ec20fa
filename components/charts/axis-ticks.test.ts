import { describe, expect, it } from 'vitest';
import { countTicks, logTicks, timeTicks } from './axis-ticks.ts';

const at = (clock: string) => Date.parse(`2025-11-21T${clock}Z`);

describe('ticks of time', () => {
  it('are round moments far enough apart, and leave the end to the clock', () => {
    const ticks = timeTicks({ from: at('11:48:10'), to: at('12:03:10') }, 800);
    expect(ticks.map((tick) => tick.label)).toEqual(['11:51', '11:54', '11:57', '12:00']);
  });

  it('say the date where a day begins', () => {
    const ticks = timeTicks({ from: at('12:00:00'), to: at('12:00:00') + 86_400_000 }, 800);
    expect(ticks.map((tick) => tick.label)).toEqual(['12:00', '16:00', '20:00', '22 Nov', '04:00', '08:00']);
  });
});

describe('ticks of counts', () => {
  it('share one scale above and below zero', () => {
    expect(countTicks(57, 52)).toEqual({ ticks: [-60, -40, -20, 0, 20, 40, 60], top: 60, bottom: -60 });
    expect(countTicks(57, 0)).toEqual({ ticks: [0, 10, 20, 30, 40, 50, 60], top: 60, bottom: 0 });
  });

  it('are whole numbers, and there is an axis without any call', () => {
    expect(countTicks(0, 0)).toEqual({ ticks: [0, 1], top: 1, bottom: 0 });
    expect(countTicks(3, 0).ticks).toEqual([0, 1, 2, 3]);
  });
});

describe('ticks on a log scale', () => {
  it('go by 1, 2 and 5 around the values, from the highest down', () => {
    expect(logTicks(60, 1_900)).toEqual({ ticks: [100, 500, 2_000], bottom: 50, top: 2_000 });
  });

  it('span at least a decade', () => {
    expect(logTicks(110, 480)).toMatchObject({ bottom: 100, top: 2_000 });
    expect(logTicks(1, 1)).toMatchObject({ bottom: 1, top: 10 });
  });
});
