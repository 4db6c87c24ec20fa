import { probesNeeded } from '@/components/breaker/gauge-facts.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { waitForOpening } from '@/lib/engine/wait-backoff.ts';
import { formatDuration, formatSpan, plural } from '@/lib/format.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';

/** What half-open asks for: "5 slots, 3 must succeed", and what one failure too many costs. */
export interface HalfOpenRule {
  readonly slots: number;
  /** Good probes that close it. */
  readonly needed: number;
  readonly ask: string;
  readonly rule: string;
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function ordinal(rank: number): string {
  const word = ORDINALS[rank];
  if (word) return word;
  const suffix = rank % 100 >= 11 && rank % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${suffix}`;
}

function growthInWords(config: BreakerConfig): string {
  const { waitBackoff } = config;
  if (!waitBackoff || waitBackoff.multiplier === 1) return '';
  const grows = waitBackoff.multiplier === 2 ? 'wait doubles' : `wait grows ×${waitBackoff.multiplier}`;
  return ` (${grows}, at most ${formatDuration(waitBackoff.maxMs)})`;
}

/** How many of `decidedAfter` probes reach a threshold of percent. */
const reaching = (threshold: number | null, decidedAfter: number): number | null =>
  threshold === null ? null : Math.max(1, Math.ceil((threshold * decidedAfter) / 100 - 1e-9));

type Asks = Pick<BreakerIdentity, 'config' | 'callTimeoutMs'>;

/** The rule of half-open with this breaker's numbers. `openingsInARow` counts those since it was last closed. */
export function halfOpenRule({ config, callTimeoutMs }: Asks, openingsInARow: number): HalfOpenRule {
  const slots = config.permittedNumberOfCallsInHalfOpenState;
  const wait = waitForOpening(config, openingsInARow + 1, null);
  const about = config.waitBackoff && config.waitBackoff.jitter > 0 ? 'about ' : '';
  const again = `for ${about}${formatDuration(wait)}${growthInWords(config)}.`;
  const undecided =
    config.maxWaitDurationInHalfOpenStateMs > 0
      ? ` Without a decision in ${formatSpan(config.maxWaitDurationInHalfOpenStateMs)} it opens again too.`
      : '';

  const inARow = config.successThresholdInHalfOpen;
  if (inARow !== null) {
    return {
      slots,
      needed: inARow,
      ask: `${plural(slots, 'slot')}, ${inARow} in a row must succeed`,
      rule: `If one fails it opens again, ${again}${undecided}`,
    };
  }

  const decidedAfter = Math.min(config.minimumNumberOfCalls, slots);
  const failed = reaching(config.failureRateThreshold, decidedAfter);
  // A call that is given up before it could be slow is a timeout.
  const slowIsPossible = config.slowCallDurationThresholdMs < callTimeoutMs;
  const slow = slowIsPossible ? reaching(config.slowCallRateThreshold, decidedAfter) : null;
  const { needed } = probesNeeded(config);
  const nth = (rank: number) => (rank === 1 ? 'a probe' : `a ${ordinal(rank)} probe`);
  const reasons = [
    ...(failed === null ? [] : [`${nth(failed)} fails`]),
    ...(slow === null ? [] : [`${nth(slow)} is slow`]),
  ];
  const early = decidedAfter < slots ? `, decided after ${decidedAfter}` : '';
  return {
    slots,
    needed,
    ask:
      failed === null ? `${plural(slots, 'slot')}${early}` : `${plural(slots, 'slot')}${early}, ${needed} must succeed`,
    rule: `${reasons.length > 0 ? `If ${reasons.join(' or ')} it opens again, ${again}` : 'Its probes close it.'}${undecided}`,
  };
}
