'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogFooter } from '@/components/ui/dialog.tsx';
import { KeyHint } from '@/components/ui/key-hint.tsx';
import { useKey } from './use-key.ts';

const KEYS = [
  ['/', 'Search'],
  ['← ↑ → ↓', 'Move between breakers'],
  ['R', 'Re-sort the panel'],
  ['J', 'Next breaker, on its page'],
  ['K', 'Previous breaker, on its page'],
  ['P', 'Pause the live events'],
  ['⇧ H', 'HALT: end every fault'],
  ['?', 'This list'],
] as const;

/** Every key that does something, behind "?". */
export function KeyList() {
  const [open, setOpen] = useState(false);
  useKey('?', () => setOpen(true));
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keys" description="They act anywhere except while typing.">
      <dl className="mt-4 flex flex-col gap-2 px-6">
        {KEYS.map(([key, what]) => (
          <div key={key} className="flex items-center justify-between">
            <dt className="text-13">{what}</dt>
            <dd>
              <span className="sr-only">{key}</span>
              <KeyHint>{key}</KeyHint>
            </dd>
          </div>
        ))}
      </dl>
      <DialogFooter>
        <Button size="large" onClick={() => setOpen(false)}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
