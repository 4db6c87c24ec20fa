interface MeterProps {
  /** How far it is and where it trips, 0 … 100 of the track. Null: there is no threshold to show yet. */
  readonly fill: number;
  readonly tick: number | null;
  readonly tone: 'calm' | 'near' | 'no-rate';
  readonly left: string;
  readonly right?: string;
}

const TONES = { calm: 'var(--ok)', near: 'var(--fail)', 'no-rate': 'var(--border-strong)' } as const;

/** A rate against its threshold, with its sample in words above. The words are the meter's text equivalent. */
export function Meter({ fill, tick, tone, left, right }: MeterProps) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex justify-between gap-2 text-11/4 whitespace-nowrap text-text-2">
        <span className="truncate" data-value>
          {left}
        </span>
        {right && <span className="shrink-0">{right}</span>}
      </div>
      <div aria-hidden="true" className="relative mt-1.5 h-1.5">
        <div className="absolute inset-0 overflow-hidden rounded-2 bg-hover">
          {fill > 0 && <div className="h-full min-w-px" style={{ width: `${fill}%`, background: TONES[tone] }} />}
        </div>
        {tick !== null && (
          <div
            className="absolute -top-[3px] h-3 w-0.5 -translate-x-1/2 bg-text"
            style={{ left: `min(${tick}%, 100% - 1px)`, boxShadow: '0 0 0 1px var(--surface)' }}
          />
        )}
      </div>
    </div>
  );
}
