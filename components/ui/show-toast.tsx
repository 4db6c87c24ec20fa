'use client';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';

interface ToastFacts {
  /** One toast per id: a newer one takes the place of the older. */
  readonly id: string;
  readonly glyph?: ReactNode;
  readonly title: string;
  readonly line?: ReactNode;
  /** One quiet action. */
  readonly action?: ReactNode;
  readonly durationMs?: number;
  /** A failed action is told at once. */
  readonly urgent?: boolean;
}

export function showToast({ id, glyph, title, line, action, durationMs = 6_000, urgent = false }: ToastFacts): void {
  toast.custom(
    () => (
      <div
        role={urgent ? 'alert' : undefined}
        className="flex w-[360px] font-sans tabular-nums max-w-[calc(100vw-32px)] items-start gap-3 rounded-8 border border-border bg-surface p-4 text-text shadow-pop"
      >
        {glyph && <span className="mt-0.5 shrink-0">{glyph}</span>}
        <div className="min-w-0 flex-1">
          <p className="text-13 font-semibold">{title}</p>
          {line && <div className="mt-0.5 text-12 text-text-2">{line}</div>}
        </div>
        {action}
      </div>
    ),
    { id, duration: durationMs },
  );
}

export const hideToast = (id: string): void => {
  toast.dismiss(id);
};

/** An action that the server refused, in its words. */
export function showFailure(title: string, failure: unknown): void {
  const line = failure instanceof Error ? failure.message : 'Something went wrong in this page.';
  showToast({ id: 'failure', glyph: <CircleAlert size={16} aria-hidden="true" />, title, line, urgent: true });
}
