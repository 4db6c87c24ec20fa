import { formatDate, formatHour } from '@/lib/format.ts';
import type { Span } from '@/lib/live/series.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 3, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10].map((days) => days * DAY),
];

export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

/** Round moments at least `leastPx` apart; the end of the axis is left to the clock. */
export function timeTicks(range: Span, widthPx: number, leastPx = 110, endPx = 64): TimeTick[] {
  const perPx = (range.to - range.from) / Math.max(1, widthPx);
  const step = TIME_STEPS.find((candidate) => candidate >= leastPx * perPx) ?? DAY;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(range.from / step) * step; at < range.to - endPx * perPx; at += step) {
    const midnight = at % DAY === 0;
    ticks.push({ at, label: midnight ? formatDate(at).replace(/ \d{4}$/, '') : formatHour(at) });
  }
  return ticks;
}

/** 1, 2 or 5 times a power of ten, at or above `value`. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value - 1e-9) ?? 10;
  return factor * power;
}

/** Whole-number ticks from below zero to above it, on one scale; about seven at most. */
export function countTicks(up: number, down: number): { ticks: number[]; top: number; bottom: number } {
  const step = Math.max(1, roundUp(Math.max(1, up + down) / 6));
  const top = Math.max(step, Math.ceil(up / step) * step);
  const bottom = down === 0 ? 0 : -Math.ceil(down / step) * step;
  const ticks: number[] = [];
  for (let value = bottom; value <= top; value += step) ticks.push(value);
  return { ticks, top, bottom };
}

/** The 1-2-5 numbers around what is to be shown on a log scale, at least a decade, thinned to at most five ticks. */
export function logTicks(least: number, most: number): { ticks: number[]; bottom: number; top: number } {
  const top = roundUp(Math.max(most, least * 10, 10));
  const floor = Math.max(1, Math.min(least, top / 10));
  const candidates = [top];
  let bottom = top;
  while (bottom > floor) {
    const lead = Number(bottom.toPrecision(1)[0]);
    bottom = lead === 5 ? (bottom / 5) * 2 : bottom / 2;
    candidates.unshift(bottom);
  }
  const every = Math.ceil(candidates.length / 5);
  // Counted from the top, so that the highest value always has its number.
  const ticks = candidates.filter((_, index) => (candidates.length - 1 - index) % every === 0);
  return { ticks, bottom, top };
}
