interface MeterProps {
  /** How far it is and where it trips, 0 … 100 of the track. Null: there is no threshold to show yet. */
  readonly fill: number;
  readonly tick: number | null;
  readonly tone: 'calm' | 'near' | 'no-rate';
  readonly left: string;
  readonly right?: string;
  /** Shorter words for a phone. */
  readonly brief?: { readonly sample: string; readonly trips: string };
}

const TONES = { calm: 'var(--ok)', near: 'var(--fail)', 'no-rate': 'var(--border-strong)' } as const;

function Words({ full, brief = full }: { readonly full: string; readonly brief?: string | undefined }) {
  if (brief === full) return full;
  return (
    <>
      <span className="max-md:hidden">{full}</span>
      <span className="md:hidden">{brief}</span>
    </>
  );
}

/** A rate against its threshold, with its sample in words above. The words are the meter's text equivalent. */
export function Meter({ fill, tick, tone, left, right, brief }: MeterProps) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex justify-between gap-2 text-11/4 whitespace-nowrap text-text-2">
        <span className="truncate" data-value>
          <Words full={left} brief={brief?.sample} />
        </span>
        {right && (
          <span className="shrink-0">
            <Words full={right} brief={brief?.trips} />
          </span>
        )}
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
