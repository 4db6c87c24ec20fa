'use client';
import { useState } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { useFleet, useServerNow } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { KeyHint } from '@/components/ui/key-hint.tsx';
import { showFailure } from '@/components/ui/show-toast.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import { formatRemaining } from '@/lib/format.ts';
import { stopFault } from '@/lib/live/actions.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { effectInWords, faultLeftMs, targetInWords } from './fault-words.ts';
import { HaltButton } from './halt-button.tsx';

/** What runs now, with how to end it: one, or all. */
export function ActiveFaults() {
  const faults = useFleet((state) => state.faults);
  const now = useServerNow();
  return (
    <section aria-label="Active faults">
      <div className="flex h-10 items-center gap-2 text-13 text-text-2">
        Active now <Tag>{faults.length}</Tag>
        {faults.length > 0 && (
          <span className="ml-auto flex items-center gap-2">
            <HaltButton label="HALT ALL" />
            <KeyHint>⇧ H</KeyHint>
          </span>
        )}
      </div>
      {faults.length === 0 ? (
        <p className="border-t border-grid py-2.5 text-12 text-text-2">No faults active. Faults end by themselves.</p>
      ) : (
        <ul>
          {faults.map((fault) => (
            <FaultRow key={fault.id} fault={fault} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FaultRow({ fault, now }: { readonly fault: FaultResource; readonly now: number }) {
  const breakers = useFleet((state) => state.breakers);
  const [pending, setPending] = useState(false);
  const stop = () => {
    setPending(true);
    stopFault(fault.id).catch((failure: unknown) => {
      setPending(false);
      showFailure('Fault not stopped', failure);
    });
  };
  const words = `${fault.effects.map((effect) => effectInWords(effect)).join(', ')}, ${fault.actor}`;
  return (
    <li className="flex min-h-10 items-center gap-2 border-t border-grid text-13">
      <Bolt size={13} className="shrink-0" />
      <span className="min-w-0 flex-1 truncate text-text-2" title={`${words}: ${fault.reason}`}>
        <span className="font-medium text-text">{targetInWords(fault, (id) => breakers[id]?.name ?? id)}</span> {words}
      </span>
      <span className="w-14 text-right font-semibold">{formatRemaining(faultLeftMs(fault, now))}</span>
      <Button size="small" onClick={stop} pending={pending && 'Stopping'} pendingLabel="Stopping">
        Stop
      </Button>
    </li>
  );
}
