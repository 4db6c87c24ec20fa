import CircuitBreaker from 'opossum';
import { vi } from 'vitest';
import type { TraceStep } from '../conformance/trace.ts';
import type { OpossumOptions } from './options.ts';
import { COUNTERS } from './rolling-window.ts';

type Shown = Record<string, unknown>;

class Ignored extends Error {}

const PLAIN_EVENTS = [
  'fire',
  'success',
  'failure',
  'timeout',
  'reject',
  'semaphoreLocked',
  'open',
  'close',
  'shutdown',
] as const;

/** The installed opossum, led through the same steps as a replay session. Vitest's timers and `Date` must be faked. */
export class InstalledOpossum {
  readonly #circuit: CircuitBreaker;
  readonly #running = new Map<number, (outcome: string) => void>();
  #events: Shown[] = [];
  #settled: Shown[] = [];

  constructor(options: OpossumOptions) {
    const errorFilter = (error: unknown) => error instanceof Ignored;
    this.#circuit = new CircuitBreaker((id: number) => this.#run(id), { ...options, errorFilter });
    for (const type of PLAIN_EVENTS) this.#circuit.on(type, () => this.#events.push({ type }));
    this.#circuit.on('halfOpen', (resetTimeout) => this.#events.push({ type: 'halfOpen', resetTimeout }));
  }

  #run(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#running.set(id, (outcome) => {
        this.#running.delete(id);
        if (outcome === 'success') resolve('good');
        else reject(outcome === 'ignored' ? new Ignored('ignored') : new Error('failed'));
      });
    });
  }

  async step(step: TraceStep): Promise<Shown> {
    this.#events = [];
    this.#settled = [];
    const shown = await this.#carryOut(step);
    const { pendingClose, enabled, warmUp, stats } = this.#circuit;
    return {
      ...shown,
      state: this.state,
      pendingClose,
      enabled,
      warmUp,
      stats: Object.fromEntries(COUNTERS.map((counter) => [counter, stats[counter]])),
      events: this.#events,
      ...(this.#settled.length > 0 && { settled: this.#settled }),
    };
  }

  get state(): string {
    const { opened, halfOpen, isShutdown } = this.#circuit;
    if (isShutdown) return 'shutdown';
    if (opened) return 'open';
    return halfOpen ? 'halfOpen' : 'closed';
  }

  /** Leaves no timer behind. */
  stop(): void {
    this.#circuit.shutdown();
  }

  async #carryOut(step: TraceStep): Promise<Shown> {
    const circuit = this.#circuit;
    switch (step.op) {
      case 'advance':
        await vi.advanceTimersByTimeAsync(step.ms);
        return {};
      case 'acquire':
        return this.#fire(step.id);
      case 'complete':
        await this.#end(step.id, step.outcome);
        return {};
      case 'call':
        return this.#call(step.durationMs, step.outcome);
      case 'forceOpen':
        return this.#control(() => circuit.open());
      case 'forceClosed':
        return this.#control(() => circuit.close());
      case 'enable':
        return this.#control(() => circuit.enable());
      case 'disable':
        return this.#control(() => circuit.disable());
      case 'shutdown':
        return this.#control(() => circuit.shutdown());
      default:
        throw new Error(`not a step here: ${step.op}`);
    }
  }

  #control(act: () => void): Shown {
    act();
    return {};
  }

  async #call(durationMs: number, outcome: string): Promise<Shown> {
    const shown = await this.#fire(0);
    if (shown.permitted !== true) return shown;
    await vi.advanceTimersByTimeAsync(durationMs);
    await this.#end(0, outcome);
    const { id: _, ...own } = this.#settled.find(({ id }) => id === 0) ?? {};
    this.#settled = this.#settled.filter(({ id }) => id !== 0);
    return { ...shown, ...own };
  }

  async #fire(id: number): Promise<Shown> {
    this.#circuit.fire(id).then(
      () => this.#settled.push({ id, result: 'resolved' }),
      (error) => this.#settled.push({ id, result: 'rejected', ...errorOf(error) }),
    );
    await vi.advanceTimersByTimeAsync(0);
    const permitted = this.#running.has(id);
    const own = this.#settled.find((one) => one.id === id);
    this.#settled = this.#settled.filter((one) => one.id !== id);
    return { permitted, result: 'pending', ...own, id: undefined };
  }

  async #end(id: number, outcome: string): Promise<void> {
    this.#running.get(id)?.(outcome);
    await vi.advanceTimersByTimeAsync(0);
  }
}

function errorOf(error: unknown): Shown {
  const { code, message } = Object(error);
  return code === undefined ? {} : { errorCode: code, error: message };
}
