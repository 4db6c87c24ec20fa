import type { LatencyProfile } from '@/lib/protocol/breaker-definition.ts';
import { drawNormal, type Random } from './random.ts';

/** The standard normal distribution's 95th percentile. */
const Z95 = 1.6449;

/** One draw of how long an answer takes, in milliseconds, never below zero. */
export function drawLatencyMs(profile: LatencyProfile, random: Random): number {
  switch (profile.shape) {
    case 'constant':
      return profile.ms;
    case 'uniform':
      return profile.minMs + (profile.maxMs - profile.minMs) * random();
    case 'normal':
      return Math.max(0, profile.meanMs + profile.deviationMs * drawNormal(random));
    case 'log-normal': {
      const sigma = Math.log(profile.p95Ms / profile.medianMs) / Z95;
      return profile.medianMs * Math.exp(sigma * drawNormal(random));
    }
  }
}
