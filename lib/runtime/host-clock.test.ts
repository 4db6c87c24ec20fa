import { expect, it } from 'vitest';
import { createHostClock } from './host-clock.ts';

it('never acts before its time, and in order', async () => {
  const clock = createHostClock();
  const acted: { name: string; late: number }[] = [];
  await new Promise<void>((resolve) => {
    const due = (name: string, delayMs: number) => {
      const at = clock.now() + delayMs;
      clock.after(delayMs, () => {
        acted.push({ name, late: clock.now() - at });
        if (acted.length === 3) resolve();
      });
    };
    due('third', 30.7);
    due('first', 5.3);
    due('second', 12);
  });
  clock.stop();
  expect(acted.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  for (const { late } of acted) expect(late).toBeGreaterThanOrEqual(0);
});

it('is aligned to the epoch, does not go back, and is silent once stopped', async () => {
  const clock = createHostClock();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  const before = clock.now();
  expect(clock.now()).toBeGreaterThanOrEqual(before);
  let acted = false;
  clock.after(1, () => {
    acted = true;
  });
  clock.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(acted).toBe(false);
});
