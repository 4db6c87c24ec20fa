import { z } from 'zod';
import { reasonSchema } from './command.ts';

export const DEFAULT_FAULT_MS = 60_000;
export const MAX_FAULT_MS = 30 * 60_000;

const percent = z.number().gt(0).max(100);

/** What a fault does to a call that it touches. */
export const faultEffectSchema = z.discriminatedUnion('kind', [
  /** Fails this share of calls with an HTTP status. */
  z.strictObject({
    kind: z.literal('errors'),
    percent,
    status: z.number().int().min(400).max(599).default(503),
  }),
  /** Delays each answer, plus or minus an evenly drawn jitter. */
  z.strictObject({
    kind: z.literal('latency'),
    addedMs: z.number().int().min(1).max(600_000),
    jitterMs: z.number().int().min(0).max(600_000).default(0),
  }),
  /** Never answers this share of calls. */
  z.strictObject({ kind: z.literal('hang'), percent: percent.default(100) }),
]);
export type FaultEffect = z.infer<typeof faultEffectSchema>;

/** The body of `POST /api/faults`. */
export const faultRequestSchema = z.strictObject({
  /** Breakers whose downstreams the fault acts on. */
  breakers: z.array(z.string().min(1).max(200)).min(1).max(500),
  effects: z
    .array(faultEffectSchema)
    .min(1)
    .max(3)
    .refine(
      (effects) => new Set(effects.map((effect) => effect.kind)).size === effects.length,
      'each kind at most once',
    ),
  durationMs: z.number().int().min(1_000).max(MAX_FAULT_MS).default(DEFAULT_FAULT_MS),
  reason: reasonSchema,
});
export type FaultRequest = z.infer<typeof faultRequestSchema>;

/** The body of `POST /api/faults/halt` and `DELETE /api/faults/<id>`; the reason may follow later. */
export const haltRequestSchema = z.strictObject({ reason: z.string().trim().max(500).optional() });

/** A fault that runs, on the wire. */
export interface FaultResource {
  readonly id: string;
  readonly breakers: readonly string[];
  readonly effects: readonly FaultEffect[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endsAt: string;
  readonly durationMs: number;
  readonly actor: string;
  readonly reason: string;
}
