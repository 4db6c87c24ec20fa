'use client';
import { type FormEvent, useState } from 'react';
import { Bolt } from '@/components/breaker/bolt.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { useFleet, useServerNow } from '@/components/live/use-fleet.ts';
import { Button } from '@/components/ui/button.tsx';
import { Drawer, DrawerBody, DrawerFooter } from '@/components/ui/drawer.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import { showToast } from '@/components/ui/show-toast.tsx';
import { formatClock } from '@/lib/format.ts';
import { ActionFailed, startFault } from '@/lib/live/actions.ts';
import { ActiveFaults } from './active-faults.tsx';
import { EffectCards } from './effect-cards.tsx';
import { EffectParameters } from './effect-parameters.tsx';
import { type DraftProblems, emptyDraft, requestOf } from './fault-draft.ts';
import { faultInWords, targetInWords } from './fault-words.ts';
import { TargetPicker } from './target-picker.tsx';

interface FaultDrawerProps {
  /** What was clicked; the form opens aimed at it. */
  readonly breakers: readonly string[];
  readonly onClose: () => void;
  readonly returnTo?: HTMLElement | null | undefined;
}

/** Breaks downstreams on purpose, for a while. */
export function FaultDrawer({ breakers, onClose, returnTo }: FaultDrawerProps) {
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      returnTo={returnTo}
      title="Inject fault"
      subtitle="Every downstream here is simulated. Every fault ends by itself."
    >
      <FaultForm breakers={breakers} onClose={onClose} />
    </Drawer>
  );
}

function useFaultForm({ breakers, onClose }: FaultDrawerProps) {
  const ids = useFleet((state) => state.ids);
  const views = useFleet((state) => state.breakers);
  const fleet = ids.flatMap((id) => views[id] ?? []);
  const [draft, setDraft] = useState(() => emptyDraft(breakers, fleet));
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const made = requestOf(draft, fleet);
    setProblems('problems' in made ? made.problems : {});
    setFailure(null);
    if ('problems' in made) return;
    setPending(true);
    try {
      const { fault } = await startFault(made.request);
      showToast({
        id: 'fault-started',
        glyph: <Bolt size={16} />,
        title: `Fault started on ${targetInWords(fault, (id) => views[id]?.name ?? id)}`,
        line: `${faultInWords(fault)}. Ends ${formatClock(fault.endsAt)} UTC.`,
      });
      onClose();
    } catch (thrown) {
      setPending(false);
      setFailure(thrown instanceof ActionFailed ? thrown.message : 'Something went wrong in this page.');
    }
  };
  return {
    fleet,
    draft,
    problems,
    failure,
    pending,
    submit,
    change: (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part })),
  };
}

function FaultForm(props: FaultDrawerProps) {
  const { fleet, draft, problems, failure, pending, submit, change } = useFaultForm(props);
  const now = useServerNow();
  const off = useActionsOff();
  return (
    // The browser's own bubbles would hide what stands beside the fields.
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DrawerBody>
        <TargetPicker draft={draft} fleet={fleet} onChange={change} problem={problems.target} />
        <EffectCards chosen={draft.chosen} onChange={(chosen) => change({ chosen })} problem={problems.effects} />
        <EffectParameters draft={draft} onChange={change} problems={problems} />
        <Field label="Reason" hint="Shown in the history." error={problems.reason}>
          {(control) => (
            <TextInput
              {...control}
              value={draft.reason}
              maxLength={500}
              autoComplete="off"
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        {failure !== null && (
          <p role="alert" className="rounded-6 border border-border-strong bg-inset px-3 py-2 text-12">
            <strong className="font-semibold">Fault not started.</strong> {failure}
          </p>
        )}
        <ActiveFaults />
      </DrawerBody>
      <DrawerFooter
        note={
          Number.isFinite(draft.durationMs)
            ? `Ends ${formatClock(now + draft.durationMs)} unless stopped. Restarts do not lose it.`
            : null
        }
      >
        <Button size="large" onClick={props.onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          size="large"
          variant="primary"
          icon={<Bolt size={13} />}
          pending={pending && 'Starting fault'}
          pendingLabel="Starting fault"
          disabledReason={off}
        >
          Start fault
        </Button>
      </DrawerFooter>
    </form>
  );
}
