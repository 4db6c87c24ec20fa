import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly line: ReactNode;
  /** One small button. */
  readonly action?: ReactNode;
}

/** Says what is missing and what to do about it. */
export function EmptyState({ title, line, action }: EmptyStateProps) {
  return (
    <div className="rounded-8 border border-dashed border-border-strong p-6">
      <p className="text-13 font-semibold">{title}</p>
      <p className="mt-1 max-w-[60ch] text-12 text-text-2">{line}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
