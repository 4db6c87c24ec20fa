import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Store } from '@/lib/runtime/ports.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { type StoreReply, type StoreRequest, sentError } from './worker-messages.ts';

/** Requests don't wait for each other here: the store puts writes in order itself. */
async function answer(store: Store, { id, method, args }: StoreRequest): Promise<StoreReply> {
  try {
    const act = store[method] as (...given: unknown[]) => Promise<unknown>;
    return { kind: 'done', id, value: await act(...args) };
  } catch (error) {
    return { kind: 'failed', id, error: sentError(error) };
  }
}

async function serve(port: MessagePort, url: string): Promise<void> {
  const reply = (message: StoreReply) => port.postMessage(message);
  let store: Store;
  try {
    const opened = await openSqliteStore(url);
    store = opened.store;
    reply({ kind: 'opened', state: opened.state });
  } catch (error) {
    reply({ kind: 'not-opened', error: sentError(error) });
    port.close();
    return;
  }
  const running = new Set<Promise<void>>();
  port.on('message', (request: StoreRequest) => {
    const isLast = request.method === 'close';
    const before = isLast ? Promise.all(running) : Promise.resolve();
    const task = before.then(async () => {
      reply(await answer(store, request));
      if (isLast) port.close();
    });
    running.add(task);
    void task.then(() => running.delete(task));
  });
}

if (!parentPort) throw new Error('the store worker runs in a worker thread: see worker-store.ts');
void serve(parentPort, (workerData as { url: string }).url);
