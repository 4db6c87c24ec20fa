'use client';
import { memo } from 'react';
import { classNames } from '@/components/ui/class-names.ts';
import { formatDuration } from '@/lib/format.ts';
import { Bolt, FlappingMark } from './bolt.tsx';
import { ControlMenu } from './control-menu.tsx';
import { GaugeValue } from './gauge.tsx';
import { gaugeOf } from './gauge-facts.ts';
import { isFlapping } from './next-step.ts';
import { OutcomeStrip } from './outcome-strip.tsx';
import { StateWord } from './state-word.tsx';
import { TileLink, type TileProps, tileGround } from './tile.tsx';
import { edgeWidth, TileEdge } from './tile-edge.tsx';

/** One breaker in 92 px: state, number and strip; the meter and p95 are a click away. */
export const CompactTile = memo(function CompactTile(props: TileProps) {
  const { view, strip, faults, tabbable } = props;
  return (
    <article
      style={{ paddingLeft: edgeWidth(view.state) + 8 }}
      className={classNames(
        'relative flex h-[92px] flex-col rounded-8 border pt-2 pr-2 pb-2 shadow-card transition-colors duration-200',
        view.state === 'disabled' ? 'border-dashed border-border-strong' : 'border-border',
        tileGround(view),
      )}
    >
      <TileEdge state={view.state} />
      <div className="flex h-5 items-center gap-1.5 text-13 font-semibold">
        <h2 className="mr-auto min-w-0">
          <TileLink {...props} />
        </h2>
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
        <span className="relative z-1 -mr-1">
          <ControlMenu view={view} withFault tabbable={tabbable} />
        </span>
      </div>
      <div className="text-12">
        <StateWord state={view.state} size={12}>
          <span className="text-text-2" data-value>
            {formatDuration(view.stateMs)}
          </span>
        </StateWord>
      </div>
      <div className="mt-auto flex items-end justify-between gap-2">
        <GaugeValue gauge={gaugeOf(view)} size={20} />
        <div className="w-[120px] shrink-0">
          <OutcomeStrip seconds={strip} bars={30} up={17} />
        </div>
      </div>
    </article>
  );
});
