import { memo } from 'react';
import type { Second } from '@/lib/protocol/breaker-resource.ts';
import { STRIP, stripInWords, stripPaths } from './strip-paths.ts';

interface OutcomeStripProps {
  /** Oldest first; the right end is now. */
  readonly seconds: readonly (Second | null)[];
  /** How many of the newest are shown. */
  readonly bars?: 60 | 30 | 20;
  /** Pixels above the baseline. */
  readonly up?: number;
  /** Fills a wider box instead of keeping bars of 3 px. */
  readonly stretch?: boolean;
}

/** What became of the calls of each of the last seconds. */
export const OutcomeStrip = memo(function OutcomeStrip(props: OutcomeStripProps) {
  const { seconds, bars = 60, up = STRIP.up, stretch = false } = props;
  const shown = seconds.slice(-bars);
  const lead = bars - shown.length;
  const paths = stripPaths(lead > 0 ? [...Array.from({ length: lead }, () => null), ...shown] : shown, up);
  const width = bars * STRIP.pitch - 1;
  const height = up + Math.round((STRIP.down / STRIP.up) * up) + 1;
  return (
    // A box narrower than the strip cuts its oldest seconds off, never now.
    <div className="flex justify-end overflow-hidden" style={{ height }}>
      <svg
        role="img"
        aria-label={stripInWords(shown)}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        height={height}
        className="shrink-0"
        style={stretch ? { width: '100%', minWidth: width } : { width }}
      >
        <path d={`M0 ${up}h${width}v1H0z`} fill="var(--border-strong)" opacity={0.6} />
        <path d={paths.stubs} fill="var(--border-strong)" />
        <path d={paths.success} fill="var(--ok)" />
        <path d={paths.slow} fill="var(--slow)" />
        <path d={paths.timeout} fill="var(--tmo)" />
        <path d={paths.failure} fill="var(--fail)" />
        <path d={paths.rejected} fill="var(--rej-mid)" />
        <path d={paths.caps} fill="var(--rej)" />
      </svg>
    </div>
  );
});
