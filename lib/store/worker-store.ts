import { Worker } from 'node:worker_threads';
import type { Store } from '@/lib/runtime/ports.ts';
import type { OpenedStore } from './sqlite-store.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import type { SentError, StoreReply, StoreRequest } from './worker-messages.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function received({ message, code }: SentError): Error {
  return code === null ? new Error(message) : Object.assign(new Error(message), { code });
}

/** The main thread's end of a worker: requests that are open, and why there can be no more. */
function createLine(worker: Worker) {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let dead: StoreUnavailable | null = null;

  return {
    settle(reply: Extract<StoreReply, { id: number }>): void {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.kind === 'done') request?.resolve(reply.value);
      else request?.reject(received(reply.error));
    },
    /** Everything open and everything later is rejected; the first reason stays. */
    end(reason: string): void {
      dead ??= new StoreUnavailable(reason);
      for (const request of waiting.values()) request.reject(dead);
      waiting.clear();
    },
    /** What is open goes on; everything later is rejected. */
    seal(reason: string): void {
      dead ??= new StoreUnavailable(reason);
    },
    call<Name extends keyof Store>(method: Name, ...args: Parameters<Store[Name]>): ReturnType<Store[Name]> {
      const answer = new Promise((resolve, reject) => {
        if (dead) return reject(dead);
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.postMessage({ id: lastId, method, args } satisfies StoreRequest<Name>);
      });
      return answer as ReturnType<Store[Name]>;
    },
  };
}

function storeOn(line: ReturnType<typeof createLine>, ended: Promise<void>): Store {
  let closing: Promise<void> | null = null;
  return {
    write: (batch) => line.call('write', batch),
    saveRollUps: (rows) => line.call('saveRollUps', rows),
    findCommand: (commandId) => line.call('findCommand', commandId),
    transitions: (query) => line.call('transitions', query),
    transitionBuckets: (query) => line.call('transitionBuckets', query),
    entry: (seq) => line.call('entry', seq),
    entriesAfter: (seq, limit) => line.call('entriesAfter', seq, limit),
    latestEntries: (limit, breaker) => line.call('latestEntries', limit, breaker),
    samples: (query) => line.call('samples', query),
    close() {
      closing ??= line.call('close').then(
        () => ended,
        () => ended,
      );
      line.seal('the history is closed');
      return closing;
    },
  };
}

/**
 * Opens the history in a worker thread of its own, so that no lock and no long question ever holds up this one.
 * `workerPath` is the bundle of `store-worker.ts`. Rejects as `openSqliteStore` does. A worker that dies makes
 * everything open and everything later reject with `STORE_UNAVAILABLE`.
 */
export async function openWorkerStore(options: {
  readonly url: string;
  readonly workerPath: string;
}): Promise<OpenedStore> {
  // execArgv: a worker would load the main thread's loaders again.
  const worker = new Worker(options.workerPath, { workerData: { url: options.url }, execArgv: [] });
  const line = createLine(worker);
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>((end) => {
      worker.once('exit', (code) => {
        const reason = `the history's thread ended (${code})`;
        line.end(reason);
        reject(new StoreUnavailable(reason));
        end();
      });
    });
    worker.on('error', (error) => {
      const reason = `the history's thread failed: ${error.message}`;
      line.end(reason);
      reject(new StoreUnavailable(reason, error));
    });
    worker.on('message', (reply: StoreReply) => {
      if (reply.kind === 'opened') resolve({ state: reply.state, store: storeOn(line, ended) });
      else if (reply.kind === 'not-opened') reject(received(reply.error));
      else line.settle(reply);
    });
  });
}
