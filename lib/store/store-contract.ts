import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '@/lib/runtime/ports.ts';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import {
  boot,
  checkpoint,
  command,
  fault,
  rollUp,
  START,
  series,
  storedBreaker,
  transition,
  transitionsQuery,
} from './history-fixtures.ts';
import { promiseTheJournal } from './journal-contract.ts';
import { promiseTheSamples } from './samples-contract.ts';
import type { OpenedStore } from './sqlite-store.ts';

/** One place that keeps a history, and can be opened again after it was closed. */
export interface Place {
  open(): Promise<OpenedStore>;
  remove(): Promise<void>;
}

/** What every store promises. Each test has a place of its own. */
export function storeContract(name: string, newPlace: () => Promise<Place>): void {
  describe(`${name} keeps what a store promises`, () => {
    let place: Place;
    let opened: OpenedStore;
    const store = (): Store => opened.store;

    beforeEach(async () => {
      place = await newPlace();
      opened = await place.open();
    });
    afterEach(async () => {
      await opened.store.close();
      await place.remove();
    });
    async function restart() {
      await opened.store.close();
      opened = await place.open();
      return opened.state;
    }

    describe('over restarts', () => {
      it('begins empty, at the first boot', () => {
        expect(opened.state).toEqual({
          epoch: 1,
          lastSeq: 0,
          lastSeenAt: null,
          breakers: [],
          checkpoints: [],
          faults: [],
          notices: [],
        });
      });

      it('counts every boot, also one that wrote nothing', async () => {
        expect((await restart()).epoch).toBe(2);
        await store().write({ entries: [boot(1, 2)] });
        expect((await restart()).epoch).toBe(3);
      });

      it('gives back breakers in their order, checkpoints, faults and the newest number', async () => {
        const breakers = ['payments', 'search', 'auth'].map((id) => storedBreaker(id));
        const checkpoints = [checkpoint('payments', START), { ...checkpoint('auth', START + 9_000), hold }];
        await store().write({
          entries: [boot(1), transition(2)],
          breakers,
          checkpoints,
          faults: [fault('f1'), fault('f2')],
        });
        const state = await restart();
        expect(state.breakers).toEqual(breakers);
        expect(state.checkpoints).toEqual(expect.arrayContaining(checkpoints));
        expect(state.faults.map(({ id }) => id)).toEqual(['f1', 'f2']);
        expect(state).toMatchObject({ lastSeq: 2, lastSeenAt: START + 9_000 });
      });

      it('keeps a breaker in its place when its configuration changes, and the last word on each', async () => {
        await store().write({ entries: [], breakers: [storedBreaker('payments'), storedBreaker('search')] });
        await store().write({
          entries: [],
          breakers: [storedBreaker('payments', 2), storedBreaker('payments', 3)],
          checkpoints: [checkpoint('payments', START + 0.75, 1), checkpoint('payments', START + 1_000, 2)],
        });
        const state = await restart();
        expect(state.breakers.map(({ definition, revision }) => [definition.id, revision])).toEqual([
          ['payments', 3],
          ['search', 1],
        ]);
        expect(state.checkpoints).toEqual([checkpoint('payments', START + 1_000, 2)]);
      });

      it('replaces the running faults by those it is given, and leaves them when it is given none', async () => {
        await store().write({ entries: [], faults: [fault('f1'), fault('f2')] });
        await store().write({ entries: [boot(1)] });
        expect((await restart()).faults).toHaveLength(2);
        await store().write({ entries: [], faults: [fault('f2')] });
        expect((await restart()).faults).toEqual([fault('f2')]);
        await store().write({ entries: [], faults: [] });
        expect((await restart()).faults).toEqual([]);
      });

      it('knows from roll-ups alone when it was seen last', async () => {
        await store().saveRollUps([rollUp(START + 20_000, [5]), rollUp(START + 10_000, [5])]);
        expect((await restart()).lastSeenAt).toBe(START + 20_000);
      });
    });

    describe('writing', () => {
      it('is all or nothing: one number that is there already, and no part of the batch is kept', async () => {
        await store().write({ entries: series(1, 3, (seq) => transition(seq)) });
        const batch = {
          entries: [transition(4), transition(2)],
          breakers: [storedBreaker('payments')],
          checkpoints: [checkpoint('payments', START)],
          faults: [fault('f1')],
        };
        await expect(store().write(batch)).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
        expect(await store().entry(4)).toBeNull();
        expect(await restart()).toMatchObject({ lastSeq: 3, breakers: [], checkpoints: [], faults: [] });
      });

      it('goes on after a batch that failed', async () => {
        await store().write({ entries: [command(1, 'c1')] });
        await expect(store().write({ entries: [command(2, 'c1')] })).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
        await store().write({ entries: [command(2, 'c2')] });
        expect(await store().findCommand('c2')).toBe(2);
      });

      it('takes a batch without anything', async () => {
        await store().write({ entries: [] });
        await store().saveRollUps([]);
        expect((await restart()).lastSeq).toBe(0);
      });

      it('keeps the order of batches that are written without waiting', async () => {
        await Promise.all(series(1, 20, (seq) => store().write({ entries: [transition(seq)] })));
        expect((await store().entriesAfter(0, 100)).map(({ seq }) => seq)).toEqual(series(1, 20, (seq) => seq));
      });

      it('is over when the store is closed', async () => {
        const begun = store().write({ entries: [boot(1)] });
        await begun;
        await store().close();
        await expect(store().write({ entries: [boot(2)] })).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
        await expect(store().transitions(transitionsQuery())).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
        await store().close();
      });
    });

    promiseTheJournal(store);
    promiseTheSamples(store);
  });
}

const hold = { actor: 'Ada', reason: "it's a drill", endsAt: START + 3_600_000 };
