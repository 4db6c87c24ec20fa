'use client';
import { RotateCcw, SlidersHorizontal } from 'lucide-react';
import { memo } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { COMMANDS, extendsHold, legalCommands } from '@/components/breaker/commands.ts';
import { ControlMenu } from '@/components/breaker/control-menu.tsx';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button, ButtonGroup } from '@/components/ui/button.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';

interface ActionsProps {
  readonly view: BreakerView;
}

const isState = (kind: CommandKind) => COMMANDS[kind].holds || kind === 'half-open';

/** Everything that may be done to this breaker now: in plain sight, and on phones behind two large buttons. */
export const SummaryActions = memo(
  function SummaryActions({ view }: ActionsProps) {
    return (
      <>
        <Buttons view={view} />
        <PhoneButtons view={view} />
      </>
    );
  },
  // Values come four times a second; what may be done changes with the state alone.
  (before, after) =>
    before.view.id === after.view.id &&
    before.view.state === after.view.state &&
    before.view.controllable === after.view.controllable,
);

function PhoneButtons({ view }: ActionsProps) {
  const desk = useActionDesk();
  const off = useActionsOff();
  return (
    <div className="grid grid-cols-2 gap-2 md:hidden">
      <Button className="h-11" icon={<Bolt size={14} />} disabledReason={off} onClick={() => desk.inject([view.id])}>
        Inject fault
      </Button>
      <ControlMenu
        view={view}
        trigger={
          <Button className="h-11" icon={<SlidersHorizontal size={14} aria-hidden="true" />}>
            Control
          </Button>
        }
      />
    </div>
  );
}

function Buttons({ view }: ActionsProps) {
  const desk = useActionDesk();
  const off = useActionsOff();
  // While held, the bar of the hold extends and releases it.
  const legal = legalCommands(view).filter((kind) => kind !== 'release' && !extendsHold(view, kind));
  return (
    <div className="flex flex-wrap gap-2 max-md:hidden">
      <Button icon={<Bolt size={14} />} disabledReason={off} onClick={() => desk.inject([view.id])}>
        Inject fault
      </Button>
      {legal.some(isState) && (
        <ButtonGroup label="Change the state">
          {legal.filter(isState).map((kind) => (
            <Button
              key={kind}
              icon={<StateGlyph state={COMMANDS[kind].to} size={14} inherit />}
              disabledReason={off}
              onClick={() => desk.command(view.id, kind)}
            >
              {COMMANDS[kind].verb}
            </Button>
          ))}
        </ButtonGroup>
      )}
      {legal.includes('reset') && (
        <Button
          icon={<RotateCcw size={14} aria-hidden="true" />}
          disabledReason={off}
          onClick={() => desk.command(view.id, 'reset')}
        >
          {COMMANDS.reset.verb}
        </Button>
      )}
    </div>
  );
}
