'use client';
import { Database, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFleet, useLiveClient, useServerNow } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { formatClock, formatSpan } from '@/lib/format.ts';

function Bar({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center gap-3 rounded-8 border border-border-strong bg-dis-tint px-4 py-1.5 text-13 text-text-2">
      {icon}
      {children}
    </div>
  );
}

function StaleBar() {
  const client = useLiveClient();
  const valuesAt = useFleet((state) => state.valuesAt);
  const now = useServerNow();
  return (
    <Bar icon={<WifiOff size={16} aria-hidden="true" className="shrink-0 text-text" />}>
      <p className="mr-auto">
        <strong className="font-semibold text-text">As of {formatClock(valuesAt)}.</strong> Values are{' '}
        {formatSpan(Math.max(0, Math.floor((now - valuesAt) / 1_000)) * 1_000)} old, actions off.
      </p>
      <Button onClick={client.retryNow}>Retry</Button>
    </Bar>
  );
}

/** What every value below must be read with: that it is old, or that nothing is kept now. */
export function NoticeBars() {
  const stale = useFleet((state) => state.connection.stale);
  const storeProblem = useFleet((state) => state.storeProblem);
  if (!stale && storeProblem === null) return null;
  return (
    <div className="flex flex-col gap-2 px-4 pt-3">
      {stale && <StaleBar />}
      {storeProblem !== null && (
        <Bar icon={<Database size={16} aria-hidden="true" className="shrink-0 text-text" />}>
          <p>
            <strong className="font-semibold text-text">Not saved.</strong> {storeProblem}. Breakers go on; commands are
            refused.
          </p>
        </Bar>
      )}
    </div>
  );
}
