'use client';
import { formatDuration, formatMs, formatRate } from '@/lib/format.ts';
import { Bolt, FlappingMark } from './bolt.tsx';
import { ControlMenu } from './control-menu.tsx';
import { type Gauge, gaugeOf } from './gauge-facts.ts';
import { isFlapping, NEXT_TONES, nextStep } from './next-step.ts';
import { StateGlyph } from './state-glyph.tsx';
import { STATE_WORDS } from './state-words.ts';
import { TileLink, type TileProps } from './tile.tsx';

/** The columns of the table, in order; numbers stand right. */
export const TABLE_COLUMNS = [
  { name: 'Breaker', className: 'pl-4 text-left' },
  { name: 'Group', className: 'text-left max-lg:hidden' },
  { name: 'State', className: 'text-left' },
  { name: 'Time', className: 'text-right' },
  { name: 'Failure rate', className: 'text-left' },
  { name: 'Calls', className: 'text-right' },
  { name: 'p95', className: 'text-right max-lg:hidden' },
  { name: 'Rejected', className: 'text-right' },
  { name: 'Next', className: 'text-left max-xl:hidden' },
  { name: 'Actions', className: 'pr-3 text-right' },
] as const;

function MiniMeter({ gauge }: { readonly gauge: Gauge }) {
  if (gauge.kind !== 'measure' && gauge.kind !== 'filling') return null;
  const near = gauge.kind === 'measure' && gauge.near;
  const colour = gauge.kind === 'filling' ? 'var(--border-strong)' : near ? 'var(--fail)' : 'var(--ok)';
  return (
    <span aria-hidden="true" className="relative inline-block h-1.5 w-20 shrink-0 rounded-2 bg-hover">
      <span className="absolute inset-y-0 left-0 rounded-2" style={{ width: `${gauge.fill}%`, background: colour }} />
      {gauge.kind === 'measure' && (
        <span className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 bg-text" style={{ left: `${gauge.tick}%` }} />
      )}
    </span>
  );
}

const rateWords = (gauge: Gauge): string => {
  if (gauge.kind === 'measure') return `${gauge.value}\u00a0${gauge.unit}`;
  if (gauge.kind === 'probes') return `${gauge.good} of ${gauge.needed}`;
  return gauge.kind === 'held' && gauge.value !== null ? `${gauge.value}\u00a0%` : '–';
};

/** One breaker in 32 px. */
export function TableRow(props: TileProps) {
  const { view, faults, now } = props;
  const gauge = gaugeOf(view);
  const next = nextStep(view, faults, now);
  const cells: Readonly<Record<(typeof TABLE_COLUMNS)[number]['name'], React.ReactNode>> = {
    Breaker: (
      <span className="flex items-center gap-2 font-medium">
        <TileLink {...props} flat />
        {isFlapping(view) && (
          <span title="Flapping">
            <FlappingMark size={12} />
          </span>
        )}
        {faults.length > 0 && (
          <span title="Fault active">
            <Bolt size={12} />
          </span>
        )}
      </span>
    ),
    Group: <span className="text-text-2">{view.group}</span>,
    State: (
      <span className="flex items-center gap-1.5">
        <StateGlyph state={view.state} size={13} />
        {STATE_WORDS[view.state]}
      </span>
    ),
    Time: formatDuration(view.stateMs),
    'Failure rate': (
      <span className="flex items-center gap-2">
        <span className="w-12 text-right font-medium">{rateWords(gauge)}</span>
        <MiniMeter gauge={gauge} />
      </span>
    ),
    Calls: formatRate(view.callsPerSecond),
    p95: formatMs(view.latencyMsP95),
    Rejected: view.rejectedPerSecond === 0 ? '0' : formatRate(view.rejectedPerSecond),
    Next: (
      <span className={NEXT_TONES[next.tone]}>
        {next.text} {next.value && <strong className="font-semibold text-text">{next.value}</strong>}
      </span>
    ),
    Actions: <ControlMenu view={view} withFault tabbable={props.tabbable} />,
  };
  return (
    <tr className="h-8 border-t border-grid text-13 hover:bg-hover">
      {TABLE_COLUMNS.map(({ name, className }) => (
        <td
          key={name}
          data-value={name === 'State' || name === 'Breaker' ? undefined : ''}
          className={`px-2 whitespace-nowrap ${className}`}
        >
          {cells[name]}
        </td>
      ))}
    </tr>
  );
}
