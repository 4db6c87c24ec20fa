import { expect, it } from 'vitest';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { breakerSurroundingsSchema } from '@/lib/protocol/breaker-definition.ts';
import { DEMO_FLEET } from './demo-fleet.ts';

it('has twelve breakers with traffic, and one that belongs to whoever follows the README', () => {
  const silent = DEMO_FLEET.filter(({ definition }) => definition.trafficCallsPerSecond === 0);
  expect(DEMO_FLEET).toHaveLength(13);
  expect(silent.map(({ definition }) => definition.id)).toEqual(['call_service_b']);
});

it.each(DEMO_FLEET.map((demo) => [demo.definition.id, demo] as const))('%s is a possible breaker', (_id, demo) => {
  expect(findConfigProblems(demo.options)).toEqual([]);
  expect(breakerSurroundingsSchema.safeParse(demo.definition).error).toBeUndefined();
});

it('never waits longer than 15 s', () => {
  for (const { definition, options } of DEMO_FLEET) {
    const longest = options.waitBackoff?.maxMs ?? options.waitDurationInOpenStateMs;
    expect(longest, definition.id).toBeLessThanOrEqual(15_000);
  }
});
