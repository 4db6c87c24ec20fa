import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import { waitForOpening } from '@/lib/engine/wait-backoff.ts';
import type { HalfOpenAfter } from '../cockatiel/options.ts';
import { grouped } from './code-text.ts';
import { inWords, rounded } from './duration-text.ts';
import type { Reading } from './reading.ts';
import type { Note } from './target.ts';

/** A longer list of waits nobody reads. */
const LONGEST_LIST = 40;

/** How `halfOpenAfter` says a configuration's waits: a number, a doubling back-off, or their list. */
export function writtenWaits(config: BreakerConfig): { code: string; imports: string[]; notes: Note[] } {
  const { waitDurationInOpenStateMs: firstMs, waitBackoff } = config;
  if (waitBackoff === null || (waitBackoff.multiplier === 1 && waitBackoff.jitter === 0)) {
    return { code: grouped(firstMs), imports: [], notes: [] };
  }
  const { multiplier, maxMs, jitter } = waitBackoff;
  const text = `cockatiel's jitters are others: waits are not drawn from ${rounded(jitter * 100)} % around them, but fixed.`;
  const notes: Note[] = jitter === 0 ? [] : [{ fields: ['waitBackoff'], text }];
  if (multiplier === 2) {
    const options = `initialDelay: ${grouped(firstMs)}, maxDelay: ${grouped(maxMs)}, generator: noJitterGenerator`;
    const imports = ['ExponentialBackoff', 'noJitterGenerator'];
    return { code: `new ExponentialBackoff({ ${options} })`, imports, notes };
  }
  const waits = listedWaits(config);
  const code = `new IterableBackoff([${waits.map(grouped).join(', ')}])`;
  return { code, imports: ['IterableBackoff'], notes: [...notes, ...listNotes(config, waits)] };
}

function listedWaits(config: BreakerConfig): number[] {
  const waits = [config.waitDurationInOpenStateMs];
  for (let opening = 2; opening <= LONGEST_LIST; opening += 1) {
    const wait = waitForOpening(config, opening, null);
    if (wait === waits.at(-1)) break;
    waits.push(wait);
  }
  return waits;
}

/** Of what a list of waits doesn't tell: the multiplier it was made with, and how it went on. */
function listNotes(config: BreakerConfig, waits: readonly number[]): Note[] {
  const growth = growthOf(waits);
  const { waitBackoff } = config;
  const same = growth?.multiplier === waitBackoff?.multiplier && waits.at(-1) === waitBackoff?.maxMs;
  if (same) return [];
  const last = inWords(waits.at(-1) ?? 0);
  const text = `cockatiel's list of waits ends at ${last}, and how it was reckoned is read back only nearly.`;
  return [{ fields: ['waitBackoff'], text }];
}

/** The plainest multiplier that makes these waits, null if none does. The last of them is the longest. */
export function growthOf(waits: readonly number[]): { multiplier: number; maxMs: number } | null {
  const maxMs = waits.at(-1) ?? 0;
  let least = 1;
  let below = Number.POSITIVE_INFINITY;
  for (const [nth, wait] of waits.entries()) {
    const next = waits[nth + 1];
    if (next === undefined) break;
    if (next <= wait) return null;
    least = Math.max(least, next / wait);
    // The last step may be cut short by the longest wait.
    if (nth < waits.length - 2) below = Math.min(below, (next + 1) / wait);
  }
  for (let decimals = 0; decimals <= 6; decimals += 1) {
    const multiplier = Math.ceil(least * 10 ** decimals - 1e-9) / 10 ** decimals;
    if (multiplier < below) return { multiplier, maxMs };
  }
  return null;
}

/** What `halfOpenAfter` says natively. */
export function readWaits(halfOpenAfter: HalfOpenAfter, reading: Reading): void {
  const option = 'halfOpenAfter';
  switch (halfOpenAfter.type) {
    case 'ConstantBackoff': {
      const waitMs = reading.wholeMs(option, halfOpenAfter.interval, 'waitDurationInOpenStateMs');
      reading.means(option, waitMs, `Stays open for ${inWords(waitMs)}.`, { waitDurationInOpenStateMs: waitMs });
      return;
    }
    case 'IterableBackoff':
      readList(halfOpenAfter.durations, reading);
      return;
    default:
      readExponential(halfOpenAfter, reading);
  }
}

function readList(durations: readonly number[], reading: Reading): void {
  const option = 'halfOpenAfter';
  const waits = durations.map((wait) => Math.max(1, Math.round(wait)));
  // What repeats at the end changes nothing: the last one is repeated anyway.
  while (waits.length > 1 && waits.at(-1) === waits.at(-2)) waits.pop();
  const first = waits[0] ?? 1;
  const growth = waits.length === 1 ? null : growthOf(waits);
  if (growth === null && waits.length > 1) {
    const text = `Waits of ${waits.map(inWords).join(', ')} are no growth by one factor: each opening waits the first.`;
    reading.note(text, 'waitBackoff');
  }
  reading.means(option, first, `Stays open for ${waits.map(inWords).join(', then ')}.`, {
    waitDurationInOpenStateMs: first,
    ...(growth === null ? {} : { waitBackoff: { ...growth, jitter: 0 } }),
  });
}

type Exponential = Extract<HalfOpenAfter, { type: 'ExponentialBackoff' }>;

/** How each generator draws, as the middle and the width around it that come nearest. */
const DRAWS: Readonly<Record<Exponential['generator'], { middle: number; jitter: number }>> = {
  noJitterGenerator: { middle: 1, jitter: 0 },
  halfJitterGenerator: { middle: 0.75, jitter: rounded(1 / 3) },
  fullJitterGenerator: { middle: 0.5, jitter: 1 },
  decorrelatedJitterGenerator: { middle: 0.75, jitter: 0.5 },
};

function readExponential(backoff: Exponential, reading: Reading): void {
  const { initialDelay, maxDelay, generator, exponent } = backoff;
  const { middle, jitter } = DRAWS[generator];
  const multiplier = generator === 'decorrelatedJitterGenerator' ? exponent : 2;
  const maxMs = Math.max(1, Math.round(maxDelay));
  const waitMs = Math.max(1, Math.min(maxMs, Math.round(initialDelay * middle)));
  if (jitter > 0) {
    const text = `${generator} draws each wait in its own way: ${Math.round(jitter * 100)} % around ${inWords(waitMs)} comes near.`;
    reading.note(text, 'waitBackoff', 'waitDurationInOpenStateMs');
  }
  const meaning = `Stays open for ${inWords(waitMs)}, each time × ${multiplier}, up to ${inWords(maxMs)}.`;
  reading.means('halfOpenAfter', initialDelay, meaning, {
    waitDurationInOpenStateMs: waitMs,
    waitBackoff: { multiplier, maxMs, jitter },
  });
}
