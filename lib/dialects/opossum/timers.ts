/** What a circuit schedules. All timers of a kind last equally long, so that the first created is due first. */
export type TimerKind = 'warm-up' | 'reset' | 'call';

interface Timer {
  readonly dueAt: number;
  readonly created: number;
}

export interface DueTimer {
  readonly kind: TimerKind;
  /** Tells timers of a kind apart. */
  readonly key: number;
  readonly dueAt: number;
}

/** Times at which something happens, milliseconds. Of two that are due at once the first created comes first. */
export class Timers {
  readonly #byKind: Readonly<Record<TimerKind, Map<number, Timer>>> = {
    'warm-up': new Map(),
    reset: new Map(),
    call: new Map(),
  };
  #created = 0;

  set(kind: TimerKind, dueAt: number, key = 0): void {
    this.#created += 1;
    this.#byKind[kind].set(key, { dueAt, created: this.#created });
  }

  clear(kind: TimerKind, key = 0): void {
    this.#byKind[kind].delete(key);
  }

  /** When the only timer of a kind is due; null if it isn't set. */
  dueAt(kind: TimerKind): number | null {
    return this.#byKind[kind].get(0)?.dueAt ?? null;
  }

  /** The one that is due next, whether its time has come or not. */
  next(): DueTimer | null {
    let next: (DueTimer & Timer) | null = null;
    for (const kind of ['warm-up', 'reset', 'call'] as const) {
      const [first] = this.#byKind[kind];
      if (first === undefined) continue;
      const [key, timer] = first;
      const sooner =
        next === null || timer.dueAt < next.dueAt || (timer.dueAt === next.dueAt && timer.created < next.created);
      if (sooner) next = { kind, key, ...timer };
    }
    return next;
  }
}
