'use client';
import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface TooltipProps {
  /** Null: no tooltip, the child stands alone. */
  readonly content: ReactNode;
  readonly children: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

/** Words on hover and focus; Esc closes it and the pointer may enter it. Its child must take a ref and props. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  if (content === null || content === undefined || content === '') return children;
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-[260px] rounded-6 border border-border-strong bg-surface px-2.5 py-2 text-12 text-text shadow-pop"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
