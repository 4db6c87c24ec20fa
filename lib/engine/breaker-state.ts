/** Every state a breaker can be in. A wire adds `no-data` for one that nobody reports (see protocol). */
export const BREAKER_STATES = [
  'closed',
  'open',
  'half-open',
  'forced-open',
  'forced-closed',
  'metrics-only',
  'disabled',
] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** The four states that an operator puts a breaker into, and that it never leaves by itself ([ST4]). */
export const HELD_STATES = ['forced-open', 'forced-closed', 'metrics-only', 'disabled'] as const;
export type HeldState = (typeof HELD_STATES)[number];

/** Whether an operator holds the breaker in this state. */
export function isHeld(state: string): state is HeldState {
  return (HELD_STATES as readonly string[]).includes(state);
}

/**
 * [ST2] Every legal transition; an absent pair is illegal. Resilience4j's `StateTransition` is the model.
 * Held states lead to each other as well: "any → held". A hold replaced by the same hold is no transition.
 */
export const LEGAL_TRANSITIONS: Readonly<Record<BreakerState, readonly BreakerState[]>> = {
  closed: ['open', ...HELD_STATES],
  open: ['half-open', 'closed', ...HELD_STATES],
  'half-open': ['open', 'closed', ...HELD_STATES],
  'forced-open': ['closed', 'open', 'half-open', 'forced-closed', 'metrics-only', 'disabled'],
  'forced-closed': ['closed', 'open', 'half-open', 'forced-open', 'metrics-only', 'disabled'],
  'metrics-only': ['closed', 'open', 'half-open', 'forced-open', 'forced-closed', 'disabled'],
  disabled: ['closed', 'open', 'half-open', 'forced-open', 'forced-closed', 'metrics-only'],
};
