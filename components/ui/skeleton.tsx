import { classNames } from './class-names.ts';

/** A grey block in the final size; no shimmer. Only for the very first load. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={classNames('rounded-8 bg-hover', className)} />;
}
