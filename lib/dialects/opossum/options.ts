import { z } from 'zod';
import { flagOption, LONGEST_MS, mustBe, optionsOf, wholeOption } from '../dialect.ts';

const LIBRARY = 'opossum';
/** The library has no such limit but memory. */
const MOST_BUCKETS = 10_000;

const timeout = (() => {
  const refusal = mustBe('timeout', `a whole number from 0 to ${LONGEST_MS}, or false`);
  const accepts = (ms: number | false) => ms === false || (Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_MS);
  return z.union([z.literal(false), z.number()], refusal).refine(accepts, refusal);
})();
const errorThresholdPercentage = z.number(mustBe('errorThresholdPercentage', 'a number'));
const label = (option: string) => z.string(mustBe(option, 'a text')).optional();
const flag = (option: string) => flagOption(`state.${option}`).optional();

/** A state that another breaker's `toJSON` told. `open` follows from the others, `name` is not read: as there. */
const preloadedState = optionsOf(`${LIBRARY}'s state`, {
  enabled: flag('enabled'),
  closed: flag('closed'),
  open: flag('open'),
  halfOpen: flag('halfOpen'),
  warmUp: flag('warmUp'),
  shutdown: flag('shutdown'),
  lastTimerAt: wholeOption('state.lastTimerAt', 0, Number.MAX_SAFE_INTEGER).optional(),
  name: label('state.name'),
});

/**
 * Options of opossum 9.0.0: its names and defaults; durations are milliseconds, and no longer than Node's timers keep.
 * Which errors count (`errorFilter`) is not an option here: outcomes arrive classified. Nor are caching, coalescing
 * and abort controllers, which are not about the circuit.
 */
export const opossumOptions = optionsOf(LIBRARY, {
  /** How long a call may take. False or 0: as long as it likes. */
  timeout: timeout.default(10_000),
  /** Percent; opens above it. */
  errorThresholdPercentage: errorThresholdPercentage.default(50),
  resetTimeout: wholeOption('resetTimeout', 0, LONGEST_MS).default(30_000),
  rollingCountTimeout: wholeOption('rollingCountTimeout', 1, LONGEST_MS).default(10_000),
  rollingCountBuckets: wholeOption('rollingCountBuckets', 1, MOST_BUCKETS).default(10),
  /** Calls that the window must hold before it can open. */
  volumeThreshold: wholeOption('volumeThreshold', 0, Number.MAX_SAFE_INTEGER).default(0),
  /** Calls at once; more are rejected, and count as failures. */
  capacity: wholeOption('capacity', 0, Number.MAX_SAFE_INTEGER).default(Number.MAX_SAFE_INTEGER),
  /** Failures don't open it during the first `rollingCountTimeout`. */
  allowWarmUp: flagOption('allowWarmUp').default(false),
  enabled: flagOption('enabled').default(true),
  state: preloadedState.optional(),
  name: label('name'),
  group: label('group'),
  /** These two are about what is told, not about what is decided. */
  rollingPercentilesEnabled: flagOption('rollingPercentilesEnabled').default(true),
  enableSnapshots: flagOption('enableSnapshots').default(true),
});

/** Whole options of one opossum. */
export type OpossumOptions = z.output<typeof opossumOptions>;

/** How long a call may take; null: as long as it likes. */
export const callTimeoutMsOf = ({ timeout }: OpossumOptions): number | null =>
  timeout === false ? null : timeout || null;

/** Node makes a timer of 0 ms one of 1 ms. */
export const resetTimeoutMsOf = ({ resetTimeout }: OpossumOptions): number => Math.max(1, resetTimeout);

/** How long a bucket is the newest one. Rounded down, so that the window can be shorter than it is said to be. */
export const bucketMsOf = ({ rollingCountTimeout, rollingCountBuckets }: OpossumOptions): number =>
  Math.max(1, Math.floor(rollingCountTimeout / rollingCountBuckets));
