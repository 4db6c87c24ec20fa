'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { configurationSentence } from '@/components/detail/configuration-in-words.ts';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { Field, NumberInput, TextInput } from '@/components/ui/field.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { ConfigurationTarget, Understood } from '@/lib/dialects/configuration/target.ts';
import { findConfigProblems } from '@/lib/engine/breaker-config.ts';
import { ActionFailed, createBreaker } from '@/lib/live/actions.ts';
import { type BreakerDraft, type DraftProblems, EMPTY_DRAFT, requestOf } from './breaker-draft.ts';
import { ImportPanel } from './import-panel.tsx';
import { NativeFields } from './native-fields.tsx';

export interface DialectChoice {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/** Asks for a breaker on the left; on the right a library's configuration can be pasted to begin with. */
export function NewBreakerForm({ dialects }: { readonly dialects: readonly DialectChoice[] }) {
  const { draft, problems, failure, pending, change, submit } = useNewBreaker();
  const off = useActionsOff();
  const use = (understood: Understood, target: ConfigurationTarget, as: 'library' | 'native') => {
    const dialect = dialects.find(({ id }) => id === target.id || id.startsWith(`${target.id}-`));
    change({
      ...(understood.name && draft.name === '' ? { name: understood.name } : {}),
      ...(as === 'library' && dialect
        ? { dialect: dialect.id, optionsText: JSON.stringify(understood.options, null, 2) }
        : { dialect: 'native', config: { ...EMPTY_DRAFT.config, ...understood.config } }),
    });
  };
  return (
    <form
      noValidate
      onSubmit={submit}
      className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,520px)]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <Card>
          <CardTitle title="Breaker and downstream" scope="the downstream is simulated" />
          <div className="grid gap-3 px-4 pb-4 sm:grid-cols-2">
            <TextField label="Name" field="name" draft={draft} problems={problems} change={change} />
            <TextField label="Group" field="group" draft={draft} problems={problems} change={change} />
            <TextField
              label="Guards the downstream"
              field="downstream"
              draft={draft}
              problems={problems}
              change={change}
            />
            <Numbers draft={draft} problems={problems} change={change} />
          </div>
        </Card>
        <Card>
          <CardTitle title="How it behaves" />
          <div className="flex flex-col gap-2 px-4 pb-4">
            <Select
              label="Behaves as"
              size="large"
              fill
              value={draft.dialect}
              options={dialects.map(({ id, name, version }) => ({
                value: id,
                label: name,
                note: id === 'native' ? 'own rules' : version,
              }))}
              onValueChange={(dialect) => change({ dialect })}
            />
            <Behaviour draft={draft} problems={problems} change={change} />
          </div>
        </Card>
        <Card className="flex flex-col gap-3 p-4">
          <TextField label="Reason" field="reason" draft={draft} problems={problems} change={change} />
          {failure && (
            <p role="alert" className="rounded-6 border border-border-strong bg-inset px-3 py-2 text-12">
              <strong className="font-semibold">Breaker not created.</strong> {failure}
            </p>
          )}
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" size="large" pending={pending && 'Creating'} disabledReason={off}>
              Create breaker
            </Button>
            <span className="text-12 text-text-2">Starts Closed, with an empty window.</span>
          </div>
        </Card>
      </div>
      <Card className="lg:sticky lg:top-4">
        <CardTitle title="Import" scope="paste a library’s configuration" />
        <div className="px-4 pb-4">
          <ImportPanel onUse={use} />
        </div>
      </Card>
    </form>
  );
}

function useNewBreaker() {
  const router = useRouter();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = requestOf(draft);
    setProblems('problems' in made ? made.problems : {});
    setFailure(null);
    if ('problems' in made || pending) return;
    setPending(true);
    try {
      const { breaker } = await createBreaker(made.request);
      router.push(`/breakers/${encodeURIComponent(breaker.id)}`);
    } catch (thrown) {
      setPending(false);
      if (!(thrown instanceof ActionFailed)) return setFailure('Something went wrong in this page.');
      setFailure(thrown.message);
      setProblems(Object.fromEntries((thrown.reply?.issues ?? []).map(({ field, message }) => [field, message])));
    }
  };
  const change = (part: Partial<BreakerDraft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, problems, failure, pending, change, submit };
}

interface PartProps {
  readonly draft: BreakerDraft;
  readonly problems: DraftProblems;
  readonly change: (part: Partial<BreakerDraft>) => void;
}

function TextField(props: PartProps & { label: string; field: 'name' | 'group' | 'downstream' | 'reason' }) {
  const { label, field, draft, problems, change } = props;
  return (
    <Field label={label} error={problems[field]}>
      {(control) => (
        <TextInput
          {...control}
          value={draft[field]}
          maxLength={field === 'reason' ? 500 : 200}
          autoComplete="off"
          placeholder={field === 'downstream' && draft.name ? `${draft.name}-api` : undefined}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
}

const NUMBERS = [
  { field: 'callsPerSecond', label: 'Traffic', unit: 'calls/s' },
  { field: 'errorPercent', label: 'Errors', unit: '%' },
  { field: 'medianMs', label: 'Latency, median', unit: 'ms' },
  { field: 'p95Ms', label: 'Latency, p95', unit: 'ms' },
  { field: 'capacity', label: 'Works on at once', unit: 'calls' },
  { field: 'callTimeoutMs', label: 'Call timeout', unit: 'ms' },
] as const;

function Numbers({ draft, problems, change }: PartProps) {
  return NUMBERS.map(({ field, label, unit }) => (
    <Field key={field} label={label} error={problems[field]}>
      {(control) => (
        <NumberInput
          {...control}
          unit={unit}
          value={draft[field]}
          onValueChange={(value) => change({ [field]: value })}
        />
      )}
    </Field>
  ));
}

function Behaviour({ draft, problems, change }: PartProps) {
  if (draft.dialect === 'native') {
    const possible = findConfigProblems(draft.config).length === 0;
    return (
      <>
        <p className="text-13 text-text-2">{possible ? configurationSentence(draft.config) : 'Not possible yet.'}</p>
        <NativeFields
          config={draft.config}
          problems={problems}
          onChange={(part) => change({ config: { ...draft.config, ...part } })}
        />
      </>
    );
  }
  const wrong = Object.entries(problems).filter(([field]) => field.startsWith('options'));
  return (
    <Field
      label="Options, in the library’s own names"
      hint="What is left out has the library’s default."
      error={wrong.length > 0 ? wrong.map(([field, message]) => `${field}: ${message}`).join(' ') : null}
    >
      {(control) => (
        <textarea
          {...control}
          rows={8}
          spellCheck={false}
          value={draft.optionsText}
          onChange={(event) => change({ optionsText: event.target.value })}
          className="w-full rounded-6 border border-control bg-surface p-2.5 font-mono text-12/5 aria-invalid:border-open max-md:text-16"
        />
      )}
    </Field>
  );
}
