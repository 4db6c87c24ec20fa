import type { WireState } from '@/lib/protocol/breaker-resource.ts';

/** What a state is called, everywhere. A held breaker is never called just "Open". */
export const STATE_WORDS: Readonly<Record<WireState, string>> = {
  closed: 'Closed',
  open: 'Open',
  'half-open': 'Half-open',
  'forced-open': 'Forced open',
  'forced-closed': 'Forced closed',
  'metrics-only': 'Metrics only',
  disabled: 'Disabled',
  'no-data': 'No data',
};

interface StateColours {
  readonly shape: string;
  readonly word: string;
  readonly tint: string;
}
const CLOSED = { shape: 'var(--closed)', word: 'var(--closed-text)', tint: 'var(--closed-tint)' };
const OPEN = { shape: 'var(--open)', word: 'var(--open-text)', tint: 'var(--open-tint)' };
const HALF = { shape: 'var(--half)', word: 'var(--half-text)', tint: 'var(--half-tint)' };
const GREY = { shape: 'var(--dis)', word: 'var(--dis-text)', tint: 'var(--dis-tint)' };

/** Hue says what a state does to calls: let through, rejected, on trial, not watched. */
export const STATE_COLOURS: Readonly<Record<WireState, StateColours>> = {
  closed: CLOSED,
  open: OPEN,
  'half-open': HALF,
  'forced-open': OPEN,
  'forced-closed': CLOSED,
  'metrics-only': CLOSED,
  disabled: GREY,
  'no-data': GREY,
};
