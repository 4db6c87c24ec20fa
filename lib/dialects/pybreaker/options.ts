import { z } from 'zod';
import { flagOption, LONGEST_MS, mustBe, optionsOf, wholeOption, wordOption } from '../dialect.ts';

const seconds = mustBe('reset_timeout', `a number of seconds from 0 to ${LONGEST_MS / 1_000}`);

/**
 * `CircuitBreaker.__init__` of PyBreaker 1.4.1 and the state of its memory storage: names, units and defaults. The
 * library checks nothing but the state. `exclude` is not an option here: outcomes arrive classified.
 */
export const pybreakerOptions = optionsOf('PyBreaker', {
  /** Failures in a row that open it; 0 opens at the first one, as 1 does. */
  fail_max: wholeOption('fail_max', 0, 1_000_000).default(5),
  /** Seconds. 0: the next call is a trial. */
  reset_timeout: z
    .number(seconds)
    .min(0, seconds)
    .max(LONGEST_MS / 1_000, seconds)
    .default(60),
  success_threshold: wholeOption('success_threshold', 0, 10_000).default(1),
  /** Whether the call that trips the breaker gets the breaker's error instead of its own. */
  throw_new_error_on_trip: flagOption('throw_new_error_on_trip').default(true),
  /** The state its storage begins with; open has no opening time then, so the first call is a trial. */
  initial_state: wordOption('initial_state', ['closed', 'open', 'half-open']).default('closed'),
});

/** Whole options of one PyBreaker breaker. */
export type PybreakerOptions = z.infer<typeof pybreakerOptions>;
