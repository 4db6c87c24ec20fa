import { vi } from 'vitest';
import { newSqlitePlace } from './sqlite-fixtures.ts';
import { storeContract } from './store-contract.ts';

// Processes, threads and the schema engine take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

storeContract('the SQLite store', newSqlitePlace);
