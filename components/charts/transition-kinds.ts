import type { TransitionBucket } from '@/lib/protocol/history-query.ts';

export type TransitionKind = Exclude<keyof TransitionBucket, 'at'>;

/** In the order in which they are stacked. */
export const TRANSITION_KINDS: readonly {
  readonly key: TransitionKind;
  readonly name: string;
  readonly colour: string;
}[] = [
  { key: 'trips', name: 'Trip', colour: 'var(--open)' },
  { key: 'reopenings', name: 'Re-open', colour: 'var(--open)' },
  { key: 'recoveries', name: 'Recover', colour: 'var(--closed)' },
  { key: 'manual', name: 'Manual', colour: 'var(--text-3)' },
];

export function transitionTotals(buckets: readonly TransitionBucket[]): Record<TransitionKind, number> {
  const totals = { trips: 0, reopenings: 0, recoveries: 0, manual: 0 };
  for (const bucket of buckets) for (const { key } of TRANSITION_KINDS) totals[key] += bucket[key];
  return totals;
}
