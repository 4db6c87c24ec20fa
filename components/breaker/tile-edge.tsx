import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import { STATE_COLOURS } from './state-words.ts';

const dashes = (on: number, off: number) =>
  `repeating-linear-gradient(to bottom, currentColor 0 ${on}px, transparent ${on}px ${on + off}px)`;

/** How wide the left edge of a tile in this state is, pixels. */
export const edgeWidth = (state: WireState): number =>
  state === 'forced-open' || state === 'forced-closed' ? 8 : state === 'metrics-only' ? 5 : 4;

function edgeStyle(state: WireState): React.CSSProperties {
  const { shape, tint } = STATE_COLOURS[state];
  switch (state) {
    case 'closed':
      return { background: `color-mix(in srgb, ${shape} 30%, transparent)` };
    case 'open':
    case 'half-open':
      return { background: shape };
    case 'forced-open':
    case 'forced-closed':
      return { color: shape, ['--hatch-ground' as string]: tint };
    case 'metrics-only':
      return { border: `1px solid ${shape}` };
    case 'disabled':
      return { color: shape, backgroundImage: dashes(6, 4) };
    case 'no-data':
      return { color: shape, backgroundImage: dashes(2, 3) };
  }
}

/** The left edge: its hue says what happens to calls, its texture who holds the state. Needs a positioned parent. */
export function TileEdge({ state, radius = 8 }: { readonly state: WireState; readonly radius?: number }) {
  const hatched = state === 'forced-open' || state === 'forced-closed';
  return (
    // Cut to the tile's corners by a box of its own: the tile itself must not clip its focus ring.
    <span
      aria-hidden="true"
      className="pointer-events-none absolute -inset-px overflow-hidden"
      style={{ borderRadius: radius }}
    >
      <span
        className={`absolute inset-y-0 left-0 transition-colors duration-200 ${hatched ? 'hatch' : ''}`}
        style={{ width: edgeWidth(state), ...edgeStyle(state) }}
      />
    </span>
  );
}
