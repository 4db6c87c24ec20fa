/**
 * A call that a trial's end wakes. `depth` is how often it has asked before, which is how many promises stand around
 * the innermost one.
 */
export interface Waiter<Call> {
  readonly call: Call;
  readonly depth: number;
}

interface Chain<Call> {
  /** The trial itself, or a call that waits for it. */
  readonly kind: 'trial' | 'waiter';
  readonly waiter: Waiter<Call>;
}

/** A promise that settled, and after how many turns of the microtask queue. */
interface Settled<Call> {
  readonly call: Call;
  readonly turn: number;
}

/**
 * Who waits for which trial, and in which order their promises settle once it ends. In cockatiel 3.2.1 each asking
 * again is an async call inside an async call: what is rejected after several askings settles later than what is
 * rejected after one, and a trial that had to ask often settles later than those who waited for it.
 */
export class WaitingCalls<Call> {
  readonly #chains = new Map<number, Chain<Call>[]>();

  /** The call has become this trial. */
  begin(trial: number, waiter: Waiter<Call>): void {
    this.#chainsOf(trial).push({ kind: 'trial', waiter });
  }

  wait(trial: number, waiter: Waiter<Call>): void {
    this.#chainsOf(trial).push({ kind: 'waiter', waiter });
  }

  /**
   * Ends a trial: everyone who waits for it asks again, in order; `ask` answers whether the call was rejected. The
   * result is who settled, in order: the trial's own call and the rejected ones.
   */
  end(trial: number, ask: (waiter: Waiter<Call>) => 'rejected' | 'goes on'): Call[] {
    const settled: Settled<Call>[] = [];
    const chains = this.#chainsOf(trial);
    this.#chains.delete(trial);
    for (const { kind, waiter } of chains) {
      const { call, depth } = waiter;
      if (kind === 'trial') settled.push({ call, turn: depth });
      else if (ask({ call, depth: depth + 1 }) === 'rejected') settled.push({ call, turn: depth + TURNS_OF_ASKING });
    }
    // Sorting is stable: in the same turn the order is that in which they began to wait.
    return settled.sort((a, b) => a.turn - b.turn).map(({ call }) => call);
  }

  #chainsOf(trial: number): Chain<Call>[] {
    const chains = this.#chains.get(trial) ?? [];
    this.#chains.set(trial, chains);
    return chains;
  }
}

/** Being woken, asking again and handing the rejection out take this much longer than the trial's own settling. */
const TURNS_OF_ASKING = 3;
