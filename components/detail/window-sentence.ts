import { NEAR_SHARE, rateBelow } from '@/components/breaker/gauge-facts.ts';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { isHeld } from '@/lib/engine/breaker-state.ts';
import { formatClock, formatCount, formatPercent, formatSpan, formatThreshold, plural } from '@/lib/format.ts';
import type { BreakerLive, WindowView } from '@/lib/protocol/breaker-resource.ts';
import { callsToOpen, type WindowFacts } from './calls-to-open.ts';

/** What the window holds and what follows from it: "21 of 50 failed = 42 %; trips at 50 %." "4 more failures …" */
export interface WindowSentence {
  readonly holds: string;
  readonly follows: string;
}

type Live = WindowFacts & Pick<BreakerLive, 'state' | 'computedState' | 'openingsInARow'>;

const overWindow = (config: BreakerConfig) =>
  config.slidingWindowType === 'time-based' ? ` in ${formatSpan(config.slidingWindowSize * 1_000)}` : '';

interface Clause {
  readonly text: string;
  /** How far it is, 1 at the threshold. */
  readonly reached: number;
}

function clauses(config: BreakerConfig, live: Live): Clause[] {
  const calls = formatCount(live.bufferedCalls);
  const rate = (word: string, of: number, value: number | null, threshold: number | null): Clause[] =>
    threshold === null || value === null
      ? []
      : [
          {
            text: `${formatCount(of)} of ${calls}${overWindow(config)} ${word} = ${rateBelow(value, threshold)}\u00a0%; trips at ${formatThreshold(threshold)}.`,
            reached: value / threshold,
          },
        ];
  const { failureCountThreshold: most, consecutiveFailuresThreshold: run } = config;
  const inWindow = overWindow(config) || ` in ${plural(config.slidingWindowSize, 'call')}`;
  return [
    ...rate('failed', live.failedCalls, live.failureRate, config.failureRateThreshold),
    ...(most === null
      ? []
      : [
          {
            text: `${plural(live.failedCalls, 'failure')}${inWindow}; trips at ${formatCount(most)}.`,
            reached: live.failedCalls / most,
          },
        ]),
    ...(run === null
      ? []
      : [
          {
            text: `${plural(live.consecutiveFailures, 'failure')} in a row; trips at ${formatCount(run)}.`,
            reached: live.consecutiveFailures / run,
          },
        ]),
    ...rate('slow', live.slowCalls, live.slowCallRate, config.slowCallRateThreshold),
  ];
}

const usesRate = (config: BreakerConfig) =>
  config.failureRateThreshold !== null || config.slowCallRateThreshold !== null;
const countsFailures = (config: BreakerConfig) =>
  config.failureCountThreshold !== null || config.consecutiveFailuresThreshold !== null;

function belowMinimum(config: BreakerConfig, live: Live): boolean {
  return usesRate(config) && live.failureRate === null && live.bufferedCalls < config.minimumNumberOfCalls;
}

function holds(config: BreakerConfig, live: Live): string {
  // A threshold beside the first one is worth a word only when it comes near.
  const [first, ...others] = clauses(config, live);
  const texts = [first, ...others.filter((clause) => clause.reached >= NEAR_SHARE)].flatMap(
    (clause) => clause?.text ?? [],
  );
  if (belowMinimum(config, live)) {
    const yet = `${formatCount(live.bufferedCalls)} of ${plural(config.minimumNumberOfCalls, 'call')}; no rate yet.`;
    return [yet, ...texts].join(' ');
  }
  return texts.join(' ');
}

function wouldOpen(config: BreakerConfig, view: WindowView, live: Live): string {
  const next = callsToOpen(config, view, live);
  if (!next) return '';
  const word = next.of === 'slow calls' ? 'slow call' : 'failure';
  const tail = next.of === 'failures in a row' && next.calls > 1 ? ' in a row' : '';
  return `${next.exact ? '' : 'At least '}${formatCount(next.calls)} more ${word}${next.calls === 1 ? '' : 's'}${tail} would open it.`;
}

function frozen(live: Live): string {
  if (live.bufferedCalls === 0) return 'The window is empty.';
  const failed = `${formatCount(live.failedCalls)} of ${plural(live.bufferedCalls, 'call')} failed`;
  return live.failureRate === null
    ? `${failed}; too few for a rate.`
    : `${failed} = ${formatPercent(live.failureRate)}.`;
}

/**
 * Whether the window is that of the probes: while half-open, and after it opened again from there. A transition is
 * told before the values that follow it: more calls than probes are still those of the state before.
 */
export function isOfProbes(
  config: BreakerConfig,
  live: Pick<BreakerLive, 'state' | 'openingsInARow' | 'bufferedCalls'>,
): boolean {
  if (live.bufferedCalls > config.permittedNumberOfCallsInHalfOpenState) return false;
  return live.state === 'half-open' || (live.state === 'open' && live.openingsInARow > 1);
}

function probesHold(live: Live): string {
  if (live.bufferedCalls === 0) return 'No probe is back yet.';
  const rate = live.failureRate === null ? '' : ` = ${formatPercent(live.failureRate)}`;
  return `${formatCount(live.failedCalls)} of ${plural(live.bufferedCalls, 'probe')} failed${rate}.`;
}

/** The sliding window in words. `since` is when the state began, ISO 8601. */
export function windowSentence(config: BreakerConfig, view: WindowView, live: Live, since: string): WindowSentence {
  switch (live.state) {
    case 'open': {
      const follows = `Frozen since ${formatClock(since)}: nothing is recorded while open.`;
      if (isOfProbes(config, live)) return { holds: probesHold(live), follows };
      const few = live.failureRate === null && !countsFailures(config);
      return { holds: few ? frozen(live) : holds(config, live) || frozen(live), follows };
    }
    case 'forced-open':
      return { holds: frozen(live), follows: 'Nothing is recorded while forced open.' };
    case 'disabled':
      return { holds: 'Nothing is counted while disabled.', follows: 'All calls go through.' };
    case 'half-open':
      return {
        holds: isOfProbes(config, live) ? probesHold(live) : 'No probe is back yet.',
        follows: 'Half-open counts its probes alone; closed starts with an empty window.',
      };
    case 'no-data':
      return { holds: 'No data.', follows: '' };
  }
  if (isHeld(live.state)) {
    const held = live.state === 'metrics-only' ? 'Metrics only' : 'Forced closed';
    const would = live.computedState === 'open' ? 'without the hold it would be Open.' : 'it does not open.';
    return { holds: holds(config, live), follows: `${held}: ${would}` };
  }
  const missing = config.minimumNumberOfCalls - live.bufferedCalls;
  if (belowMinimum(config, live) && !countsFailures(config))
    return {
      holds: holds(config, live),
      follows: `${formatCount(missing)} more ${missing === 1 ? 'call starts' : 'calls start'} the evaluation.`,
    };
  return { holds: holds(config, live), follows: wouldOpen(config, view, live) };
}
