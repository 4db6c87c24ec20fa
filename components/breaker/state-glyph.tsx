import type { WireState } from '@/lib/protocol/breaker-resource.ts';
import { STATE_COLOURS, STATE_WORDS } from './state-words.ts';

const OCTAGON = 'M5.35 1.6h5.3L14.4 5.35v5.3L10.65 14.4h-5.3L1.6 10.65v-5.3z';
// Knocked out in the colour of the ground, so that the lock stays a hole on a tinted tile as well.
const GROUND = 'var(--glyph-ground, var(--surface))';

function Lock() {
  return (
    <>
      <path d="M6.2 7.6V6.1a1.8 1.8 0 0 1 3.6 0v1.5" fill="none" stroke={GROUND} strokeWidth="1.3" />
      <rect x="4.9" y="7.1" width="6.2" height="4.6" rx="0.9" fill={GROUND} />
    </>
  );
}

const SHAPES: Readonly<Record<WireState, React.ReactNode>> = {
  closed: <circle cx="8" cy="8" r="5.6" fill="currentColor" />,
  open: <path d={OCTAGON} fill="currentColor" />,
  'half-open': (
    <>
      <path d="M8 2.7 13.3 8 8 13.3 2.7 8z" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M8 1.5v13L1.5 8z" fill="currentColor" />
    </>
  ),
  'forced-open': (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <Lock />
    </>
  ),
  'forced-closed': (
    <>
      <circle cx="8" cy="8" r="6.8" fill="currentColor" />
      <Lock />
    </>
  ),
  'metrics-only': (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M3.9 8Q8 3.7 12.1 8 8 12.3 3.9 8z" fill="currentColor" />
      <circle cx="8" cy="8" r="1.9" fill={GROUND} />
      <circle cx="8" cy="8" r="0.95" fill="currentColor" />
    </>
  ),
  disabled: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M3.9 12.1 12.1 3.9" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  'no-data': (
    <>
      <circle
        cx="8"
        cy="8"
        r="6.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeDasharray="0.01 2.95"
      />
      <path
        d="M6.3 6.4a1.75 1.75 0 1 1 2.6 1.55c-.6.33-.9.7-.9 1.25v.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinecap="round"
      />
      <circle cx="8" cy="11.3" r="0.8" fill="currentColor" />
    </>
  ),
};

interface StateGlyphProps {
  readonly state: WireState;
  readonly size?: 24 | 18 | 16 | 14 | 13 | 12 | 11;
  /** Names the state where no word stands beside the glyph. */
  readonly titled?: boolean;
  /** Takes the colour of the text around it instead of the state's. */
  readonly inherit?: boolean;
}

/** The shape of a state: readable in grey, so that hue is never alone. */
export function StateGlyph({ state, size = 16, titled = false, inherit = false }: StateGlyphProps) {
  const shape = (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      // A style, because it has to win over the icon colour of a button around it.
      style={inherit ? undefined : { color: STATE_COLOURS[state].shape }}
      className="shrink-0"
    >
      {SHAPES[state]}
    </svg>
  );
  if (!titled) return shape;
  return (
    <span role="img" aria-label={STATE_WORDS[state]} title={STATE_WORDS[state]} className="inline-flex shrink-0">
      {shape}
    </span>
  );
}
