import type { Gauge as GaugeFacts } from './gauge-facts.ts';
import { Meter } from './meter.tsx';
import { ProbeSlots } from './probe-slots.tsx';

/** The number's size, and that of its unit. `tile` is 28 px, and 20 on a phone. */
const SIZES = {
  tile: ['text-20 md:text-28', 'text-13 md:text-16'],
  20: ['text-20', 'text-13'],
  13: ['text-13', 'text-12'],
} as const;

/** The number and its unit; an en dash where there is no value. */
export function GaugeValue({ gauge, size }: { readonly gauge: GaugeFacts; readonly size: keyof typeof SIZES }) {
  const [value, unit] = gaugeValue(gauge);
  const [number, small] = SIZES[size];
  if (value === null)
    return (
      <span data-value className={`font-semibold text-text-3 ${number}`}>
        –
      </span>
    );
  return (
    <span data-value className={`font-semibold whitespace-nowrap ${number}`}>
      {value}
      <span className={`unit ${small}`}>{unit}</span>
    </span>
  );
}

function gaugeValue(gauge: GaugeFacts): readonly [string | null, string] {
  if (gauge.kind === 'measure') return [gauge.value, gauge.unit];
  if (gauge.kind === 'probes') return [String(gauge.good), `of ${gauge.needed}`];
  if (gauge.kind === 'held') return [gauge.value, '%'];
  return [null, ''];
}

interface GaugeDetailProps {
  readonly gauge: GaugeFacts;
  /** The link of a breaker that nobody has called. */
  readonly onSendCalls?: () => void;
}

/** What stands beside the number: a meter, probes, or who holds it. */
export function GaugeDetail({ gauge, onSendCalls }: GaugeDetailProps) {
  switch (gauge.kind) {
    case 'measure':
      return (
        <Meter
          fill={gauge.fill}
          tick={gauge.tick}
          tone={gauge.near ? 'near' : 'calm'}
          left={gauge.sample}
          right={gauge.trips}
          brief={gauge.brief}
        />
      );
    case 'filling':
      return <Meter fill={gauge.fill} tick={null} tone="no-rate" left={gauge.sample} />;
    case 'probes':
      return (
        <div className="min-w-0 flex-1">
          <div className="flex justify-between gap-2 text-11/4 whitespace-nowrap text-text-2">
            <span className="truncate">good probes of {gauge.probes.length}</span>
            <span className="shrink-0">{gauge.failed} failed</span>
          </div>
          <ProbeSlots probes={gauge.probes} />
        </div>
      );
    case 'held':
      return (
        <Lines
          first={
            <>
              Held by <strong className="font-semibold text-text">{gauge.by}</strong>
            </>
          }
          second={gauge.would}
        />
      );
    case 'words':
      return (
        <Lines
          first={gauge.title}
          second={
            onSendCalls ? (
              <button
                type="button"
                onClick={onSendCalls}
                className="target-24 z-1 underline underline-offset-2 hover:text-text"
              >
                {gauge.line}
              </button>
            ) : (
              gauge.line
            )
          }
        />
      );
  }
}

function Lines({ first, second }: { readonly first: React.ReactNode; readonly second: React.ReactNode }) {
  return (
    <div className="min-w-0 flex-1 text-12/4 text-text-2">
      <div className="truncate text-text">{first}</div>
      <div className="truncate">{second}</div>
    </div>
  );
}
