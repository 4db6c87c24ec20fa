import { z } from 'zod';

/** The body of `POST /api/breakers/<id>/calls`: calls sent through the breaker now, one after another. */
export const sendCallsSchema = z.strictObject({
  /** Without it the simulated downstream decides. */
  outcome: z.enum(['success', 'failure', 'timeout', 'slow']).optional(),
  count: z.number().int().min(1).max(1_000).default(1),
});
export type SendCallsRequest = z.infer<typeof sendCallsSchema>;

/** What became of one sent call. */
export type SentCall =
  | {
      readonly permitted: true;
      readonly outcome: 'success' | 'failure' | 'timeout' | 'ignored';
      readonly durationMs: number;
      readonly state: string;
    }
  | { readonly permitted: false; readonly state: string; readonly retryAfterMs: number | null };
