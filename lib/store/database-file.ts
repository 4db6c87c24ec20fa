import { accessSync, constants, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StoreUnavailable } from './store-unavailable.ts';

/** What SQLite keeps beside a database that is open: the log and its index. */
const LOGS = ['-wal', '-shm'] as const;

/** The absolute path behind `file:./data/panel.db`, `file:/var/panel.db` or `file:///var/panel.db`. */
export function pathOfUrl(url: string): string {
  if (!url.startsWith('file:') || url.startsWith('file::memory:')) {
    throw new StoreUnavailable(`The history's address must be a file, such as file:./data/panel.db; it is ${url}`);
  }
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

/** The path as libsql reads it: percent-encoded, so that spaces, `?` and `#` are parts of a name. */
export function libsqlUrl(path: string): string {
  return `file:${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The empty database whose lock keeps a second opener away. */
export function lockPath(path: string): string {
  return `${path}.lock`;
}

/** Makes the folder if it is missing; throws the file system's error if files can't be made, read and written there. */
export function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  }
  accessSync(dirname(path), constants.W_OK);
  for (const file of [path, lockPath(path), ...LOGS.map((suffix) => path + suffix)]) {
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  }
}

/** Whether something is stored there already. */
export function holdsData(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

/** Renames a file that can't be used, with its `-wal` and `-shm`. Returns the new path; nothing is deleted. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  let aside = `${path}.damaged-${stamp}`;
  for (let copy = 2; existsSync(aside); copy += 1) aside = `${path}.damaged-${stamp}-${copy}`;
  for (const suffix of ['', ...LOGS]) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}
