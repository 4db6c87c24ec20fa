'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { useFleet } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogFooter } from '@/components/ui/dialog.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { CommandKind } from '@/lib/engine/breaker-event.ts';
import { formatClock, formatDuration } from '@/lib/format.ts';
import { ActionFailed, sendCommand } from '@/lib/live/actions.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { COMMANDS, consequence, legalCommands, verbFor } from './commands.ts';
import { StateGlyph } from './state-glyph.tsx';
import { StateWord } from './state-word.tsx';
import { STATE_WORDS } from './state-words.ts';

const MINUTE = 60_000;
const HOLDS = [
  { value: '5', label: '5 min' },
  { value: '15', label: '15 min' },
  { value: '60', label: '60 min' },
  { value: 'cleared', label: 'I clear it' },
] as const;
type HoldUntil = (typeof HOLDS)[number]['value'];

interface CommandDialogProps {
  readonly breaker: string;
  readonly kind: CommandKind;
  readonly onClose: () => void;
  readonly returnTo?: HTMLElement | null | undefined;
}

/** Asks why, says what will follow, and stays until the server has answered. */
export function CommandDialog({ breaker, kind, onClose, returnTo }: CommandDialogProps) {
  const view = useFleet((state) => state.breakers[breaker]);
  if (!view) return null;
  const { before, strong, after } = consequence(view, kind);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      returnTo={returnTo}
      title={`${verbFor(view, kind)} ${view.name}`}
      glyph={<StateGlyph state={kind === 'release' ? (view.computedState ?? 'closed') : COMMANDS[kind].to} size={18} />}
      description={
        <>
          {before}
          <strong className="font-semibold text-text">{strong}</strong>
          {after}
        </>
      }
    >
      <CommandForm view={view} kind={kind} onClose={onClose} />
    </Dialog>
  );
}

/** A conflict in words: what it is now, since when. Everything else the server says itself. */
function refusal(failure: unknown, view: BreakerView, kind: CommandKind): string {
  if (!(failure instanceof ActionFailed)) return `${COMMANDS[kind].refused}. Something went wrong in this page.`;
  if (failure.status === 409)
    return `${COMMANDS[kind].refused}. It changed to ${STATE_WORDS[view.state]} ${formatDuration(view.stateMs)} ago. Check and try again.`;
  return `${COMMANDS[kind].refused}. ${failure.message}`;
}

/** The command as the server wants it, sent once however often the button is pressed. */
function useCommand(view: BreakerView, kind: CommandKind, onDone: () => void) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const send = async (reason: string, hold: HoldUntil) => {
    setPending(true);
    setFailure(null);
    try {
      await sendCommand(view.id, {
        kind,
        reason,
        // What stands in the dialog is what the operator decided on.
        expectedGeneration: view.generation,
        ...(COMMANDS[kind].holds && hold !== 'cleared' ? { expiresInMs: Number(hold) * MINUTE } : {}),
      });
      onDone();
    } catch (thrown) {
      if (thrown instanceof ActionFailed && thrown.status === 401) router.refresh();
      setFailure(thrown);
    } finally {
      setPending(false);
    }
  };
  return { pending, failure, send };
}

function CommandForm({ view, kind, onClose }: { view: BreakerView; kind: CommandKind; onClose: () => void }) {
  const now = useFleet((state) => state.valuesAt);
  const off = useActionsOff();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [hold, setHold] = useState<HoldUntil>('15');
  const { pending, failure, send } = useCommand(view, kind, onClose);
  const input = useRef<HTMLInputElement>(null);
  const { holds, pending: doing } = COMMANDS[kind];
  const illegal = !legalCommands(view).includes(kind);
  useEffect(() => input.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (off !== null || illegal || pending) return;
    setMissing(reason.trim() === '');
    if (reason.trim() === '') input.current?.focus();
    else void send(reason.trim(), hold);
  };
  return (
    <form onSubmit={submit}>
      <div className="flex flex-col gap-4 px-6 pt-4">
        <p className="flex items-center gap-2 text-12 text-text-2">
          Now <StateWord state={view.state} size={12} /> for {formatDuration(view.stateMs)}
        </p>
        <Field label="Reason" hint="Shown in the history." error={missing ? 'Say why, in a few words.' : null}>
          {(control) => (
            <TextInput
              {...control}
              ref={input}
              value={reason}
              maxLength={500}
              autoComplete="off"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {holds && (
          <div className="flex flex-col gap-1.5">
            <span className="text-12 text-text-2">Hold until</span>
            <Segmented label="Hold until" value={hold} segments={HOLDS} onValueChange={setHold} size="large" fill />
          </div>
        )}
        {(failure !== null || illegal) && (
          <p role="alert" className="rounded-6 border border-border-strong bg-inset px-3 py-2 text-12">
            {illegal
              ? `${COMMANDS[kind].refused}. That is not possible while ${STATE_WORDS[view.state].toLowerCase()}.`
              : refusal(failure, view, kind)}
          </p>
        )}
      </div>
      <DialogFooter
        note={
          holds
            ? hold === 'cleared'
              ? 'Until somebody releases it'
              : `Ends ${formatClock(now + Number(hold) * MINUTE)}`
            : null
        }
      >
        <Button size="large" onClick={onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          size="large"
          variant="primary"
          pending={pending && doing}
          pendingLabel={doing}
          disabledReason={illegal ? 'Not possible in this state.' : off}
        >
          {verbFor(view, kind)}
        </Button>
      </DialogFooter>
    </form>
  );
}
