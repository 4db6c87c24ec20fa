import { formatCount } from '@/lib/format.ts';
import type { SentCall } from '@/lib/protocol/sent-calls.ts';

const WORDS = [
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['timeout', 'timed out'],
  ['ignored', 'ignored'],
  ['rejected', 'rejected'],
] as const;

/** What became of sent calls: "5 failed, 1 rejected". */
export function sentCallsSummary(calls: readonly SentCall[]): string {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const fate = call.permitted ? call.outcome : 'rejected';
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
  }
  return WORDS.flatMap(([fate, word]) => {
    const count = counts.get(fate);
    return count === undefined ? [] : `${formatCount(count)} ${word}`;
  }).join(', ');
}
