'use client';
import { type ReactNode, useState } from 'react';
import { NumberInput } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Slider } from '@/components/ui/slider.tsx';
import type { DraftProblems, FaultDraft } from './fault-draft.ts';

interface ParametersProps {
  readonly draft: FaultDraft;
  readonly onChange: (change: Partial<FaultDraft>) => void;
  readonly problems: DraftProblems;
}

interface NumberRowProps {
  readonly label: string;
  readonly unit: string;
  readonly prefix?: string;
  readonly value: number;
  readonly min: number;
  /** The slider's end; the number input may go beyond. */
  readonly sliderMax: number;
  readonly step: number;
  readonly problem: string | undefined;
  readonly onValueChange: (value: number) => void;
}

function Row({ label, problem, children }: { label: string; problem?: string | undefined; children: ReactNode }) {
  return (
    <div className="grid min-h-10 grid-cols-[116px_1fr] items-center gap-x-4 max-md:grid-cols-1 max-md:gap-y-1 max-md:py-2">
      <span className="text-13">{label}</span>
      {children}
      {problem && <p className="col-start-2 pb-1 text-12 text-open-text max-md:col-start-1">{problem}</p>}
    </div>
  );
}

function NumberRow(props: NumberRowProps) {
  const { label, unit, prefix, value, min, sliderMax, step, problem, onValueChange } = props;
  return (
    <Row label={label} problem={problem}>
      <div className="flex items-center gap-4">
        <Slider
          label={label}
          value={value}
          min={min}
          max={sliderMax}
          step={step}
          valueText={`${value} ${unit}`}
          onValueChange={onValueChange}
        />
        <NumberInput
          aria-label={`${label}, ${unit}`}
          aria-invalid={problem !== undefined}
          unit={unit}
          {...(prefix ? { prefix } : {})}
          value={value}
          onValueChange={onValueChange}
          className="w-[92px] shrink-0"
        />
      </div>
    </Row>
  );
}

/** Only the parameters of the chosen faults, and the duration, which always stands there. */
export function EffectParameters({ draft, onChange, problems }: ParametersProps) {
  const has = (kind: FaultDraft['chosen'][number]) => draft.chosen.includes(kind);
  return (
    <div className="flex flex-col">
      {has('errors') && (
        <>
          <NumberRow
            label="Error rate"
            unit="%"
            value={draft.errorPercent}
            min={1}
            sliderMax={100}
            step={1}
            problem={problems['errors.percent']}
            onValueChange={(errorPercent) => onChange({ errorPercent })}
          />
          <StatusRow draft={draft} onChange={onChange} problems={problems} />
        </>
      )}
      {has('latency') && (
        <>
          <NumberRow
            label="Added latency"
            unit="ms"
            value={draft.addedMs}
            min={50}
            sliderMax={5_000}
            step={50}
            problem={problems['latency.addedMs']}
            onValueChange={(addedMs) => onChange({ addedMs })}
          />
          <NumberRow
            label="Jitter"
            unit="ms"
            prefix="±"
            value={draft.jitterMs}
            min={0}
            sliderMax={2_000}
            step={10}
            problem={problems['latency.jitterMs']}
            onValueChange={(jitterMs) => onChange({ jitterMs })}
          />
        </>
      )}
      {has('hang') && (
        <NumberRow
          label="Hanging calls"
          unit="%"
          value={draft.hangPercent}
          min={1}
          sliderMax={100}
          step={1}
          problem={problems['hang.percent']}
          onValueChange={(hangPercent) => onChange({ hangPercent })}
        />
      )}
      <DurationRow draft={draft} onChange={onChange} problems={problems} />
    </div>
  );
}

const STATUSES = ['500', '502', '503', '504', '429'].map((value) => ({ value, label: value }));

function StatusRow({ draft, onChange, problems }: ParametersProps) {
  return (
    <Row label="HTTP status" problem={problems['errors.status']}>
      <div className="flex items-center gap-4">
        <Segmented
          label="HTTP status"
          value={String(draft.errorStatus)}
          segments={STATUSES}
          onValueChange={(status) => onChange({ errorStatus: Number(status) })}
          size="large"
          fill
        />
        <NumberInput
          aria-label="HTTP status, another"
          value={draft.errorStatus}
          onValueChange={(errorStatus) => onChange({ errorStatus })}
          className="w-[92px] shrink-0"
        />
      </div>
    </Row>
  );
}

const DURATIONS = [
  { value: '30', label: '30 s' },
  { value: '60', label: '1 min' },
  { value: '300', label: '5 min' },
  { value: '900', label: '15 min' },
  { value: '1800', label: '30 min' },
  { value: 'custom', label: 'Custom' },
];

function DurationRow({ draft, onChange, problems }: ParametersProps) {
  const [custom, setCustom] = useState(false);
  const seconds = draft.durationMs / 1_000;
  return (
    <Row label="Duration" problem={problems.durationMs}>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Segmented
          label="Duration"
          value={custom ? 'custom' : String(seconds)}
          segments={DURATIONS}
          onValueChange={(value) => {
            setCustom(value === 'custom');
            if (value !== 'custom') onChange({ durationMs: Number(value) * 1_000 });
          }}
          size="large"
          fill
        />
        {custom && (
          <NumberInput
            aria-label="Duration, s"
            unit="s"
            value={seconds}
            onValueChange={(next) => onChange({ durationMs: next * 1_000 })}
            className="w-[92px]"
          />
        )}
      </div>
    </Row>
  );
}
