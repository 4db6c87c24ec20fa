import { z } from 'zod';
import { LONGEST_MS, mustBe, optionsOf, wholeOption } from '../dialect.ts';

const seconds = mustBe('recovery_timeout', `a number of seconds from 0 to ${LONGEST_MS / 1_000}`);

/**
 * `CircuitBreaker.__init__` of fabfuel's circuitbreaker 1.4.0 and 2.1.3: names, units and defaults. The library takes
 * 0 for "not given". `expected_exception` is not an option here: outcomes arrive classified.
 */
export const circuitbreakerOptions = optionsOf('circuitbreaker', {
  failure_threshold: wholeOption('failure_threshold', 0, 1_000_000).default(5),
  /** Seconds. */
  recovery_timeout: z
    .number(seconds)
    .min(0, seconds)
    .max(LONGEST_MS / 1_000, seconds)
    .default(30),
});

/** Whole options of one circuitbreaker breaker. */
export type CircuitbreakerOptions = z.infer<typeof circuitbreakerOptions>;

/** The versions whose decisions are known; they differ in their texts alone. */
export type CircuitbreakerVersion = '1.4.0' | '2.1.3';

/** What counts: both versions take 0 for the default. */
export function effectiveOptions({ failure_threshold, recovery_timeout }: CircuitbreakerOptions) {
  return { failureThreshold: failure_threshold || 5, recoveryTimeoutMs: (recovery_timeout || 30) * 1_000 };
}
