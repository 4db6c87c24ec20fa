import type { TransitionBucket } from '@/lib/protocol/history-query.ts';

/** Transitions of one kind in one bucket; `bucket` counts from 0 at `from`. */
export interface CountedTransitions {
  readonly bucket: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly cause: string | null;
  readonly count: number;
}

type Meaning = Exclude<keyof TransitionBucket, 'at'>;

/** What a transition means to who reads a chart; null if it belongs to none of its columns. */
function meaningOf(from: string | null, to: string | null, cause: string | null): Meaning | null {
  if (cause === 'command' || cause === 'hold-expired') return 'manual';
  if (cause === 'restored') return null;
  if (from === 'closed' && to === 'open') return 'trips';
  if (from === 'half-open' && to === 'open') return 'reopenings';
  if ((from === 'half-open' || from === 'open') && to === 'closed') return 'recoveries';
  return null;
}

/** Every bucket from `from` until `to`, empty ones included; the first starts at `from`, the last may be cut by `to`. */
export function fillBuckets(
  range: { readonly from: number; readonly to: number; readonly bucketMs: number },
  counted: Iterable<CountedTransitions>,
): TransitionBucket[] {
  const buckets = Array.from({ length: Math.ceil((range.to - range.from) / range.bucketMs) }, (_, index) => ({
    at: new Date(range.from + index * range.bucketMs).toISOString(),
    trips: 0,
    reopenings: 0,
    recoveries: 0,
    manual: 0,
  }));
  for (const { bucket, from, to, cause, count } of counted) {
    const meaning = meaningOf(from, to, cause);
    const target = buckets[bucket];
    if (meaning && target) target[meaning] += count;
  }
  return buckets;
}
