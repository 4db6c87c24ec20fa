import type { Breaker, Permit } from '@/lib/engine/breaker.ts';
import type {
  BreakerObserver,
  CallOutcome,
  CommandKind,
  ThresholdMet,
  Transition,
} from '@/lib/engine/breaker-event.ts';
import type { Dialect } from '../dialect.ts';

/** An epoch second's begin, so that a test may count in whole seconds from it. */
const START = 1_700_000_000_000;

/** A dialect's breaker, the time it lives in, and what it told. */
export interface Bench {
  breaker: Breaker;
  now: number;
  readonly transitions: Transition[];
  readonly outcomes: { readonly outcome: CallOutcome; readonly late: boolean }[];
  readonly wouldOpen: ThresholdMet[];
  /** Begins again from what the breaker exported, as JSON keeps it, `awayMs` later. */
  restart(awayMs: number, changes?: Readonly<Record<string, unknown>>): void;
}

/** A new breaker of the dialect with these options. */
export function setUp<Options>(
  dialect: Dialect<Options>,
  given: Readonly<Record<string, unknown>> = {},
  start = START,
): Bench {
  const transitions: Transition[] = [];
  const outcomes: Bench['outcomes'] = [];
  const wouldOpen: ThresholdMet[] = [];
  const observer: BreakerObserver = {
    outcome: (outcome, _durationMs, _slow, late) => outcomes.push({ outcome, late }),
    transition: (transition) => transitions.push(transition),
    wouldOpen: (threshold) => wouldOpen.push(threshold),
  };
  const around = (now: number) => ({ now, random: () => 0.5, observer });
  const bench: Bench = {
    breaker: dialect.create(dialect.options.parse(given), around(start)),
    now: start,
    transitions,
    outcomes,
    wouldOpen,
    restart(awayMs, changes = {}) {
      const exported: unknown = JSON.parse(JSON.stringify(bench.breaker.exportState(bench.now)));
      bench.now += awayMs;
      bench.breaker = dialect.restore(dialect.options.parse({ ...given, ...changes }), exported, around(bench.now));
    },
  };
  return bench;
}

/** A permit, which must be given. */
export function acquire(bench: Bench): Permit {
  const answer = bench.breaker.tryAcquirePermission(bench.now);
  if (!answer.permitted) throw new Error(`not permitted while ${answer.state}`);
  return answer;
}

export const permits = (bench: Bench): boolean => bench.breaker.tryAcquirePermission(bench.now).permitted;

export function settle(bench: Bench, permit: Permit, outcome: CallOutcome, durationMs = 10): void {
  bench.breaker.settle(permit, outcome, durationMs, bench.now);
}

/** Makes `times` calls, one after the other, each of which must be permitted. Time stands still. */
export function call(bench: Bench, outcome: CallOutcome, times = 1, durationMs = 10): void {
  for (let n = 0; n < times; n += 1) settle(bench, acquire(bench), outcome, durationMs);
}

/** Lets time pass, and tells the breaker when it wants to be told. */
export function advance(bench: Bench, ms: number): void {
  bench.now += ms;
  for (let at = bench.breaker.nextTickAt(); at !== null && at <= bench.now; at = bench.breaker.nextTickAt()) {
    bench.breaker.tick(at);
  }
}

/** Gives a command; answers whether it was legal. */
export function command(bench: Bench, kind: CommandKind): boolean {
  return bench.breaker.execute({ kind, actor: 'operator', reason: 'test' }, bench.now) === null;
}

export const snapshot = (bench: Bench) => bench.breaker.snapshot(bench.now);

/** The states it went through, as `from → to (cause)`. */
export const path = ({ transitions }: Bench): string[] =>
  transitions.map(({ from, to, cause }) => `${from} → ${to} (${cause.kind})`);
