'use client';
import { useId } from 'react';
import { StateGlyph } from '@/components/breaker/state-glyph.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Select } from '@/components/ui/select.tsx';
import { plural } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import { type FaultDraft, type TargetKind, targetsOf } from './fault-draft.ts';

const KINDS = [
  { value: 'one', label: 'One' },
  { value: 'several', label: 'Several' },
  { value: 'group', label: 'Group' },
] as const satisfies readonly { value: TargetKind; label: string }[];

interface TargetPickerProps {
  readonly draft: FaultDraft;
  readonly fleet: readonly BreakerView[];
  readonly onChange: (change: Partial<FaultDraft>) => void;
  readonly problem: string | undefined;
}

/** Which breakers' downstreams the fault acts on. */
export function TargetPicker({ draft, fleet, onChange, problem }: TargetPickerProps) {
  const groups = [...new Set(fleet.map((breaker) => breaker.group))];
  const targets = targetsOf(draft, fleet);
  return (
    <section aria-label="Target" className="flex flex-col gap-2">
      <div className="flex gap-2 max-md:flex-col-reverse">
        <div className="min-w-0 flex-1">
          {draft.target === 'one' && (
            <Select
              label="Target"
              size="large"
              fill
              value={draft.one}
              onValueChange={(one) => onChange({ one })}
              options={fleet.map((breaker) => ({
                value: breaker.id,
                label: breaker.name,
                note: `calls to ${breaker.downstream.name}`,
                mark: <StateGlyph state={breaker.state} size={12} />,
              }))}
            />
          )}
          {draft.target === 'group' && (
            <Select
              label="Target"
              size="large"
              fill
              value={draft.group}
              onValueChange={(group) => onChange({ group })}
              options={groups.map((group) => ({
                value: group,
                label: group,
                note: plural(fleet.filter((breaker) => breaker.group === group).length, 'breaker'),
              }))}
            />
          )}
          {draft.target === 'several' && (
            <p className="flex h-8 items-center text-13 text-text-2">{plural(targets.length, 'breaker')} chosen</p>
          )}
        </div>
        <Segmented
          label="Target is"
          size="large"
          fill="phone"
          value={draft.target}
          segments={KINDS}
          onValueChange={(target) => onChange({ target })}
        />
      </div>
      {draft.target === 'several' && <TargetList draft={draft} fleet={fleet} onChange={onChange} />}
      {draft.target === 'group' && (
        <p className="text-12 text-text-2">
          Acts on{' '}
          {fleet
            .filter((breaker) => targets.includes(breaker.id))
            .map((breaker) => breaker.name)
            .join(', ')}
          .
        </p>
      )}
      {problem && <p className="text-12 text-open-text">{problem}</p>}
    </section>
  );
}

function TargetList({ draft, fleet, onChange }: Omit<TargetPickerProps, 'problem'>) {
  const base = useId();
  const toggle = (id: string, on: boolean) =>
    onChange({ several: on ? [...draft.several, id] : draft.several.filter((other) => other !== id) });
  return (
    <ul className="grid max-h-[168px] grid-cols-2 gap-x-4 overflow-y-auto rounded-8 border border-border px-3 py-1.5 max-md:grid-cols-1">
      {fleet.map((breaker) => (
        <li key={breaker.id}>
          <label htmlFor={`${base}-${breaker.id}`} className="flex h-7 items-center gap-2 text-13 max-md:h-9">
            <Checkbox
              id={`${base}-${breaker.id}`}
              label={breaker.name}
              checked={draft.several.includes(breaker.id)}
              onCheckedChange={(on) => toggle(breaker.id, on)}
            />
            <StateGlyph state={breaker.state} size={12} titled />
            <span className="truncate">{breaker.name}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}
