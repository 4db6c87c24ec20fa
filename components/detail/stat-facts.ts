import { probesNeeded, rateBelow } from '@/components/breaker/gauge-facts.ts';
import { isHeld } from '@/lib/engine/breaker-state.ts';
import {
  formatClock,
  formatCount,
  formatDuration,
  formatMsValue,
  formatRate,
  formatRateValue,
  formatRemaining,
  formatSpan,
  formatThreshold,
  MISSING,
  plural,
} from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { isOfProbes } from './window-sentence.ts';

/** One of the summary's figures: a label over a value with its unit and its measure. */
export interface Stat {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly note?: string;
  /** 0 … 1: how much of a wait is over. */
  readonly progress?: number;
}

function nextStat(view: BreakerView, now: number): Stat {
  if (isHeld(view.state)) {
    const endsAt = view.hold?.endsAt ?? null;
    if (endsAt === null) return { label: 'Held', value: formatDuration(view.stateMs), note: 'until released' };
    return {
      label: 'Hold ends in',
      value: formatRemaining(Date.parse(endsAt) - now),
      note: `at ${formatClock(endsAt)}`,
    };
  }
  switch (view.state) {
    case 'open': {
      const { retryAfterMs, waitMs } = view;
      if (retryAfterMs === null || retryAfterMs <= 0)
        return { label: 'Half-open', value: 'Next call', note: 'wait over' };
      return {
        label: 'Half-open possible in',
        value: formatRemaining(retryAfterMs),
        ...(waitMs ? { progress: 1 - retryAfterMs / waitMs } : {}),
      };
    }
    case 'half-open': {
      const good = (view.probes ?? []).filter((slot) => slot.kind === 'good').length;
      const { needed } = probesNeeded(view.config);
      return { label: 'Probes good', value: formatCount(good), unit: `of ${formatCount(needed)}` };
    }
    case 'no-data':
      return { label: 'Last seen', value: formatClock(now - view.stateMs) };
    default:
      return { label: 'Control', value: 'Automatic' };
  }
}

/** The first threshold that is set, as a figure with what it is measured by. */
function measureStat(view: BreakerView): Stat {
  const { config, failureRate, slowCallRate, state } = view;
  const frozen = state !== 'open' ? '' : isOfProbes(config, view) ? ' of the probes' : ', frozen at the trip';
  const few = `${formatCount(view.bufferedCalls)} of ${plural(config.minimumNumberOfCalls, 'call')}`;
  const rate = (label: string, value: number | null, threshold: number): Stat => ({
    label: `${label}${frozen}`,
    ...(value === null || (state === 'half-open' && !isOfProbes(config, view))
      ? { value: MISSING, note: state === 'disabled' ? 'not counted' : few }
      : { value: rateBelow(value, threshold), unit: '%', note: `threshold ${formatThreshold(threshold)}` }),
  });
  if (config.failureRateThreshold !== null) return rate('Failure rate', failureRate, config.failureRateThreshold);
  if (config.failureCountThreshold !== null) {
    const window =
      config.slidingWindowType === 'time-based'
        ? formatSpan(config.slidingWindowSize * 1_000)
        : plural(config.slidingWindowSize, 'call');
    return {
      label: `Failures in ${window}${frozen}`,
      value: formatCount(view.failedCalls),
      note: `threshold ${formatCount(config.failureCountThreshold)}`,
    };
  }
  if (config.consecutiveFailuresThreshold !== null)
    return {
      label: 'Failures in a row',
      value: formatCount(view.consecutiveFailures),
      note: `threshold ${formatCount(config.consecutiveFailuresThreshold)}`,
    };
  return rate('Slow-call rate', slowCallRate, config.slowCallRateThreshold ?? 100);
}

function configStat(view: BreakerView, entries: readonly JournalEntry[], now: number): Stat {
  const changed = entries.find((entry) => entry.kind === 'configuration' && entry.revision === view.revision);
  const by =
    changed?.kind === 'configuration'
      ? `${changed.actor}, ${formatDuration(now - Date.parse(changed.at))} ago`
      : 'as created';
  return { label: 'Config', value: `rev ${view.revision}`, note: by };
}

export interface TripCounts {
  readonly today: number;
  readonly sevenDays: number;
}

/** The seven figures of the summary, always in this order. */
export function statsOf(
  view: BreakerView,
  trips: TripCounts | null,
  entries: readonly JournalEntry[],
  now: number,
): readonly Stat[] {
  const reaching = Math.max(0, view.callsPerSecond - view.rejectedPerSecond);
  return [
    nextStat(view, now),
    measureStat(view),
    {
      label: 'Reaching downstream',
      value: formatRateValue(reaching),
      unit: '/s',
      note: `of ${formatRate(view.callsPerSecond)} asked`,
    },
    {
      label: view.state === 'open' ? 'Rejected since it opened' : 'Rejected in this state',
      value: formatCount(view.rejectedInState),
      note: formatRate(view.rejectedPerSecond),
    },
    view.latencyMsP95 === null
      ? { label: 'p95, last 10 s', value: MISSING, note: 'no calls' }
      : { label: 'p95, last 10 s', value: formatMsValue(view.latencyMsP95), unit: 'ms' },
    trips === null
      ? { label: 'Trips today', value: MISSING, note: 'history not readable' }
      : { label: 'Trips today', value: formatCount(trips.today), note: `${formatCount(trips.sevenDays)} in 7 days` },
    configStat(view, entries, now),
  ];
}
