import { effectInWords } from '@/components/faults/fault-words.ts';
import {
  formatClock,
  formatDuration,
  formatHour,
  formatMs,
  formatRemaining,
  momentOf,
  speakDuration,
} from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { FLAPPING_TRIPS } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { gaugeOf, NEAR_SHARE } from './gauge-facts.ts';
import { STATE_WORDS } from './state-words.ts';

const DAY = 86_400_000;

export const isFlapping = (view: BreakerView): boolean => view.tripsLast10Min >= FLAPPING_TRIPS;

/** What happens next, or what is worth knowing: "Half-open in" and "0:18". */
export interface NextStep {
  readonly text: string;
  /** The part that counts: bold. */
  readonly value?: string;
  /** `quiet` where nothing is the matter, `alert` where something soon may be. */
  readonly tone: 'quiet' | 'plain' | 'alert';
}

export const NEXT_TONES: Readonly<Record<NextStep['tone'], string>> = {
  quiet: 'text-text-3',
  plain: 'text-text-2',
  alert: 'text-text',
};

/** A hold that ends on another day says how long it lasts still; a clock would mislead. */
const holdEnd = (endsAt: string | null, now: number): string => {
  if (endsAt === null) return 'cleared';
  const left = momentOf(endsAt) - now;
  return left < 120_000 ? formatClock(endsAt) : left < DAY / 2 ? formatHour(endsAt) : formatDuration(left);
};

function pointsBelow(view: BreakerView): number | null {
  const { failureRate, failureRateThreshold: threshold } = view;
  if (failureRate === null || threshold === null || failureRate < threshold * NEAR_SHARE) return null;
  return Math.max(0, threshold - failureRate);
}

function whileClosed(view: BreakerView, fault: FaultResource | undefined): NextStep {
  if (isFlapping(view)) return { text: `${view.tripsLast10Min} trips in 10 min`, tone: 'plain' };
  const near = pointsBelow(view);
  if (near !== null) {
    const points = near < 1 ? near.toFixed(1) : String(Math.round(near));
    return { text: `${points} ${points === '1' ? 'point' : 'points'} below threshold`, tone: 'alert' };
  }
  const effect = fault?.effects[0];
  if (effect) return { text: effectInWords(effect, 'short'), tone: 'plain' };
  if (view.totalCalls === 0) return { text: 'Nothing has called it', tone: 'quiet' };
  // Null is no proof of a quiet day: the server may have started a minute ago.
  if (view.lastTripMs === null) return { text: 'No trips since start', tone: 'quiet' };
  if (view.lastTripMs > DAY) return { text: 'No trips in 24 h', tone: 'quiet' };
  return { text: `Last trip ${formatDuration(view.lastTripMs)} ago`, tone: 'quiet' };
}

/** What happens next to a breaker, by its state. `now` is the server time of its values, epoch milliseconds. */
export function nextStep(view: BreakerView, faults: readonly FaultResource[], now: number): NextStep {
  if (!view.saved) return { text: 'Newer state not saved yet', tone: 'alert' };
  switch (view.state) {
    case 'open':
      return view.retryAfterMs !== null && view.retryAfterMs > 0
        ? { text: 'Half-open in', value: formatRemaining(view.retryAfterMs), tone: 'plain' }
        : { text: 'Waiting for the next call', tone: 'plain' };
    case 'half-open': {
      const flights = (view.probes ?? []).flatMap((slot) => (slot.kind === 'in-flight' ? slot.sinceMs : []));
      return flights.length > 0
        ? { text: 'In flight', value: formatMs(Math.max(...flights)), tone: 'plain' }
        : { text: 'Waiting for the next call', tone: 'plain' };
    }
    case 'metrics-only':
      return view.computedState
        ? { text: `Would be ${STATE_WORDS[view.computedState]}`, tone: 'plain' }
        : { text: 'Until', value: holdEnd(view.hold?.endsAt ?? null, now), tone: 'plain' };
    case 'forced-open':
    case 'forced-closed':
    case 'disabled':
      return { text: 'Until', value: holdEnd(view.hold?.endsAt ?? null, now), tone: 'plain' };
    case 'no-data':
      return { text: `last seen ${formatClock(now - view.stateMs)}`, tone: 'quiet' };
    case 'closed':
      return whileClosed(
        view,
        faults.find((fault) => fault.breakers.includes(view.id)),
      );
  }
}

/** The whole tile in one sentence, for those who can't see it. */
export function tileInWords(view: BreakerView, faults: readonly FaultResource[], now: number): string {
  const gauge = gaugeOf(view);
  const said = [view.name, `${STATE_WORDS[view.state]} for ${speakDuration(view.stateMs)}`];
  if (gauge.kind === 'measure') said.push(`${gauge.value} ${gauge.unit}, ${gauge.sample}, ${gauge.trips}`);
  if (gauge.kind === 'filling') said.push(gauge.sample);
  if (gauge.kind === 'probes') said.push(`${gauge.good} of ${gauge.needed} good probes, ${gauge.failed} failed`);
  if (gauge.kind === 'held') said.push(`held by ${gauge.by}`, gauge.would);
  if (gauge.kind === 'words') said.push(gauge.title);
  if (view.state === 'open' && view.retryAfterMs)
    said.push(`half-open in ${speakDuration(Math.ceil(view.retryAfterMs / 1_000) * 1_000)}`);
  else if (view.state !== 'closed' || isFlapping(view)) {
    const next = nextStep(view, faults, now);
    said.push(next.value ? `${next.text} ${next.value}` : next.text);
  }
  if (faults.some((fault) => fault.breakers.includes(view.id))) said.push('fault active');
  return said.join(', ');
}

/** Closed and nothing is the matter: on a phone such breakers share one card. */
export function isCalm(view: BreakerView, faults: readonly FaultResource[]): boolean {
  return (
    view.state === 'closed' && view.saved && faults.length === 0 && !isFlapping(view) && pointsBelow(view) === null
  );
}
