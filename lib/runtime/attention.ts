import { type BreakerLive, FLAPPING_TRIPS } from '@/lib/protocol/breaker-resource.ts';

/** What `attention` is computed from. */
export type AttentionFacts = Pick<BreakerLive, 'state' | 'failureRate' | 'tripsLast10Min' | 'callsPerSecond'> & {
  readonly failureRateThreshold: number | null;
  readonly faulty: boolean;
};

/**
 * How much a breaker needs a person; the sum of what is the matter, so that every viewer and the API agree on one
 * order. The busier one comes first among equals.
 */
export function attention(facts: AttentionFacts): number {
  let score = 0;
  if (facts.state === 'open') score += 1_000;
  if (facts.state === 'half-open') score += 900;
  if (facts.tripsLast10Min >= FLAPPING_TRIPS) score += 800;
  if (facts.state === 'forced-open' || facts.state === 'disabled') score += 700;
  if (facts.faulty) score += 600;
  if (facts.failureRate !== null && facts.failureRateThreshold !== null) {
    score += 500 * Math.min(1, facts.failureRate / facts.failureRateThreshold);
  }
  return Math.round(score + Math.min(99, facts.callsPerSecond) / 100);
}
