import { Skeleton } from '@/components/ui/skeleton.tsx';

/** Grey blocks in the final sizes, so that nothing moves when the page is there. */
export default function Loading() {
  return (
    <div aria-busy="true" className="px-4 pb-4 max-md:px-3">
      <span className="sr-only">Loading the history</span>
      <div className="flex h-13 items-center gap-2">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-7 w-28" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_304px]">
        <Skeleton className="h-[276px]" />
        <Skeleton className="h-[276px] max-lg:h-24" />
      </div>
      <Skeleton className="mt-3 h-[480px]" />
    </div>
  );
}
