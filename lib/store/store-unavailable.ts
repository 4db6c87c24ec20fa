import { STORE_UNAVAILABLE } from '@/lib/runtime/ports.ts';

/** The history can't be read or written now. Told by its `code`: workers and bundles each hold a copy of this module. */
export class StoreUnavailable extends Error {
  readonly code = STORE_UNAVAILABLE;

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreUnavailable';
  }
}

/** SQLite's primary result codes that the store asks for. */
export const SQLITE = { busy: 5, locked: 6, corrupt: 11, notADatabase: 26 } as const;

const SQLITE_WORDS: Readonly<Record<number, string>> = {
  3: 'permission is denied',
  5: 'another program has locked it',
  6: 'another program has locked it',
  7: 'there is not enough memory',
  8: 'it is read-only',
  10: 'the disk fails to read or write it',
  11: 'its file is damaged',
  13: 'the disk is full',
  14: 'its file can not be opened',
  15: 'another program has locked it',
  23: 'permission is denied',
  26: 'its file is not a database',
};

const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'it lies on a read-only disk',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENAMETOOLONG: 'its name is too long',
};

/** The chain of what led to an error, itself first: Prisma and libsql wrap each other's errors in three ways. */
function* chain(error: unknown): Generator<Record<string, unknown>> {
  let link: unknown = error;
  for (let depth = 0; depth < 6 && typeof link === 'object' && link !== null; depth += 1) {
    const facts = link as Record<string, unknown>;
    yield facts;
    const meta = facts.meta as { driverAdapterError?: unknown } | undefined;
    link = meta?.driverAdapterError ?? facts.cause;
  }
}

/** SQLite's primary result code behind an error; null if it has none. */
export function sqliteCode(error: unknown): number | null {
  for (const link of chain(error)) {
    const code = Number(link.rawCode ?? link.originalCode ?? link.extendedCode);
    if (Number.isInteger(code) && code > 0) return code & 0xff;
    // A connection that fails to open has its code nowhere but in its text.
    const inText = /Unable to open connection.*: (\d+)"\)/.exec(String(link.message))?.[1];
    if (inText) return Number(inText) & 0xff;
  }
  return null;
}

/** Why something failed, as a clause that fits after "the history can't be written: ". */
export function reasonInWords(error: unknown): string {
  const code = sqliteCode(error);
  if (code !== null && SQLITE_WORDS[code]) return SQLITE_WORDS[code];
  for (const link of chain(error)) {
    if (typeof link.code === 'string' && SYSTEM_WORDS[link.code]) return SYSTEM_WORDS[link.code] as string;
  }
  let deepest = '';
  for (const link of chain(error)) deepest = String(link.originalMessage ?? link.message ?? deepest);
  return deepest.trim().split('\n')[0] || 'for an unknown reason';
}

/** The same error if it is `STORE_UNAVAILABLE` already, else one that says what failed and why. */
export function unavailable(what: string, error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable(`${what}: ${reasonInWords(error)}`, error);
}
