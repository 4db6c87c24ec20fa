import { z } from 'zod';
import { mustBe, optionsOf, wholeOption } from '../dialect.ts';

const LIBRARY = 'gobreaker';
const UINT32_MAX = 0xffff_ffff;
/** The longest `time.Duration`, 2^63 − 1 nanoseconds, in whole milliseconds. */
const LONGEST_DURATION_MS = 9_223_372_036_854;
/** The library has no such limit but memory; a ring of more would take the panel's. */
const MOST_BUCKETS = 10_000;

const uint32 = (option: string) => wholeOption(option, 0, UINT32_MAX);
const durationMs = (option: string) => wholeOption(option, -LONGEST_DURATION_MS, LONGEST_DURATION_MS);

const condition = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  optionsOf(`${LIBRARY}'s ReadyToTrip`, { kind: z.literal(kind), ...shape });
const ratio = z.number(mustBe('ReadyToTrip.ratio', 'a number'));

const readyToTripSchema = z.discriminatedUnion(
  'kind',
  [
    condition('default', {}),
    condition('consecutiveFailures', { n: uint32('ReadyToTrip.n') }),
    condition('failureRatio', { minRequests: uint32('ReadyToTrip.minRequests'), ratio }),
  ],
  mustBe('ReadyToTrip', 'an object whose kind is default, consecutiveFailures or failureRatio'),
);

/**
 * `Settings` of sony/gobreaker v2, 2.4.0: its names and defaults; `Ms` stands at the end of what is a `time.Duration`
 * there, and 0 is "not given", as in Go. `ReadyToTrip`, a function there, is the default one, "that many failures in a
 * row" or "that share of that many requests". What is excluded and what succeeds is not an option: outcomes arrive so.
 */
export const gobreakerOptions = optionsOf(LIBRARY, {
  /** Calls admitted while half-open, and successes in a row that close. 0 means 1. */
  MaxRequests: uint32('MaxRequests').default(0),
  /** 0 or less: the counters of a closed breaker are never cleared. */
  IntervalMs: durationMs('IntervalMs').default(0),
  /** 0 or less: a fixed window of the interval; else the window rolls, in buckets of this period. */
  BucketPeriodMs: durationMs('BucketPeriodMs').default(0),
  /** 0 or less means 60 s. */
  TimeoutMs: durationMs('TimeoutMs').default(0),
  ReadyToTrip: readyToTripSchema.default({ kind: 'default' }),
}).superRefine((options, context) => {
  if (bucketsOf(options) <= MOST_BUCKETS) return;
  const { IntervalMs, BucketPeriodMs } = options;
  const least = Math.ceil(IntervalMs / MOST_BUCKETS);
  context.addIssue({
    code: 'custom',
    path: ['BucketPeriodMs'],
    message: `BucketPeriodMs must be at least ${least} for an IntervalMs of ${IntervalMs}, received ${BucketPeriodMs}`,
  });
});

/** Whole options of one gobreaker. */
export type GobreakerOptions = z.output<typeof gobreakerOptions>;
export type ReadyToTrip = GobreakerOptions['ReadyToTrip'];

/** How many buckets the window has: 1 is the fixed window. The interval is rounded up to whole buckets (2.4.0). */
export function bucketsOf(options: Pick<GobreakerOptions, 'IntervalMs' | 'BucketPeriodMs'>): number {
  const { IntervalMs, BucketPeriodMs } = options;
  return IntervalMs > 0 && BucketPeriodMs > 0 ? Math.ceil(IntervalMs / BucketPeriodMs) : 1;
}

/** The wait of an open breaker, with the library's default. */
export const timeoutMsOf = ({ TimeoutMs }: GobreakerOptions): number => (TimeoutMs > 0 ? TimeoutMs : 60_000);

/** Calls admitted while half-open, with the library's default. */
export const maxRequestsOf = ({ MaxRequests }: GobreakerOptions): number => Math.max(1, MaxRequests);
