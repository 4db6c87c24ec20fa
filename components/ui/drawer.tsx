'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { focusAgain } from './dialog.tsx';

interface DrawerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Where the focus goes afterwards, when what opened it is gone by then (the item of a menu). */
  readonly returnTo?: HTMLElement | null | undefined;
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly children: ReactNode;
  /** 304 instead of 576 px. */
  readonly narrow?: boolean;
}

/** 576 px from the right, header 64; on phones a sheet from the bottom. Its child brings `DrawerBody` and `DrawerFooter`. */
export function Drawer({ open, onOpenChange, returnTo, title, subtitle, children, narrow = false }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[overlay-in_160ms_ease-out] bg-scrim" />
        <Radix.Content
          // Not the first button: its tooltip would open with the drawer.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => focusAgain(event, returnTo)}
          className={classNames(
            'fixed z-40 flex flex-col bg-surface shadow-dialog outline-none max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[92dvh] max-md:animate-[sheet-in_160ms_ease-out] max-md:rounded-t-12',
            'md:inset-y-0 md:right-0 md:animate-[drawer-in_160ms_ease-out] md:border-l md:border-border',
            narrow ? 'md:w-[304px]' : 'md:w-[576px]',
          )}
        >
          <div className="flex min-h-16 shrink-0 items-center gap-3 border-b border-border py-2 pr-4 pl-6 max-md:pl-4">
            <div className="min-w-0">
              <Radix.Title className="text-16/5 font-semibold">{title}</Radix.Title>
              <Radix.Description className="text-12 text-text-2">{subtitle}</Radix.Description>
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" className="ml-auto w-7">
                <X size={18} aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DrawerBody({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-1 flex-col gap-5 overflow-y-auto px-6 py-5 max-md:px-4">{children}</div>;
}

/** On a phone the buttons share a line of their own, 44 px high. */
export function DrawerFooter({ note, children }: { readonly note: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-[60px] shrink-0 items-center gap-2 border-t border-border px-6 py-3 max-md:flex-col max-md:items-stretch max-md:px-4 max-md:pb-[max(12px,env(safe-area-inset-bottom))]">
      <span className="min-w-0 flex-1 text-12 text-text-2">{note}</span>
      <div className="flex gap-2 max-md:*:h-11 max-md:*:flex-1">{children}</div>
    </div>
  );
}
