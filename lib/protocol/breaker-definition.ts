import { z } from 'zod';
import { reasonSchema } from './command.ts';

const durationMs = z.number().min(0).max(3_600_000);
const percent = z.number().min(0).max(100);

/** How long a simulated downstream takes, in milliseconds. */
export const latencySchema = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('constant'), ms: durationMs }),
  z.strictObject({ shape: z.literal('uniform'), minMs: durationMs, maxMs: durationMs }),
  z.strictObject({ shape: z.literal('normal'), meanMs: durationMs, deviationMs: durationMs }),
  /** A long tail: half of the calls take up to the median, 95 of 100 up to the 95th percentile. */
  z.strictObject({ shape: z.literal('log-normal'), medianMs: durationMs, p95Ms: durationMs }),
]);
export type LatencyProfile = z.infer<typeof latencySchema>;

/** A time of trouble that comes back by itself, so that a demo fleet is alive. */
export const troubleSchema = z.strictObject({
  /** Period, and how far into it the trouble begins and how long it lasts. */
  everyMs: z.number().int().min(1_000),
  afterMs: z.number().int().min(0),
  forMs: z.number().int().min(100),
  errorPercent: percent.default(0),
  addedLatencyMs: durationMs.default(0),
});
export type Trouble = z.infer<typeof troubleSchema>;

/** What a breaker guards. `kind` says that it is simulated, for everybody who asks. */
export const downstreamSchema = z.strictObject({
  kind: z.literal('simulated'),
  name: z.string().min(1).max(200),
  latency: latencySchema,
  errorPercent: percent,
  /** Calls it works on at once; more wait their turn, so that overload raises latency by itself. */
  capacity: z.number().int().min(1).max(10_000),
  troubles: z.array(troubleSchema).max(10).default([]),
});
export type DownstreamProfile = z.infer<typeof downstreamSchema>;

/** The least and the most a hosted breaker's identity may be. */
export const breakerIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,199}$/, 'use 1 to 200 URL-safe characters');

/** What is asked of a person who makes a breaker, besides how it behaves. */
const surroundings = {
  name: z.string().trim().min(1).max(200),
  group: z.string().trim().min(1).max(200),
  /** The dialect's id; `native` is the panel's own breaker. */
  dialect: z.string().min(1).max(50).default('native'),
  /** The host gives up on a call after this and settles it as a timeout. */
  callTimeoutMs: z.number().int().min(1).max(600_000),
  downstream: downstreamSchema,
  /** Calls a second that the demo's traffic makes; 0: none. Arrivals are Poisson. */
  trafficCallsPerSecond: z.number().min(0).max(10_000),
};

/** Everything that makes a hosted breaker, without its options, which its dialect checks. */
export const breakerSurroundingsSchema = z.strictObject({ id: breakerIdSchema, ...surroundings });
export type BreakerSurroundings = z.infer<typeof breakerSurroundingsSchema>;

/** The body of `POST /api/breakers`. */
export const createBreakerSchema = z.strictObject({
  ...surroundings,
  /** The dialect's own options, in its own names; what is left out has its default. */
  options: z.record(z.string(), z.unknown()).default({}),
  reason: reasonSchema,
});
export type CreateBreakerRequest = z.infer<typeof createBreakerSchema>;
/** The same as a sender writes it: what has a default may be left out. */
export type CreateBreakerInput = z.input<typeof createBreakerSchema>;

/** The body of `DELETE /api/breakers/<id>`. */
export const deleteBreakerSchema = z.strictObject({ reason: reasonSchema });
