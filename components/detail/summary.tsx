'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import Link from 'next/link';
import { memo, useEffect, useRef, useState } from 'react';
import { nextStep } from '@/components/breaker/next-step.ts';
import { StateBadge } from '@/components/breaker/state-word.tsx';
import { BackLink } from '@/components/history/back-link.tsx';
import { CopyLink } from '@/components/history/copy-link.tsx';
import { buttonClasses, IconButton } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { Tag } from '@/components/ui/tag.tsx';
import { formatDuration, formatPercent } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import type { JournalEntry } from '@/lib/protocol/journal-entry.ts';
import { statsOf, type TripCounts } from './stat-facts.ts';
import { SummaryActions } from './summary-actions.tsx';
import { SummaryStats } from './summary-stats.tsx';
import { breakerPath, useNeighbours } from './use-neighbours.ts';

interface SummaryProps {
  readonly view: BreakerView;
  readonly faults: readonly FaultResource[];
  readonly now: number;
  readonly trips: TripCounts | null;
  readonly entries: readonly JournalEntry[];
}

/** Whether the figures have scrolled away, so that the row above them speaks for them. */
function useScrolledAway() {
  const ref = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new IntersectionObserver(([entry]) => setAway(entry?.isIntersecting === false), {
      rootMargin: '-104px 0px 0px 0px',
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, away] as const;
}

/** Who it is, how it is, and everything that may be done to it; its first row stays while the page scrolls. */
export function Summary({ view, faults, now, trips, entries }: SummaryProps) {
  const [stats, away] = useScrolledAway();
  // Asked here and not beside the links: the keys work also while those have made room.
  const neighbours = useNeighbours(view.id);
  const next = nextStep(view, faults, now);
  return (
    <>
      <div
        className={classNames(
          'z-20 flex flex-wrap items-center gap-x-3 gap-y-2 bg-surface px-4 md:sticky md:top-12',
          // The same height either way: were it smaller, the page would move back under it.
          'border-b pt-4 pb-3',
          away ? 'border-border' : 'border-transparent',
        )}
      >
        <BackLink href="/" label="Back to the panel" />
        <h1 className="flex min-w-0 items-baseline gap-1.5 text-20 wrap-anywhere">
          <span className="text-text-3">{view.group}&nbsp;/</span>
          <span className="font-semibold">{view.name}</span>
        </h1>
        <StateBadge state={view.state}>{formatDuration(view.stateMs)}</StateBadge>
        {!view.saved && <Tag tone="outline">not saved</Tag>}
        {away ? (
          <p className="flex gap-3 text-13 text-text-2 max-lg:hidden" data-value>
            <span className="font-semibold text-text">{formatPercent(view.failureRate)}</span>
            <span>
              {next.text} {next.value && <strong className="font-semibold text-text">{next.value}</strong>}
            </span>
          </p>
        ) : (
          <Neighbours id={view.id} {...neighbours} />
        )}
        <div className="ml-auto max-md:ml-0 max-md:w-full">
          <SummaryActions view={view} />
        </div>
      </div>
      <div ref={stats} className="border-b border-border bg-surface px-4 pb-3">
        <SummaryStats stats={statsOf(view, trips, entries, now)} />
      </div>
    </>
  );
}

type NeighboursProps = { readonly id: string } & ReturnType<typeof useNeighbours>;

const Neighbours = memo(function Neighbours({ id, previous, next }: NeighboursProps) {
  return (
    <div className="flex items-center">
      <NeighbourLink to={previous} label="Previous breaker" keyName="K">
        <ChevronUp size={16} aria-hidden="true" />
      </NeighbourLink>
      <NeighbourLink to={next} label="Next breaker" keyName="J">
        <ChevronDown size={16} aria-hidden="true" />
      </NeighbourLink>
      <CopyLink path={breakerPath(id)} label="Copy link" />
    </div>
  );
});

interface NeighbourLinkProps {
  readonly to: string | null;
  readonly label: string;
  readonly keyName: string;
  readonly children: React.ReactNode;
}

function NeighbourLink({ to, label, keyName, children }: NeighbourLinkProps) {
  if (to === null)
    return (
      <IconButton
        label={label}
        disabledReason={label === 'Next breaker' ? 'This is the last one.' : 'This is the first one.'}
      >
        {children}
      </IconButton>
    );
  return (
    <Link
      href={breakerPath(to)}
      aria-label={`${label}: ${to}`}
      aria-keyshortcuts={keyName}
      title={`${label} (${keyName})`}
      className={classNames(buttonClasses('quiet', 'medium', { bare: true }), 'w-7')}
    >
      {children}
    </Link>
  );
}
