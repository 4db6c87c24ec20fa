import { formatCount, formatSpan, formatThreshold, momentOf } from '@/lib/format.ts';
import type { FaultEffect, FaultResource } from '@/lib/protocol/fault.ts';

/** What a fault does: "Errors 60 %, HTTP 503", "Latency +400 ms ± 120". `short` leaves the second fact out. */
export function effectInWords(effect: FaultEffect, length: 'short' | 'full' = 'full'): string {
  const short = length === 'short';
  switch (effect.kind) {
    case 'errors':
      return `Errors ${formatThreshold(effect.percent)}${short ? '' : `, HTTP ${effect.status}`}`;
    case 'latency': {
      const jitter = short || effect.jitterMs === 0 ? '' : ` ± ${formatCount(effect.jitterMs)}`;
      return `Latency +${formatCount(effect.addedMs)}\u00a0ms${jitter}`;
    }
    case 'hang':
      return `Hang ${formatThreshold(effect.percent)}`;
  }
}

/** All effects of a fault, and how long it was meant to last. */
export function faultInWords(fault: Pick<FaultResource, 'effects' | 'durationMs'>): string {
  return `${fault.effects.map((effect) => effectInWords(effect)).join(', ')}, ${formatSpan(fault.durationMs)}`;
}

/** The breakers of a fault by name, as many as fit: "payments-authorize and 2 more". */
export function targetInWords(fault: Pick<FaultResource, 'breakers'>, nameOf: (id: string) => string): string {
  const [first, second, ...more] = fault.breakers;
  if (first === undefined) return 'nothing';
  if (second === undefined) return nameOf(first);
  return more.length === 0 ? `${nameOf(first)} and ${nameOf(second)}` : `${nameOf(first)} and ${more.length + 1} more`;
}

/** What is left of a fault, milliseconds; never below zero. */
export const faultLeftMs = (fault: FaultResource, now: number): number => Math.max(0, momentOf(fault.endsAt) - now);

/** The fault that ends first. */
export const firstToEnd = (faults: readonly FaultResource[]): FaultResource | undefined =>
  [...faults].sort((a, b) => momentOf(a.endsAt) - momentOf(b.endsAt))[0];
