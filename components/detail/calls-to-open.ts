import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { BreakerLive, WindowView } from '@/lib/protocol/breaker-resource.ts';

export type WindowFacts = Pick<
  BreakerLive,
  'failureRate' | 'slowCallRate' | 'bufferedCalls' | 'failedCalls' | 'slowCalls' | 'consecutiveFailures'
>;

/** How many more bad calls, one after another, would open a closed breaker. */
export interface CallsToOpen {
  readonly calls: number;
  readonly of: 'failures' | 'failures in a row' | 'slow calls';
  /** False where the window is shown in bins: which call leaves next isn't known, so it may take more. */
  readonly exact: boolean;
}

interface Batch {
  bad: number;
  good: number;
}

/** What the window holds, oldest first, as batches whose inner order may be unknown. */
function batches(view: WindowView): Batch[] {
  if (view.kind === 'calls')
    return [...view.cells].map((cell) => (cell === 't' || cell === 'f' ? { bad: 1, good: 0 } : { bad: 0, good: 1 }));
  return view.bins.map(([success, slow, timeout, failure]) => ({ bad: timeout + failure, good: success + slow }));
}

/**
 * Plays failures into the window until it would open. Where a bin mixes good and bad calls, the good ones leave first:
 * that is the fewest failures that could do it.
 */
function failuresToOpen(config: BreakerConfig, view: WindowView, facts: WindowFacts): CallsToOpen | null {
  const { failureRateThreshold: rate, failureCountThreshold: most, minimumNumberOfCalls: least } = config;
  if (rate === null && most === null) return null;
  const queue = batches(view);
  let { bufferedCalls: calls, failedCalls: failed } = facts;
  let exact = true;
  for (let more = 1; more <= config.slidingWindowSize + least; more += 1) {
    if (view.kind !== 'second-bins' && calls >= view.size) {
      while (queue[0] && queue[0].bad + queue[0].good === 0) queue.shift();
      const oldest = queue[0];
      if (oldest && oldest.bad > 0 && oldest.good > 0) exact = false;
      if (oldest && oldest.good > 0) oldest.good -= 1;
      else if (oldest) {
        oldest.bad -= 1;
        failed -= 1;
      }
      calls -= 1;
    }
    calls += 1;
    failed += 1;
    queue.push({ bad: 1, good: 0 });
    const rateMet = rate !== null && calls >= least && (failed * 100) / calls >= rate;
    if (rateMet || (most !== null && failed >= most)) return { calls: more, of: 'failures', exact };
  }
  return null;
}

function slowCallsToOpen(config: BreakerConfig, view: WindowView, facts: WindowFacts): CallsToOpen | null {
  const { slowCallRateThreshold: rate, minimumNumberOfCalls: least } = config;
  if (rate === null) return null;
  const full = view.kind !== 'second-bins' && facts.bufferedCalls >= view.size;
  for (let more = 1; more <= config.slidingWindowSize + least; more += 1) {
    const calls = full ? facts.bufferedCalls : facts.bufferedCalls + more;
    // A full window lets a call go for each that comes; which of them were slow failures isn't shown.
    if (calls >= least && ((facts.slowCalls + more) * 100) / calls >= rate)
      return { calls: more, of: 'slow calls', exact: !full };
  }
  return null;
}

/** The shortest way to open a closed breaker; null if no number of calls would. */
export function callsToOpen(config: BreakerConfig, view: WindowView, facts: WindowFacts): CallsToOpen | null {
  const failures = failuresToOpen(config, view, facts);
  const inARow: CallsToOpen | null =
    config.consecutiveFailuresThreshold === null
      ? null
      : {
          calls: Math.max(1, config.consecutiveFailuresThreshold - facts.consecutiveFailures),
          of: 'failures in a row',
          exact: true,
        };
  if (failures && inARow) return inARow.calls < failures.calls ? inARow : failures;
  return failures ?? inARow ?? slowCallsToOpen(config, view, facts);
}
