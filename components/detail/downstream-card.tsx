'use client';
import { useState } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { effectInWords, faultLeftMs } from '@/components/faults/fault-words.ts';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { showFailure } from '@/components/ui/show-toast.tsx';
import { formatClock, formatRemaining } from '@/lib/format.ts';
import { stopFault } from '@/lib/live/actions.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import {
  capacityInWords,
  errorsInWords,
  latencyInWords,
  trafficInWords,
  troublesInWords,
} from './downstream-in-words.ts';
import { KeyValues } from './key-values.tsx';

interface DownstreamCardProps {
  readonly view: BreakerIdentity;
  readonly faults: readonly FaultResource[];
  readonly now: number;
}

/** What the breaker guards, said plainly to be simulated, and the faults that act on it now. */
export function DownstreamCard({ view, faults, now }: DownstreamCardProps) {
  const { downstream, trafficCallsPerSecond } = view;
  return (
    <Card aria-labelledby="downstream-title">
      <div className="flex h-10 items-center gap-2 px-4">
        <h2 id="downstream-title" className="text-13 font-semibold">
          Downstream
        </h2>
        <span className="ml-auto truncate text-text-2">{downstream.name}, simulated</span>
      </div>
      {faults.map((fault) => (
        <FaultRow key={fault.id} fault={fault} now={now} />
      ))}
      <div className={`px-4 pb-3 ${faults.length > 0 ? 'border-t border-border pt-2' : ''}`}>
        <p className="pb-1.5 text-12 text-text-2">Not a real service: the panel itself answers for it.</p>
        <KeyValues
          rows={[
            ['Latency', latencyInWords(downstream.latency)],
            ['Errors', errorsInWords(downstream.errorPercent)],
            ['Capacity', capacityInWords(downstream.capacity)],
            ['Built-in trouble', troublesInWords(downstream)],
            ...(trafficCallsPerSecond > 0 ? ([['Traffic', trafficInWords(trafficCallsPerSecond)]] as const) : []),
          ]}
        />
        {trafficCallsPerSecond === 0 && <p className="pt-1.5 text-12">{trafficInWords(0)}</p>}
      </div>
    </Card>
  );
}

function FaultRow({ fault, now }: { readonly fault: FaultResource; readonly now: number }) {
  const off = useActionsOff();
  const [stopping, setStopping] = useState(false);
  const left = faultLeftMs(fault, now);
  const stop = async () => {
    setStopping(true);
    try {
      await stopFault(fault.id);
    } catch (failure) {
      showFailure('Fault not stopped', failure);
      setStopping(false);
    }
  };
  const [first, ...others] = fault.effects.map((effect) => effectInWords(effect));
  return (
    <div className="flex gap-2.5 px-4 pt-1 pb-3">
      <Bolt size={14} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <div className="flex gap-2">
          <p className="min-w-0">
            <span className="font-medium">{first}</span>
            {others.length > 0 && <span className="text-text-2">, {others.join(', ')}</span>}
          </p>
          <span role="timer" aria-live="off" className="ml-auto font-semibold" data-value>
            {formatRemaining(left)}
          </span>
        </div>
        <div aria-hidden="true" className="mt-1.5 h-1 overflow-hidden rounded-2 bg-hover">
          <div className="h-full bg-ink" style={{ width: `${Math.min(1, left / fault.durationMs) * 100}%` }} />
        </div>
        <div className="mt-2 flex items-center gap-2">
          <p className="min-w-0 flex-1 text-12 text-text-2 wrap-anywhere">
            By {fault.actor}, ends {formatClock(fault.endsAt)}: “{fault.reason}”
          </p>
          <Button
            size="small"
            pending={stopping && 'Stopping'}
            pendingLabel="Stopping"
            disabledReason={off}
            onClick={stop}
          >
            Stop
          </Button>
        </div>
      </div>
    </div>
  );
}
