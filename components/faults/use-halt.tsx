'use client';
import { type FormEvent, useCallback, useState } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TextInput } from '@/components/ui/field.tsx';
import { hideToast, showFailure, showToast } from '@/components/ui/show-toast.tsx';
import { plural } from '@/lib/format.ts';
import { haltFaults } from '@/lib/live/actions.ts';

const TOAST = 'halt';

/** The halt came first; why may follow, or not. */
function HaltReason() {
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || pending) return;
    setPending(true);
    try {
      await haltFaults(reason.trim());
      hideToast(TOAST);
    } catch (failure) {
      showFailure('Reason not saved', failure);
      setPending(false);
    }
  };
  return (
    <form onSubmit={submit} className="mt-2 flex items-center gap-2">
      <TextInput
        aria-label="Why were the faults halted? Optional."
        placeholder="Why? (optional)"
        value={reason}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
        className="h-7"
      />
      <Button type="submit" pending={pending && 'Adding'} pendingLabel="Adding">
        Add reason
      </Button>
    </form>
  );
}

/** Ends every fault at once: one press, no dialog. */
export function useHalt(): { readonly pending: boolean; readonly halt: () => void } {
  const [pending, setPending] = useState(false);
  const halt = useCallback(() => {
    setPending(true);
    haltFaults()
      .then(({ faults }) => {
        const none = faults.length === 0;
        showToast({
          id: TOAST,
          glyph: <Bolt size={16} />,
          title: none ? 'No faults were active.' : `${plural(faults.length, 'fault')} stopped.`,
          line: none ? undefined : <HaltReason />,
          durationMs: none ? 4_000 : 20_000,
          urgent: true,
        });
      })
      .catch((failure: unknown) => showFailure('Not halted', failure))
      .finally(() => setPending(false));
  }, []);
  return { pending, halt };
}
