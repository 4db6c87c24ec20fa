'use client';
import { useFleet } from '@/components/live/use-fleet.ts';
import { Tag } from '@/components/ui/tag.tsx';
import { Tooltip } from '@/components/ui/tooltip.tsx';

/** Says that nothing here is real, while that is so. */
export function EnvironmentTag() {
  const demo = useFleet((state) => state.demo);
  if (!demo) return null;
  const words = 'The demo fleet runs: every downstream and every call here is simulated.';
  return (
    <Tooltip content={words} side="bottom">
      <Tag tone="outline" role="note" tabIndex={0} aria-label={`Demo. ${words}`}>
        DEMO
      </Tag>
    </Tooltip>
  );
}
