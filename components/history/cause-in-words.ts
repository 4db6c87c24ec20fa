import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CommandKind, ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';

/** The window that a count of failures is told against: "5 failures in 30 s". */
export type CauseWindow = Pick<BreakerConfig, 'slidingWindowType' | 'slidingWindowSize'>;

// A number and its unit never part at the end of a line.
const NBSP = '\u00a0';
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const count = (value: number, one: string, many: string) => `${grouped.format(value)} ${value === 1 ? one : many}`;

/**
 * A rate and the threshold that it met. Rounded to whole percent both could contradict the sign between them
 * (33.33 against 33.3), so the rate shows as many decimals as the threshold has.
 */
function metRate(value: number, threshold: number): string {
  const own = value < 10 && value > 0 ? 1 : 0;
  const decimals = Math.max(own, (String(threshold).split('.')[1] ?? '').length);
  return `${Number(value.toFixed(decimals))}${NBSP}% ≥ ${threshold}${NBSP}%`;
}

function windowInWords(window: CauseWindow): string {
  if (window.slidingWindowType === 'time-based') return `${grouped.format(window.slidingWindowSize)}${NBSP}s`;
  return count(window.slidingWindowSize, 'call', 'calls');
}

function thresholdInWords(cause: ThresholdMet, window: CauseWindow | undefined): string {
  switch (cause.kind) {
    case 'failure-rate':
      return `Failure rate ${metRate(cause.value, cause.threshold)}`;
    case 'slow-call-rate':
      return `Slow calls ${metRate(cause.value, cause.threshold)}`;
    case 'failure-count': {
      const failures = count(cause.value, 'failure', 'failures');
      return window
        ? `${failures} in ${windowInWords(window)}`
        : `${failures} in ${count(cause.bufferedCalls, 'call', 'calls')}`;
    }
    case 'consecutive-failures':
      return `${count(cause.value, 'failure', 'failures')} in a row`;
  }
}

const DONE_BY: Readonly<Record<CommandKind, string>> = {
  'force-open': 'Held by',
  'force-closed': 'Held by',
  disable: 'Held by',
  'metrics-only': 'Held by',
  'half-open': 'Half-opened by',
  release: 'Released by',
  reset: 'Reset by',
};

/**
 * Why a breaker changed its state, in one line. A count of failures is told against the breaker's window where the
 * caller knows it, else against the calls that the window held.
 */
export function causeInWords(cause: TransitionCause, window?: CauseWindow): string {
  switch (cause.kind) {
    case 'failure-rate':
    case 'slow-call-rate':
    case 'failure-count':
    case 'consecutive-failures':
      return thresholdInWords(cause, window);
    case 'wait-over':
      return 'Wait over';
    case 'probes-good':
      return `${grouped.format(cause.goodProbes)} of ${count(cause.probes, 'probe', 'probes')} good`;
    case 'probe-failed':
      return cause.outcome === 'timeout'
        ? `Probe failed: timeout ${grouped.format(cause.durationMs)}${NBSP}ms`
        : `Probe failed after ${grouped.format(cause.durationMs)}${NBSP}ms`;
    case 'probe-rate':
      return cause.rate === 'failure-rate'
        ? `${grouped.format(cause.failedCalls)} of ${count(cause.probes, 'probe', 'probes')} failed: ${metRate(cause.value, cause.threshold)}`
        : `Slow probes ${metRate(cause.value, cause.threshold)}`;
    case 'half-open-wait-over':
      return `No decision in ${grouped.format(cause.waitMs / 1_000)}${NBSP}s of half-open`;
    case 'command':
      return `${DONE_BY[cause.command]} ${cause.actor}: “${cause.reason}”`;
    case 'hold-expired':
      return 'Hold ended';
    case 'restored':
      return 'Restored after restart';
  }
}
