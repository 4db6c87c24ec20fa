'use client';
import { ControlMenu } from './control-menu.tsx';
import { GaugeValue } from './gauge.tsx';
import { gaugeOf } from './gauge-facts.ts';
import { OutcomeStrip } from './outcome-strip.tsx';
import { StateGlyph } from './state-glyph.tsx';
import { TileLink, type TileProps } from './tile.tsx';

/** A healthy breaker on a phone: one line of 48 px. */
export function PhoneRow(props: TileProps) {
  const { view, strip } = props;
  return (
    <article className="relative flex h-12 items-center gap-2 pl-3.5 text-13 font-medium">
      <StateGlyph state={view.state} size={14} titled />
      <h2 className="mr-auto min-w-0">
        <TileLink {...props} />
      </h2>
      <div className="w-20 shrink-0 max-[359px]:hidden">
        <OutcomeStrip seconds={strip} bars={20} up={16} />
      </div>
      <span className="w-12 shrink-0 text-right">
        <GaugeValue gauge={gaugeOf(view)} size={13} />
      </span>
      <span className="relative z-1 -mx-1">
        <ControlMenu view={view} withFault roomy />
      </span>
    </article>
  );
}
