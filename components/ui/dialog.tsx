'use client';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Where the focus goes afterwards, when what opened it is gone by then (the item of a menu). */
  readonly returnTo?: HTMLElement | null | undefined;
  readonly title: ReactNode;
  /** The resulting state's glyph, 16 px. */
  readonly glyph?: ReactNode;
  /** The consequence, in one sentence. */
  readonly description: ReactNode;
  /** Usually a form that ends with a `DialogFooter`. */
  readonly children: ReactNode;
}

/** Gives the focus back to an element that is still there. */
export function focusAgain(event: Event, element: HTMLElement | null | undefined): void {
  if (!element?.isConnected) return;
  event.preventDefault();
  element.focus();
}

/** 440 px in the middle; on phones a sheet from the bottom. */
export function Dialog({ open, onOpenChange, returnTo, title, glyph, description, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[overlay-in_160ms_ease-out] bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={(event) => focusAgain(event, returnTo)}
          className="fixed z-40 flex flex-col overflow-y-auto bg-surface shadow-dialog outline-none max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[92dvh] max-md:animate-[sheet-in_160ms_ease-out] max-md:rounded-t-12 md:top-1/2 md:left-1/2 md:max-h-[calc(100dvh-48px)] md:w-[440px] md:-translate-x-1/2 md:-translate-y-1/2 md:animate-[overlay-in_120ms_ease-out] md:rounded-12 md:border md:border-border"
        >
          <div className="px-6 pt-6">
            <Radix.Title className="flex items-center gap-2.5 text-16 font-semibold wrap-anywhere">
              {glyph}
              {title}
            </Radix.Title>
            <Radix.Description className="mt-2 text-13 text-text-2">{description}</Radix.Description>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A fact at the left, Cancel and the verb at the right; on a phone the buttons fill a line of 44 px. */
export function DialogFooter({ note, children }: { readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="mt-6 flex items-center gap-2 border-t border-border px-6 py-3.5 max-md:flex-col max-md:items-stretch max-md:pb-[max(14px,env(safe-area-inset-bottom))]">
      <span className="min-w-0 flex-1 text-12 text-text-2">{note}</span>
      <div className="flex gap-2 max-md:*:h-11 max-md:*:flex-1">{children}</div>
    </div>
  );
}
