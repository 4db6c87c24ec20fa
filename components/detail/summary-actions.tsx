'use client';
import { RotateCcw, Undo2 } from 'lucide-react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { COMMANDS, legalCommands, verbFor } from '@/components/breaker/commands.ts';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button, ButtonGroup } from '@/components/ui/button.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';

const isState = (kind: CommandKind) => COMMANDS[kind].holds || kind === 'half-open';

/** Everything that may be done to this breaker now, in plain sight. */
export function SummaryActions({ view }: { readonly view: BreakerView }) {
  const desk = useActionDesk();
  const off = useActionsOff();
  const legal = legalCommands(view);
  return (
    <div className="flex flex-wrap gap-2 max-md:[&_button]:h-11 max-md:[&_button]:flex-1">
      <Button icon={<Bolt size={14} />} disabledReason={off} onClick={() => desk.inject([view.id])}>
        Inject fault
      </Button>
      {legal.some(isState) && (
        <div className="max-md:w-full max-md:overflow-x-auto max-md:no-scrollbar">
          <ButtonGroup label="Change the state">
            {legal.filter(isState).map((kind) => (
              <Button
                key={kind}
                icon={<StateGlyph state={COMMANDS[kind].to} size={14} inherit />}
                disabledReason={off}
                onClick={() => desk.command(view.id, kind)}
              >
                {verbFor(view, kind)}
              </Button>
            ))}
          </ButtonGroup>
        </div>
      )}
      {legal
        .filter((kind) => !isState(kind))
        .map((kind) => (
          <Button
            key={kind}
            icon={
              kind === 'reset' ? <RotateCcw size={14} aria-hidden="true" /> : <Undo2 size={14} aria-hidden="true" />
            }
            disabledReason={off}
            onClick={() => desk.command(view.id, kind)}
          >
            {verbFor(view, kind)}
          </Button>
        ))}
    </div>
  );
}
