'use client';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { CommandDialog } from '@/components/breaker/command-dialog.tsx';
import { FaultDrawer } from '@/components/faults/fault-drawer.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';

/** Opens what changes something: one dialog and one drawer for all tiles and pages. */
export interface ActionDesk {
  readonly command: (breaker: string, kind: CommandKind) => void;
  /** Without breakers the drawer asks for the target. */
  readonly inject: (breakers?: readonly string[]) => void;
}

const Desk = createContext<ActionDesk | null>(null);

export function useActionDesk(): ActionDesk {
  const desk = useContext(Desk);
  if (!desk) throw new Error('useActionDesk needs an ActionDeskProvider above it');
  return desk;
}

type Open = { readonly opener: HTMLElement | null } & (
  | { readonly what: 'command'; readonly breaker: string; readonly kind: CommandKind }
  | { readonly what: 'fault'; readonly breakers: readonly string[] }
);

/** The button that was pressed; of a menu, which is gone afterwards, its trigger. */
function openerNow(): HTMLElement | null {
  const active = document.activeElement;
  const trigger = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (trigger) return document.getElementById(trigger);
  return active instanceof HTMLElement ? active : null;
}

export function ActionDeskProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const desk = useMemo<ActionDesk>(
    () => ({
      command: (breaker, kind) => setOpen({ what: 'command', breaker, kind, opener: openerNow() }),
      inject: (breakers = []) => setOpen({ what: 'fault', breakers, opener: openerNow() }),
    }),
    [],
  );
  const ends = { onClose: () => setOpen(null), returnTo: open?.opener };
  return (
    <Desk.Provider value={desk}>
      {children}
      {open?.what === 'command' && <CommandDialog breaker={open.breaker} kind={open.kind} {...ends} />}
      {open?.what === 'fault' && <FaultDrawer breakers={open.breakers} {...ends} />}
    </Desk.Provider>
  );
}
