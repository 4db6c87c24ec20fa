import { rateBelow } from '@/components/breaker/gauge-facts.ts';
import { STATE_WORDS } from '@/components/breaker/state-words.ts';
import {
  formatClock,
  formatCount,
  formatDate,
  formatHour,
  formatRateValue,
  formatThreshold,
  momentOf,
} from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';

const HALF_A_DAY = 43_200_000;

/** "until 12:30", "until 22 Nov 2025, 12:30", or "until somebody releases it". */
export function holdEndInWords(endsAt: string | null, now: number): string {
  if (endsAt === null) return 'until somebody releases it';
  const left = momentOf(endsAt) - now;
  if (left < 120_000) return `until ${formatClock(endsAt)}`;
  return left < HALF_A_DAY ? `until ${formatHour(endsAt)}` : `until ${formatDate(endsAt)}, ${formatHour(endsAt)}`;
}

/** What the held breaker's window says, where it has something to say. */
function measured(view: BreakerView): string {
  const { config, failureRate, failureRateThreshold: threshold } = view;
  if (failureRate !== null && threshold !== null)
    return `: ${rateBelow(failureRate, threshold)}\u00a0% of ${formatThreshold(threshold)}`;
  if (config.failureCountThreshold !== null)
    return `: ${formatCount(view.failedCalls)} of ${formatCount(config.failureCountThreshold)} failures`;
  return '';
}

function releasing(view: BreakerView): string {
  const rate = `${formatRateValue(view.callsPerSecond)} calls/s`;
  const rejects = view.state === 'forced-open';
  switch (view.computedState) {
    case 'open':
      return rejects ? 'Releasing now leaves it rejecting.' : `Releasing now rejects about ${rate}.`;
    case 'half-open':
      return 'Releasing now lets its probes through.';
    default:
      return rejects ? `Releasing now lets about ${rate} through.` : 'Releasing now changes nothing for calls.';
  }
}

/** What it would be without the hold, and what releasing it now would do. */
export function holdSentence(view: BreakerView): string {
  if (view.state === 'disabled') return 'Not evaluated. Releasing now closes it with an empty window.';
  if (view.computedState === null) return releasing(view);
  // Forced open, the window is the one of the state before: it explains nothing about now.
  const why = view.state === 'forced-open' && view.computedState === 'open' ? '' : measured(view);
  return `Would be ${STATE_WORDS[view.computedState]}${why}. ${releasing(view)}`;
}
