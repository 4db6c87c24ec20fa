import { z } from 'zod';
import { COMMAND_KINDS } from '@/lib/engine/breaker-event.ts';

/** The longest hold that ends by itself. */
export const MAX_HOLD_MS = 24 * 3_600_000;

/** Why somebody does something; shown in the history. */
export const reasonSchema = z.string().trim().min(1, 'say why, in 1 to 500 characters').max(500);

/** The body of `POST /api/breakers/<id>/commands`. */
export const commandSchema = z.strictObject({
  kind: z.enum(COMMAND_KINDS),
  reason: reasonSchema,
  /** How long a hold lasts; without it, until released. Only holds expire. */
  expiresInMs: z.number().int().min(1_000).max(MAX_HOLD_MS).optional(),
  /** The generation that the sender saw; another one is refused with 409. */
  expectedGeneration: z.number().int().min(0).optional(),
  /** The same id twice is carried out once. */
  commandId: z.string().min(1).max(100).optional(),
});
export type CommandRequest = z.infer<typeof commandSchema>;
