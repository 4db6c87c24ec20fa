import { describe, expect, it } from 'vitest';
import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';
import { boot } from './history-fixtures.ts';
import { createMemory, openMemoryStore } from './memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', async () => {
  const memory = createMemory();
  return { open: async () => openMemoryStore(memory), remove: async () => undefined };
});

describe('a memory store with a problem', () => {
  it('rejects with its words until it is over', async () => {
    const memory = createMemory();
    const { store } = openMemoryStore(memory);
    memory.problem = 'the disk is full';
    await expect(store.write({ entries: [boot(1)] })).rejects.toMatchObject({
      code: STORE_UNAVAILABLE,
      message: 'the disk is full',
    });
    memory.problem = null;
    await store.write({ entries: [boot(1)] });
    expect(await store.entry(1)).toEqual(boot(1));
  });
});
