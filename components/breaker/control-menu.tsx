'use client';
import { Ellipsis, RotateCcw, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { type ButtonProps, IconButton } from '@/components/ui/button.tsx';
import { Menu, MenuDivider, MenuItem, MenuLabel } from '@/components/ui/menu.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { Bolt } from './bolt.tsx';
import { COMMANDS, legalCommands, verbFor } from './commands.ts';
import { StateGlyph } from './state-glyph.tsx';

interface ControlMenuProps {
  readonly view: BreakerView;
  /** Without one it is a button of three dots that offers the fault as well. */
  readonly trigger?: ReactNode;
  readonly withFault?: boolean;
  readonly tabbable?: boolean;
  /** 44 px for a thumb. */
  readonly roomy?: boolean;
}

function commandIcon(kind: CommandKind): ReactNode {
  if (kind === 'reset') return <RotateCcw size={14} aria-hidden="true" className="text-text-2" />;
  if (kind === 'release') return <Undo2 size={14} aria-hidden="true" className="text-text-2" />;
  return <StateGlyph state={COMMANDS[kind].to} size={14} />;
}

/** Three dots: takes the props of a menu's trigger. */
function MoreButton({ name, roomy, ...props }: { name: string; roomy: boolean } & Partial<ButtonProps>) {
  return (
    <IconButton {...props} label={`Actions for ${name}`} size="small" {...(roomy ? { className: 'h-11 w-11' } : {})}>
      <Ellipsis size={16} aria-hidden="true" />
    </IconButton>
  );
}

/** Every legal command of a breaker; what is illegal in its state isn't offered. */
export function ControlMenu(props: ControlMenuProps) {
  const { view, trigger, withFault = false, tabbable = true, roomy = false } = props;
  const desk = useActionDesk();
  const off = useActionsOff();
  const legal = legalCommands(view);
  const disabled = off !== null;
  const item = (kind: CommandKind) => (
    <MenuItem key={kind} icon={commandIcon(kind)} disabled={disabled} onSelect={() => desk.command(view.id, kind)}>
      {verbFor(view, kind)}
    </MenuItem>
  );
  const isState = (kind: CommandKind) => COMMANDS[kind].holds || kind === 'half-open';
  return (
    <Menu trigger={trigger ?? <MoreButton name={view.name} roomy={roomy} tabIndex={tabbable ? 0 : -1} />}>
      <MenuLabel>{off ?? (legal.length === 0 ? `${view.name} is only watched here.` : view.name)}</MenuLabel>
      {withFault && (
        <>
          <MenuItem icon={<Bolt size={14} />} disabled={disabled} onSelect={() => desk.inject([view.id])}>
            Inject fault
          </MenuItem>
          <MenuDivider />
        </>
      )}
      {legal.filter(isState).map(item)}
      {legal.length > 0 && <MenuDivider />}
      {legal.filter((kind) => !isState(kind)).map(item)}
    </Menu>
  );
}
