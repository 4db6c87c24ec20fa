'use client';
import { useServerNow } from '@/components/live/use-fleet.ts';
import { formatClock } from '@/lib/format.ts';

/** Server time: every moment on the page is told by this clock. */
export function ServerClock() {
  const now = useServerNow(250);
  return (
    <time
      role="timer"
      aria-live="off"
      aria-label="Server time"
      className="shrink-0 text-13 font-medium whitespace-nowrap"
    >
      {formatClock(now)} <span className="text-11 font-normal text-text-3">UTC</span>
    </time>
  );
}
