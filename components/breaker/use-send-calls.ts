'use client';
import { useCallback } from 'react';
import { showFailure } from '@/components/ui/show-toast.tsx';
import { sendCalls } from '@/lib/live/actions.ts';

/** Sends twenty calls, for a breaker that nobody has called yet. */
export function useSendCalls(breaker: string): () => void {
  return useCallback(() => {
    sendCalls(breaker, { count: 20 }).catch((failure: unknown) => showFailure('No calls sent', failure));
  }, [breaker]);
}
