'use client';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

interface MenuProps {
  readonly trigger: ReactNode;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

/** Actions behind one button. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-[196px] rounded-8 border border-border-strong bg-surface p-1 shadow-pop"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  /** Why it can't be chosen; shown in the item itself, where every pointer and reader finds it. */
  readonly disabledReason?: string | null;
  readonly children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabledReason, children }: MenuItemProps) {
  const off = typeof disabledReason === 'string';
  return (
    <DropdownMenu.Item
      disabled={off}
      onSelect={onSelect}
      className="flex min-h-8 items-center gap-2.5 rounded-4 px-2 py-1 text-13 outline-none data-disabled:text-text-3 data-highlighted:bg-hover max-md:min-h-11"
    >
      {icon}
      <span>
        {children}
        {off && <span className="block text-11">{disabledReason}</span>}
      </span>
    </DropdownMenu.Item>
  );
}

export function MenuDivider() {
  return <DropdownMenu.Separator className="mx-1 my-1 h-px bg-border" />;
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1.5 text-12 text-text-3">{children}</DropdownMenu.Label>;
}
