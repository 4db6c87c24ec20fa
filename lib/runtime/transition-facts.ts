import type { Transition } from '@/lib/engine/breaker-event.ts';
import type { TransitionFacts } from '@/lib/protocol/journal-entry.ts';

/** A transition as the journal keeps it. */
export function transitionFacts(breaker: string, transition: Transition): TransitionFacts {
  const { cause, window } = transition;
  return {
    kind: 'transition',
    breaker,
    from: transition.from,
    to: transition.to,
    cause: cause.kind,
    detail: cause,
    generation: transition.generation,
    previousStateMs: Math.round(transition.previousStateMs),
    waitMs: transition.waitMs,
    failureRate: window.failureRate,
    slowCallRate: window.slowCallRate,
    bufferedCalls: window.bufferedCalls,
    failedCalls: window.failedCalls,
    slowCalls: window.slowCalls,
    actor: cause.kind === 'command' ? cause.actor : null,
    reason: cause.kind === 'command' ? cause.reason : null,
  };
}
