import type { ProbeSlot } from '@/lib/engine/breaker.ts';
import type { CallOutcome } from '@/lib/engine/breaker-event.ts';

/** The calls of a half-open state as the page shows them: what became of them, and which are out. */
export class ProbeBoard<Call extends { readonly since: number }> {
  readonly #inFlight = new Set<Call>();
  #settled: ProbeSlot[] = [];

  get inFlight(): number {
    return this.#inFlight.size;
  }

  begin(call: Call): void {
    this.#inFlight.add(call);
  }

  /** A call that says nothing. */
  giveBack(call: Call): void {
    this.#inFlight.delete(call);
  }

  settle(call: Call, outcome: Exclude<CallOutcome, 'ignored'>, durationMs: number): void {
    this.#inFlight.delete(call);
    this.#settled.push({ kind: outcome === 'success' ? 'good' : 'failed', durationMs });
  }

  /** The state is another; whoever is still out has no slot any more. */
  clear(): void {
    this.#inFlight.clear();
    this.#settled = [];
  }

  slots(now: number, free: number): ProbeSlot[] {
    const out = Array.from(this.#inFlight, ({ since }): ProbeSlot => ({ kind: 'in-flight', sinceMs: now - since }));
    return [...this.#settled, ...out, ...Array.from({ length: free }, (): ProbeSlot => ({ kind: 'free' }))];
  }
}
