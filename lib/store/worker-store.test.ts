import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { boot, rollUp, START, series, storedBreaker, transition, transitionsQuery } from './history-fixtures.ts';
import { bundle, newFolder, otherProgram, removeBundles, removeFolder } from './sqlite-fixtures.ts';
import { openWorkerStore } from './worker-store.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let workerPath: string;
let folder: string;
let path: string;
beforeAll(async () => {
  workerPath = await bundle({ file: 'lib/store/store-worker.ts' }, 'store-worker');
});
beforeEach(async () => {
  folder = await newFolder();
  path = join(folder, 'panel.db');
});
afterEach(() => removeFolder(folder));
afterAll(removeBundles);

const open = () => openWorkerStore({ url: `file:${path}`, workerPath });

describe('the store in a worker', () => {
  it('answers every question across the threads', async () => {
    const { state, store } = await open();
    expect(state).toMatchObject({ epoch: 1, lastSeq: 0, notices: [] });
    const now = Math.floor(Date.now() / 10_000) * 10_000;
    await store.write({ entries: series(1, 3, (seq) => transition(seq)), breakers: [storedBreaker('payments')] });
    await store.saveRollUps([rollUp(now, [10, 20])]);
    expect(await store.findCommand('c1')).toBeNull();
    expect((await store.transitions(transitionsQuery({ limit: 2 }))).nextCursor).toBe('2');
    expect(await store.transitionBuckets({ from: START, to: START + 10_000, bucketMs: 10_000 })).toMatchObject([
      { trips: 3 },
    ]);
    expect(await store.entry(2)).toEqual(transition(2));
    expect(await store.entriesAfter(2, 10)).toEqual([transition(3)]);
    expect(await store.latestEntries(1, 'payments')).toEqual([transition(3)]);
    expect(await store.samples({ breaker: 'payments', step: 10_000, from: now, to: now + 10_000 })).toMatchObject([
      { success: 2 },
    ]);
    await store.close();
    const again = await open();
    expect(again.state).toMatchObject({ epoch: 2, lastSeq: 3, breakers: [storedBreaker('payments')] });
    await again.store.close();
  });

  it('finishes what was begun when it is closed, and refuses what comes later', async () => {
    const { store } = await open();
    const begun = [
      ...series(1, 20, (seq) => store.write({ entries: [transition(seq)] })),
      store.samples({ breaker: 'payments', step: 10_000, from: START, to: START + 10_000 }),
    ];
    const closing = store.close();
    await expect(store.entry(1)).rejects.toMatchObject({ code: STORE_UNAVAILABLE, message: 'the history is closed' });
    await Promise.all(begun);
    await closing;
    await store.close();
    const again = await open();
    expect(again.state.lastSeq).toBe(20);
    await again.store.close();
  });

  it('says why it can not be opened', async () => {
    await mkdir(path);
    await expect(open()).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: `The history at ${path} can't be opened: it is a folder, not a file`,
    });
  });

  it('turns a second opener away, also within the process', async () => {
    const { store } = await open();
    await expect(open()).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringContaining('in use by another Breaker Panel'),
    });
    await store.close();
  });

  it('leaves this thread free while another program holds the file', async () => {
    const { store } = await open();
    const other = await otherProgram(path);
    await other.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 10);
    await expect(store.write({ entries: [boot(1)] })).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: "The history can't be written: another program has locked it",
    });
    clearInterval(turning);
    expect(turns).toBeGreaterThan(50);
    await other.executeScript('ROLLBACK');
    await store.write({ entries: [boot(1)] });
    await store.close();
    await other.dispose();
  });
});

describe('a worker that dies', () => {
  const OPENED = `postMessage({ kind: 'opened', state: { epoch: 1 } })`;
  async function openDying(program: string) {
    const dyingPath = join(folder, 'dying.mjs');
    await writeFile(dyingPath, `import { parentPort } from 'node:worker_threads';\n${program}`);
    return openWorkerStore({ url: `file:${path}`, workerPath: dyingPath });
  }

  it.each([
    [
      'ends',
      `parentPort.on('message', () => process.exit(7)); parentPort.${OPENED};`,
      "the history's thread ended (7)",
    ],
    [
      'throws',
      `parentPort.on('message', () => { throw new Error('out of memory'); }); parentPort.${OPENED};`,
      "the history's thread failed: out of memory",
    ],
  ])('as it %s rejects everything open and everything later', async (_, program, message) => {
    const { store } = await openDying(program);
    const open = [store.write({ entries: [boot(1)] }), store.entry(1), store.latestEntries(5)];
    for (const request of open) await expect(request).rejects.toMatchObject({ code: STORE_UNAVAILABLE, message });
    await expect(store.write({ entries: [boot(1)] })).rejects.toMatchObject({ code: STORE_UNAVAILABLE, message });
    await store.close();
  });

  it('before it has opened anything rejects the opening', async () => {
    await expect(openDying('process.exit(3);')).rejects.toMatchObject({ code: STORE_UNAVAILABLE });
    await expect(openDying(`throw new Error('broken');`)).rejects.toMatchObject({
      message: expect.stringContaining('broken'),
    });
  });
});
