import { z } from 'zod';
import { BREAKER_STATES } from '@/lib/engine/breaker-state.ts';

/** Every cause of a transition, as filters name them. */
export const CAUSE_KINDS = [
  'failure-rate',
  'slow-call-rate',
  'failure-count',
  'consecutive-failures',
  'wait-over',
  'probes-good',
  'probe-failed',
  'probe-rate',
  'half-open-wait-over',
  'command',
  'hold-expired',
  'restored',
] as const;

/** The widths that roll-ups are kept in, milliseconds; a step is a multiple of one of them. */
export const ROLL_UP_STEPS_MS = [10_000, 60_000] as const;
export const MAX_SAMPLES = 2_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** A range is `[from, to)`. */
const range = { from: moment.optional(), to: moment.optional() };
const inOrder = (query: { from?: number | undefined; to?: number | undefined }) =>
  query.from === undefined || query.to === undefined || query.from < query.to;
const ORDER = { path: ['to'], error: 'must be later than from' };

/** The query of `GET /api/history/transitions`, newest first. `cursor` is the `nextCursor` of the page before. */
export const transitionsQuerySchema = z
  .strictObject({
    ...range,
    breaker: z.string().min(1).max(200).optional(),
    toState: z.enum(BREAKER_STATES).optional(),
    cause: z.enum(CAUSE_KINDS).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    cursor: z
      .string()
      .regex(/^[1-9]\d{0,15}$/, 'is not one that this server gave')
      .transform(Number)
      .optional(),
  })
  .refine(inOrder, ORDER);
export type TransitionsQuery = z.infer<typeof transitionsQuerySchema>;

/** The query of `GET /api/history/samples`: one breaker's calls per step. Default: the last 15 minutes in 10 s steps. */
export const samplesQuerySchema = z
  .strictObject({
    ...range,
    breaker: z.string().min(1).max(200),
    step: z.coerce.number().int().min(10_000).max(86_400_000).multipleOf(10_000).default(10_000),
  })
  .refine(inOrder, ORDER);
export type SamplesQuery = z.infer<typeof samplesQuerySchema>;

/** One step of one breaker's calls. Percentiles are null where no call was answered. */
export interface Sample {
  /** Start of the step, ISO 8601 UTC. */
  readonly at: string;
  readonly success: number;
  readonly slow: number;
  readonly timeout: number;
  readonly failure: number;
  readonly rejected: number;
  /** The breaker's own rates at the end of the step, percent; null while there was none. */
  readonly failureRate: number | null;
  readonly slowCallRate: number | null;
  readonly latencyMsP50: number | null;
  readonly latencyMsP95: number | null;
  readonly latencyMsP99: number | null;
}

/** Transitions of one bucket of time, by what they mean. */
export interface TransitionBucket {
  /** Start of the bucket, ISO 8601 UTC. */
  readonly at: string;
  /** closed → open. */
  readonly trips: number;
  /** half-open → open. */
  readonly reopenings: number;
  /** open or half-open → closed by itself. */
  readonly recoveries: number;
  /** By command or because a hold expired. */
  readonly manual: number;
}

const DEFAULT_RANGE_MS = 15 * 60_000;

/**
 * The samples query with its range closed: the last 15 minutes before `now` unless it says otherwise. Throws
 * INVALID_INPUT if the range has more than 2,000 steps.
 */
export function resolveSampleRange(query: SamplesQuery, now: number): SamplesQuery & { from: number; to: number } {
  const to = query.to ?? (query.from === undefined ? now : Math.max(now, query.from + query.step));
  const from = query.from ?? to - DEFAULT_RANGE_MS;
  const steps = Math.ceil((to - from) / query.step);
  if (steps > MAX_SAMPLES) {
    const message = `makes ${steps} steps of the range, ${MAX_SAMPLES} at most`;
    throw Object.assign(new RangeError('The query does not fit.'), {
      code: 'INVALID_INPUT' as const,
      issues: [{ field: 'step', message }],
    });
  }
  return { ...query, from, to };
}
