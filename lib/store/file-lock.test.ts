import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { boot, series } from './history-fixtures.ts';
import { bundle, newFolder, openAt, removeBundles, removeFolder } from './sqlite-fixtures.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Writes one entry after the other until it is killed, and tells each once it is committed. */
const PROGRAM = `
  import { openSqliteStore } from '@/lib/store/sqlite-store.ts';
  import { transition } from '@/lib/store/history-fixtures.ts';
  async function main() {
    const path = process.argv[2];
    const { state, store } = await openSqliteStore('file:' + path);
    let seq = state.lastSeq;
    for (;;) {
      seq += 1;
      await store.write({ entries: [transition(seq)] });
      console.log('wrote ' + seq);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  main().catch((error) => console.log(error.code + ' ' + error.message));
`;

let folder: string;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => removeFolder(folder));
afterAll(removeBundles);

describe('a second opener', () => {
  it('is turned away while the first is there, and let in after it', async () => {
    const path = join(folder, 'panel.db');
    const first = await openAt(path);
    await expect(openAt(path)).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: expect.stringMatching(`^The history at ${path} is in use by another Breaker Panel\\. Stop`),
    });
    await first.store.write({ entries: [boot(1)] });
    await first.store.close();
    const second = await openAt(path);
    expect(second.state).toMatchObject({ epoch: 2, lastSeq: 1 });
    await second.store.close();
  });

  it('is let in as soon as the first is killed, and finds everything that was committed', async () => {
    const program = await bundle({ text: PROGRAM }, 'killed');
    const path = join(folder, 'panel.db');
    const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.setEncoding('utf8');
    await new Promise<void>((enough) => {
      child.stdout.on('data', (text: string) => {
        told += text;
        if (told.includes('wrote 200\n')) enough();
      });
    });
    await expect(openAt(path)).rejects.toMatchObject({ message: expect.stringContaining('in use by another') });
    const ended = new Promise((end) => child.once('close', end));
    child.kill('SIGKILL');
    await ended;
    const lastTold = Number(/wrote (\d+)\n[^\n]*$/.exec(told)?.[1]);
    const { state, store } = await openAt(path);
    expect(state.epoch).toBe(2);
    expect(state.lastSeq).toBeGreaterThanOrEqual(lastTold);
    expect((await store.entriesAfter(0, 100_000)).map(({ seq }) => seq)).toEqual(
      series(1, state.lastSeq, (seq) => seq),
    );
    await store.close();
  });
});
