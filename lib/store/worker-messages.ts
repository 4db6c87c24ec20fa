import type { Store, StoredState } from '@/lib/runtime/ports.ts';

type Method = keyof Store;

/** What the main thread asks; `id` counts from 1 and comes back with the reply. */
export interface StoreRequest<Name extends Method = Method> {
  readonly id: number;
  readonly method: Name;
  readonly args: Parameters<Store[Name]>;
}

/** An error on its way between threads, which would lose its `code`. */
export interface SentError {
  readonly message: string;
  readonly code: string | null;
}

export type StoreReply =
  | { readonly kind: 'opened'; readonly state: StoredState }
  | { readonly kind: 'not-opened'; readonly error: SentError }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  const { code } = error as { code?: unknown };
  return { message: error.message, code: typeof code === 'string' ? code : null };
}
