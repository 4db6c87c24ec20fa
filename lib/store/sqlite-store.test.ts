import { newSqlitePlace } from './sqlite-fixtures.ts';
import { storeContract } from './store-contract.ts';

storeContract('the SQLite store', newSqlitePlace);
