import { PLOTS_HEIGHT } from '@/components/charts/plot-heights.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';

/** Grey blocks in the final sizes, so that nothing moves when the page is there. */
export default function Loading() {
  return (
    <div aria-busy="true">
      <span className="sr-only">Loading the breaker</span>
      <div className="flex h-[117px] flex-col gap-4 border-b border-border bg-surface p-4">
        <Skeleton className="h-7 w-80 max-w-full" />
        <Skeleton className="h-10 w-full" />
      </div>
      <div className="h-[41px] border-b border-border bg-surface" />
      <div className="grid gap-4 p-4 lg:grid-cols-[minmax(0,1fr)_352px] xl:grid-cols-[minmax(0,1fr)_392px]">
        <div className="flex flex-col gap-4">
          <div style={{ height: PLOTS_HEIGHT }} className="grid">
            <Skeleton />
          </div>
          <Skeleton className="h-28" />
          <Skeleton className="h-20" />
        </div>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-32" />
          <Skeleton className="h-56" />
          <Skeleton className="h-40" />
          <Skeleton className="h-72" />
        </div>
      </div>
    </div>
  );
}
