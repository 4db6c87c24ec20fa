import { checkpointOf, type Fleet } from './fleet.ts';
import type { JournalWriter } from './journal-writer.ts';
import type { Clock, Log, RollUp, Store } from './ports.ts';

const EVERY_MS = 1_000;
/** Steps that wait while the database is away; the oldest are dropped and stay a gap. */
const MAX_WAITING_STEPS = 20_000;

/**
 * Once a second: checkpoints, so that a kill costs at most a second of every window, and the roll-ups of the steps
 * that are over. Returns how to stop, which writes what is in progress.
 */
export function startHousekeeping(options: {
  readonly fleet: Fleet;
  readonly writer: JournalWriter;
  readonly store: Pick<Store, 'saveRollUps'>;
  readonly clock: Clock;
  readonly log: Log;
}): { stop(): Promise<void> } {
  const { fleet, writer, store, clock, log } = options;
  let steps: RollUp[] = [];
  let saving: Promise<void> = Promise.resolve();
  const totals = new Map<string, number>();
  let cancel = () => {};

  /** Breakers that did something since their last checkpoint. */
  function checkpoints(now: number) {
    return fleet.all
      .filter((hosted) => {
        const { totals: counts } = hosted.breaker.snapshot(now);
        const calls = counts.success + counts.failure + counts.timeout + counts.ignored + counts.late;
        if (totals.get(hosted.definition.id) === calls) return false;
        totals.set(hosted.definition.id, calls);
        return true;
      })
      .map((hosted) => checkpointOf(hosted, now));
  }

  function collectSteps(now: number, all: boolean): void {
    for (const hosted of fleet.all) {
      const { failureRate, slowCallRate } = hosted.breaker.snapshot(now).window;
      const rates = { failureRate, slowCallRate };
      for (const meter of hosted.rollUps) {
        const finished = meter.finish(now, rates);
        if (finished) steps.push(finished);
        const unfinished = all ? meter.unfinished(rates) : null;
        if (unfinished) steps.push(unfinished);
      }
    }
    steps = steps.slice(-MAX_WAITING_STEPS);
  }

  async function saveSteps(): Promise<void> {
    const rows = steps;
    if (rows.length === 0) return;
    steps = [];
    try {
      await store.saveRollUps(rows);
    } catch (error) {
      steps = [...rows, ...steps];
      log.warn({ error: String(error), rows: rows.length }, 'roll-ups wait');
    }
  }

  function round(): void {
    cancel = clock.after(EVERY_MS, round);
    const now = clock.now();
    if (writer.problem === null) writer.add({ at: now, facts: [], state: { checkpoints: checkpoints(now) } });
    collectSteps(now, false);
    saving = saving.then(saveSteps);
  }
  cancel = clock.after(EVERY_MS, round);

  return {
    async stop() {
      cancel();
      const now = clock.now();
      writer.add({ at: now, facts: [], state: { checkpoints: fleet.all.map((hosted) => checkpointOf(hosted, now)) } });
      collectSteps(now, true);
      await saving;
      await saveSteps();
    },
  };
}
