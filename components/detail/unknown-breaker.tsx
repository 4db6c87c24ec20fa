'use client';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useFleet } from '@/components/live/use-fleet.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { LinkButton } from '@/components/ui/link-button.tsx';
import type { FleetState } from '@/lib/live/fleet-state.ts';
import { nearestName } from './nearest-name.ts';
import { breakerPath } from './use-neighbours.ts';

const idsOf = (fleet: FleetState) => fleet.ids;

function decoded(id: unknown): string {
  if (typeof id !== 'string') return '';
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Says which name isn't known, and which one may have been meant. */
export function UnknownBreaker() {
  const asked = decoded(useParams().id);
  const meant = nearestName(asked, useFleet(idsOf));
  return (
    <div className="mx-auto w-full max-w-[560px] p-4 pt-16">
      <h1 className="sr-only">No breaker with this name</h1>
      <EmptyState
        title="No breaker with this name"
        line={
          <>
            “{asked}” is not known.
            {meant !== null && (
              <>
                {' '}
                Did you mean{' '}
                <Link href={breakerPath(meant)} className="font-medium text-text underline underline-offset-3">
                  {meant}
                </Link>
                ?
              </>
            )}
          </>
        }
        action={
          <LinkButton href="/" size="small">
            Open panel
          </LinkButton>
        }
      />
    </div>
  );
}
