'use client';
import { SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { memo } from 'react';
import { faultLeftMs, firstToEnd } from '@/components/faults/fault-words.ts';
import { useActionDesk } from '@/components/frame/action-desk.tsx';
import { useActionsOff } from '@/components/frame/use-actions-off.ts';
import { Button, IconButton } from '@/components/ui/button.tsx';
import { classNames } from '@/components/ui/class-names.ts';
import { formatDuration, formatMsValue, formatRateValue, formatRemaining } from '@/lib/format.ts';
import type { BreakerView } from '@/lib/live/fleet-state.ts';
import type { Second } from '@/lib/protocol/breaker-resource.ts';
import type { FaultResource } from '@/lib/protocol/fault.ts';
import { Bolt, FlappingMark } from './bolt.tsx';
import { ControlMenu } from './control-menu.tsx';
import { GaugeDetail, GaugeValue } from './gauge.tsx';
import { gaugeOf } from './gauge-facts.ts';
import { MiddleCut } from './middle-cut.tsx';
import { isFlapping, NEXT_TONES, nextStep, tileInWords } from './next-step.ts';
import { OutcomeStrip } from './outcome-strip.tsx';
import { StateWord } from './state-word.tsx';
import { edgeWidth, TileEdge } from './tile-edge.tsx';
import { useSendCalls } from './use-send-calls.ts';

export interface TileProps {
  readonly view: BreakerView;
  readonly strip: readonly (Second | null)[];
  /** Those that act on this breaker. */
  readonly faults: readonly FaultResource[];
  /** Server time of the values, epoch milliseconds. */
  readonly now: number;
  /** In a grid only one tile is a stop of the Tab key; arrows lead to the others. */
  readonly tabbable: boolean;
}

/** Faint ground of what harms calls; a hold is marked by its hatch already. */
export const tileGround = (view: Pick<BreakerView, 'state'>): string =>
  view.state === 'open' ? 'bg-open-wash' : view.state === 'half-open' ? 'bg-half-wash' : 'bg-surface';

/** The breaker's name as the link that covers its tile; `flat` where the row of a table can't be covered. */
export function TileLink({ view, faults, now, tabbable, flat = false }: TileProps & { readonly flat?: boolean }) {
  return (
    <Link
      href={`/breakers/${encodeURIComponent(view.id)}`}
      prefetch={false}
      data-tile-link=""
      tabIndex={tabbable ? 0 : -1}
      aria-label={tileInWords(view, faults, now)}
      className={
        flat
          ? 'min-w-0 rounded-4 hover:underline'
          : 'min-w-0 outline-none after:absolute after:inset-0 after:rounded-8 focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-ink'
      }
    >
      <MiddleCut text={view.name} />
    </Link>
  );
}

/** Inject and control, in plain sight; a running fault shows its rest on the button that opens it. */
function TileActions({ view, faults, now, tabbable }: TileProps) {
  const desk = useActionDesk();
  const off = useActionsOff();
  const tabIndex = tabbable ? 0 : -1;
  const fault = firstToEnd(faults);
  const title = fault ? `Fault active on ${view.name}: show or add` : `Inject fault into ${view.name}`;
  return (
    <div className="relative z-1 flex shrink-0 gap-1">
      <IconButton
        label={title}
        size="small"
        variant="default"
        tabIndex={tabIndex}
        disabledReason={off}
        onClick={() => desk.inject([view.id])}
        className={classNames('target-44 min-w-6 max-md:h-7 max-md:min-w-7', fault && 'bg-hover px-1.5')}
      >
        <Bolt size={12} className={fault ? '' : '@min-[320px]:ml-2'} />
        {fault ? (
          <span className="text-11 font-medium text-text-2">{formatRemaining(faultLeftMs(fault, now))}</span>
        ) : (
          <span className="hidden pr-2 @min-[320px]:inline">Inject</span>
        )}
      </IconButton>
      <ControlMenu
        view={view}
        trigger={
          <Button
            size="small"
            tabIndex={tabIndex}
            aria-label={`Control ${view.name}`}
            title="Control"
            bare
            className="target-44 min-w-6 max-md:h-7 max-md:min-w-7"
          >
            <SlidersHorizontal size={13} aria-hidden="true" className="@min-[320px]:ml-2" />
            <span className="hidden pr-2 @min-[320px]:inline">Control</span>
          </Button>
        }
      />
    </div>
  );
}

/** One breaker, comfortable: five rows that always have the same height. */
export const Tile = memo(function Tile(props: TileProps) {
  const { view, strip, faults, now } = props;
  const gauge = gaugeOf(view);
  const next = nextStep(view, faults, now);
  const send = useSendCalls(view.id);
  return (
    <article
      style={{ paddingLeft: edgeWidth(view.state) + 10 }}
      className={classNames(
        '@container relative flex h-[116px] flex-col md:h-[172px] rounded-8 border py-[11px] pr-[11px] shadow-card transition-colors duration-200',
        view.state === 'disabled' ? 'border-dashed border-border-strong' : 'border-border',
        tileGround(view),
      )}
    >
      <TileEdge state={view.state} />
      <div className="flex h-7 items-center gap-2 text-14 font-semibold md:h-5">
        <h2 className="mr-auto min-w-0">
          <TileLink {...props} />
        </h2>
        {isFlapping(view) && (
          <span title="Flapping" className="shrink-0 text-text-2">
            <FlappingMark size={13} />
          </span>
        )}
        <TileActions {...props} />
      </div>
      <div className="mt-0.5 flex h-5 items-center justify-between gap-2 text-12">
        <StateWord state={view.state}>
          <span className="text-text-2" data-value>
            {formatDuration(view.stateMs)}
          </span>
        </StateWord>
        <span role="timer" aria-live="off" data-value className={`truncate ${NEXT_TONES[next.tone]}`}>
          {next.text} {next.value && <strong className="font-semibold text-text">{next.value}</strong>}
        </span>
      </div>
      {/* On a phone number, meter and strip share one row. */}
      <div className="flex max-md:mt-auto max-md:items-end max-md:gap-3 md:flex-col">
        <div className="flex h-[34px] min-w-0 gap-2 max-md:flex-1 md:mt-1.5">
          <div className="w-[58px] shrink-0 self-end md:w-[72px] md:self-start">
            <GaugeValue gauge={gauge} size="tile" />
          </div>
          <GaugeDetail gauge={gauge} {...(view.totalCalls === 0 ? { onSendCalls: send } : {})} />
        </div>
        <div className="max-md:w-[120px] max-md:shrink-0 max-[359px]:hidden md:mt-1.5">
          <OutcomeStrip seconds={strip} stretch />
        </div>
      </div>
      <TileNumbers view={view} />
    </article>
  );
});

/** Row 5: what reaches the downstream, how slow it is, what was turned away. */
function TileNumbers({ view }: { readonly view: BreakerView }) {
  const reaching = Math.max(0, view.callsPerSecond - view.rejectedPerSecond);
  return (
    <div data-value className="mt-auto flex h-4 items-center text-12 max-md:hidden whitespace-nowrap text-text-3">
      <span className="w-20 shrink-0" title="Calls a second that reach the downstream">
        <b className="font-medium text-text">{formatRateValue(reaching)}</b>/s
      </span>
      <span>
        p95 <b className="font-medium text-text">{formatMsValue(view.latencyMsP95)}</b>
        {view.latencyMsP95 === null ? '' : ' ms'}
      </span>
      <span className="ml-auto">
        rejected{' '}
        <b className="font-medium text-text">
          {view.rejectedPerSecond === 0 ? '0' : formatRateValue(view.rejectedPerSecond)}
        </b>
        {view.rejectedPerSecond === 0 ? '' : '/s'}
      </span>
    </div>
  );
}
