import { type CauseWindow, causeInWords } from '@/components/history/cause-in-words.ts';
import type { ThresholdMet, TransitionCause } from '@/lib/engine/breaker-event.ts';
import { formatCount, formatPercent, formatSpan, formatThreshold, plural } from '@/lib/format.ts';

const against = (value: number, threshold: number) =>
  value > threshold
    ? `${formatPercent(value)}, over the threshold of ${formatThreshold(threshold)}.`
    : `${formatPercent(value)}, the threshold.`;

function metInWords(cause: ThresholdMet, window: CauseWindow | undefined): string {
  const timed = window?.slidingWindowType === 'time-based' ? formatSpan(window.slidingWindowSize * 1_000) : null;
  const calls = timed
    ? `${plural(cause.bufferedCalls, 'call')} in ${timed}`
    : `the last ${plural(cause.bufferedCalls, 'call')}`;
  switch (cause.kind) {
    case 'failure-rate':
      return `${formatCount(cause.failedCalls)} of ${calls} failed: ${against(cause.value, cause.threshold)}`;
    case 'slow-call-rate':
      return `${formatCount(cause.slowCalls)} of ${calls} were slow: ${against(cause.value, cause.threshold)}`;
    case 'failure-count':
      return `${formatCount(cause.value)} of ${calls} failed, the threshold.`;
    case 'consecutive-failures':
      return `${plural(cause.value, 'call')} failed in a row, the threshold.`;
  }
}

/**
 * Why a breaker tripped, as one plain sentence; a second one where a fault was running.
 * `fault` is what ran, in words, and for how long it had.
 */
export function lastTripSentence(
  cause: TransitionCause,
  window: CauseWindow | undefined,
  fault: { readonly name: string; readonly ranMs: number } | null,
): string {
  const met =
    'threshold' in cause && cause.kind !== 'probe-rate' ? metInWords(cause, window) : `${causeInWords(cause, window)}.`;
  if (!fault) return met;
  return `${met} The fault “${fault.name}” had been running for ${formatSpan(Math.max(1_000, Math.round(fault.ranMs / 1_000) * 1_000))}.`;
}
