import type { ProbeSlot } from '@/lib/engine/breaker.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { formatPercentValue, formatShortCount, formatSpan, formatThreshold, plural } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { STATE_WORDS } from './state-words.ts';

/** From this share of its threshold on, a value is near it. */
export const NEAR_SHARE = 0.8;

/** What a tile's third row says: one number, its sample and its threshold. */
export type Gauge =
  | {
      readonly kind: 'measure';
      /** "62" and "%", or "2" and "of 5". */
      readonly value: string;
      readonly unit: string;
      readonly sample: string;
      readonly trips: string;
      /** Both for a phone: "31/50 failed" and "50 %". */
      readonly brief: { readonly sample: string; readonly trips: string };
      /** 0 … 100 of the track. */
      readonly fill: number;
      readonly tick: number;
      readonly near: boolean;
    }
  | { readonly kind: 'filling'; readonly sample: string; readonly fill: number }
  | {
      readonly kind: 'probes';
      readonly good: number;
      readonly needed: number;
      readonly failed: number;
      readonly probes: readonly ProbeSlot[];
    }
  | { readonly kind: 'held'; readonly value: string | null; readonly by: string; readonly would: string }
  | { readonly kind: 'words'; readonly title: string; readonly line: string };

/** Good probes that close it again, out of how many. */
export function probesNeeded(config: BreakerConfig): { readonly needed: number; readonly of: number } {
  const permitted = config.permittedNumberOfCallsInHalfOpenState;
  if (config.successThresholdInHalfOpen !== null) return { needed: config.successThresholdInHalfOpen, of: permitted };
  const decided = Math.min(config.minimumNumberOfCalls, permitted);
  // At the threshold it opens, so the bad ones must stay below it.
  const least = (threshold: number | null) =>
    threshold === null ? 0 : Math.floor(decided * (1 - threshold / 100) + 1e-9) + 1;
  const needed = Math.max(least(config.failureRateThreshold), least(config.slowCallRateThreshold));
  return { needed: Math.min(decided, Math.max(1, needed)), of: permitted };
}

/** A rate below its threshold never reads as if it had reached it: 49.6 against 50 is not "50". */
export function rateBelow(value: number, threshold: number): string {
  const rounded = formatPercentValue(value);
  return value < threshold && Number(rounded) >= threshold ? (Math.floor(value * 10) / 10).toFixed(1) : rounded;
}

function rateMeasure(view: BreakerView, which: 'failed' | 'slow', rate: number, threshold: number): Gauge {
  const bad = which === 'failed' ? view.failedCalls : view.slowCalls;
  return {
    kind: 'measure',
    value: rateBelow(rate, threshold),
    unit: '%',
    sample: `${formatShortCount(bad)} of ${formatShortCount(view.bufferedCalls)} ${which}`,
    trips: `trips at ${formatThreshold(threshold)}`,
    brief: {
      sample: `${formatShortCount(bad)}/${formatShortCount(view.bufferedCalls)} ${which}`,
      trips: formatThreshold(threshold),
    },
    fill: Math.min(100, rate),
    tick: threshold,
    near: rate >= threshold * NEAR_SHARE,
  };
}

function countMeasure(count: number, threshold: number, sample: string): Gauge {
  const fill = Math.min(100, (count / threshold) * 100);
  return {
    kind: 'measure',
    value: formatShortCount(count),
    unit: `of ${formatShortCount(threshold)}`,
    sample,
    trips: `trips at ${formatShortCount(threshold)}`,
    brief: { sample, trips: formatShortCount(threshold) },
    fill,
    tick: 100,
    near: fill >= NEAR_SHARE * 100,
  };
}

/** The measure by which it trips; where there are several, the first, unless slow calls come nearer than failures. */
function measure(view: BreakerView): Gauge {
  const { config, failureRate, slowCallRate } = view;
  const slowAt = config.slowCallRateThreshold;
  const failedAt = config.failureRateThreshold;
  if (slowAt !== null && slowCallRate !== null && slowCallRate >= slowAt * NEAR_SHARE) {
    const failedReached = failedAt !== null && failureRate !== null ? failureRate / failedAt : 0;
    if (slowCallRate / slowAt > failedReached) return rateMeasure(view, 'slow', slowCallRate, slowAt);
  }
  if (failedAt !== null && failureRate !== null) return rateMeasure(view, 'failed', failureRate, failedAt);
  if (config.failureCountThreshold !== null) {
    const span =
      config.slidingWindowType === 'time-based'
        ? formatSpan(config.slidingWindowSize * 1_000)
        : plural(config.slidingWindowSize, 'call');
    return countMeasure(view.failedCalls, config.failureCountThreshold, `failures in ${span}`);
  }
  if (config.consecutiveFailuresThreshold !== null)
    return countMeasure(view.consecutiveFailures, config.consecutiveFailuresThreshold, 'failures in a row');
  if (failedAt === null && slowAt !== null && slowCallRate !== null)
    return rateMeasure(view, 'slow', slowCallRate, slowAt);
  return {
    kind: 'filling',
    sample: `${formatShortCount(view.bufferedCalls)} of ${formatShortCount(view.minimumNumberOfCalls)} calls, no rate yet`,
    fill: Math.min(100, (view.bufferedCalls / view.minimumNumberOfCalls) * 100),
  };
}

function held(view: BreakerView, value: string | null): Gauge {
  const would =
    view.state === 'disabled'
      ? 'Not evaluated'
      : view.computedState
        ? `Would be ${STATE_WORDS[view.computedState]}`
        : 'Computed state not known';
  return { kind: 'held', value, by: view.hold?.actor ?? 'an operator', would };
}

/** What stands in the third row, by state. */
export function gaugeOf(view: BreakerView): Gauge {
  switch (view.state) {
    case 'no-data':
      return { kind: 'words', title: 'No data', line: `${view.instance ?? 'Its process'} is silent` };
    case 'disabled':
    case 'forced-open':
      return held(view, null);
    case 'forced-closed':
      return held(view, view.failureRate === null ? null : formatPercentValue(view.failureRate));
    case 'half-open': {
      const probes = view.probes ?? [];
      const of = (kind: ProbeSlot['kind']) => probes.filter((slot) => slot.kind === kind).length;
      return {
        kind: 'probes',
        good: of('good'),
        failed: of('failed'),
        needed: probesNeeded(view.config).needed,
        probes,
      };
    }
    case 'closed':
      if (view.totalCalls === 0) return { kind: 'words', title: 'No calls yet', line: 'Send 20 test calls' };
      return measure(view);
    case 'open':
    case 'metrics-only':
      return measure(view);
  }
}
