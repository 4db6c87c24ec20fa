import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { CauseKind, CommandKind, ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import { formatCount, formatMs, formatSpan, formatThreshold, plural } from '@/lib/format.ts';

/** The window that a count of failures is told against: "5 failures in 30 s". */
export type CauseWindow = Pick<BreakerConfig, 'slidingWindowType' | 'slidingWindowSize'>;

/**
 * A rate and the threshold that it met. Rounded to whole percent both could contradict the sign between them
 * (33.33 against 33.3), so the rate shows as many decimals as the threshold has.
 */
function metRate(value: number, threshold: number): string {
  const own = value < 10 && value > 0 ? 1 : 0;
  const decimals = Math.max(own, (String(threshold).split('.')[1] ?? '').length);
  return `${Number(value.toFixed(decimals))}\u00a0% ≥ ${formatThreshold(threshold)}`;
}

function windowInWords(window: CauseWindow): string {
  if (window.slidingWindowType === 'time-based') return formatSpan(window.slidingWindowSize * 1_000);
  return plural(window.slidingWindowSize, 'call');
}

function thresholdInWords(cause: ThresholdMet, window: CauseWindow | undefined): string {
  switch (cause.kind) {
    case 'failure-rate':
      return `Failure rate ${metRate(cause.value, cause.threshold)}`;
    case 'slow-call-rate':
      return `Slow calls ${metRate(cause.value, cause.threshold)}`;
    case 'failure-count': {
      const failures = plural(cause.value, 'failure');
      return window
        ? `${failures} in ${windowInWords(window)}`
        : `${failures} in ${plural(cause.bufferedCalls, 'call')}`;
    }
    case 'consecutive-failures':
      return `${plural(cause.value, 'failure')} in a row`;
  }
}

/** What a cause is called where it is chosen from a list. */
export const CAUSE_NAMES: Readonly<Record<CauseKind, string>> = {
  'failure-rate': 'Failure rate',
  'slow-call-rate': 'Slow calls',
  'failure-count': 'Failure count',
  'consecutive-failures': 'Failures in a row',
  'wait-over': 'Wait over',
  'probes-good': 'Probes good',
  'probe-failed': 'Probe failed',
  'probe-rate': 'Probes at the threshold',
  'half-open-wait-over': 'No decision in half-open',
  command: 'Command',
  'hold-expired': 'Hold ended',
  restored: 'Restored after restart',
};

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
      return `${formatCount(cause.goodProbes)} of ${plural(cause.probes, 'probe')} good`;
    case 'probe-failed':
      return cause.outcome === 'timeout'
        ? `Probe failed: timeout ${formatMs(cause.durationMs)}`
        : `Probe failed after ${formatMs(cause.durationMs)}`;
    case 'probe-rate':
      return cause.rate === 'failure-rate'
        ? `${formatCount(cause.failedCalls)} of ${plural(cause.probes, 'probe')} failed: ${metRate(cause.value, cause.threshold)}`
        : `Slow probes ${metRate(cause.value, cause.threshold)}`;
    case 'half-open-wait-over':
      return `No decision in ${formatSpan(cause.waitMs)} of half-open`;
    case 'command':
      return `${DONE_BY[cause.command]} ${cause.actor}: “${cause.reason}”`;
    case 'hold-expired':
      return 'Hold ended';
    case 'restored':
      return 'Restored after restart';
  }
}
