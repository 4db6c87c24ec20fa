'use client';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { NumberInput } from '@/components/ui/field.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { BreakerConfig } from '@/lib/engine/breaker-config.ts';
import type { DraftProblems } from './breaker-draft.ts';

type NumberField = {
  [Field in keyof BreakerConfig]: BreakerConfig[Field] extends number | null ? Field : never;
}[keyof BreakerConfig];

interface NumberRow {
  readonly field: NumberField;
  readonly label: string;
  readonly unit: string;
  /** What it begins with when it is switched on; without one it is always on. */
  readonly whenOn?: number;
}

const ROWS: readonly NumberRow[] = [
  { field: 'minimumNumberOfCalls', label: 'Minimum calls', unit: 'calls' },
  { field: 'failureRateThreshold', label: 'Failure rate threshold', unit: '%', whenOn: 50 },
  { field: 'slowCallDurationThresholdMs', label: 'A call is slow over', unit: 'ms' },
  { field: 'slowCallRateThreshold', label: 'Slow call rate threshold', unit: '%', whenOn: 80 },
  { field: 'failureCountThreshold', label: 'Failures in the window', unit: 'failures', whenOn: 5 },
  { field: 'consecutiveFailuresThreshold', label: 'Failures in a row', unit: 'failures', whenOn: 5 },
  { field: 'waitDurationInOpenStateMs', label: 'Wait while open', unit: 'ms' },
  { field: 'permittedNumberOfCallsInHalfOpenState', label: 'Half-open probes', unit: 'calls' },
  { field: 'successThresholdInHalfOpen', label: 'Good probes that close it', unit: 'calls', whenOn: 1 },
  { field: 'maxWaitDurationInHalfOpenStateMs', label: 'Half-open at most (0: no end)', unit: 'ms' },
];

const WINDOWS = [
  { value: 'count-based', label: 'Last calls' },
  { value: 'time-based', label: 'Last seconds' },
] as const;
const HALF_OPEN = [
  { value: 'timer', label: 'By itself' },
  { value: 'call', label: 'By the next call' },
] as const;

interface NativeFieldsProps {
  readonly config: BreakerConfig;
  readonly problems: DraftProblems;
  readonly onChange: (change: Partial<BreakerConfig>) => void;
}

/** The native configuration, field by field; what can be switched off has a box. */
export function NativeFields({ config, problems, onChange }: NativeFieldsProps) {
  return (
    <div className="flex flex-col">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-2">
        <span className="text-13">Sliding window</span>
        <span className="flex flex-wrap items-center gap-2">
          <Segmented
            label="Sliding window"
            value={config.slidingWindowType}
            segments={WINDOWS}
            onValueChange={(slidingWindowType) => onChange({ slidingWindowType })}
          />
          <NumberInput
            aria-label="Size of the window"
            unit={config.slidingWindowType === 'count-based' ? 'calls' : 's'}
            value={config.slidingWindowSize}
            onValueChange={(slidingWindowSize) => onChange({ slidingWindowSize })}
            className="w-[112px]"
          />
        </span>
      </div>
      <Problem text={problems['options.slidingWindowSize']} />
      {ROWS.map((row) => (
        <ConfigRow key={row.field} row={row} value={config[row.field]} problems={problems} onChange={onChange} />
      ))}
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-2">
        <span className="text-13">After the wait it goes half-open</span>
        <Segmented
          label="After the wait it goes half-open"
          value={config.automaticTransitionFromOpenToHalfOpenEnabled ? 'timer' : 'call'}
          segments={HALF_OPEN}
          onValueChange={(by) => onChange({ automaticTransitionFromOpenToHalfOpenEnabled: by === 'timer' })}
        />
      </div>
      {config.waitBackoff && (
        <p className="text-12 text-text-2">
          The wait grows ×{config.waitBackoff.multiplier} with each further opening, at most to{' '}
          {config.waitBackoff.maxMs} ms.
        </p>
      )}
    </div>
  );
}

interface ConfigRowProps {
  readonly row: NumberRow;
  readonly value: number | null;
  readonly problems: DraftProblems;
  readonly onChange: NativeFieldsProps['onChange'];
}

function ConfigRow({ row: { field, label, unit, whenOn }, value, problems, onChange }: ConfigRowProps) {
  const problem = problems[`options.${field}`];
  const id = `native-${field}`;
  return (
    <>
      <div className="flex min-h-10 items-center gap-2">
        {whenOn !== undefined && (
          <Checkbox
            id={id}
            label={label}
            checked={value !== null}
            onCheckedChange={(on) => onChange({ [field]: on ? whenOn : null })}
          />
        )}
        <label htmlFor={id} className="flex-1 text-13">
          {label}
        </label>
        {value === null ? (
          <span className="inline-flex h-8 w-[136px] items-center justify-end rounded-6 border border-dashed border-border-strong bg-inset px-2.5 text-text-3">
            –
          </span>
        ) : (
          <NumberInput
            {...(whenOn === undefined ? { id } : { 'aria-label': label })}
            aria-invalid={problem !== undefined}
            unit={unit}
            value={value}
            onValueChange={(next) => onChange({ [field]: next })}
            className="w-[136px]"
          />
        )}
      </div>
      <Problem text={problem} />
    </>
  );
}

function Problem({ text }: { readonly text: string | undefined }) {
  return text ? <p className="pb-1.5 text-12 text-open-text">{text}</p> : null;
}
