import { TRANSITION_KINDS, type TransitionKind } from './transition-kinds.ts';

/** The square of a kind of transition; re-openings are hatched, as in the bars. */
export function TransitionSwatch({ kind }: { readonly kind: TransitionKind }) {
  const colour = TRANSITION_KINDS.find(({ key }) => key === kind)?.colour;
  return (
    <span
      aria-hidden="true"
      className={`inline-block size-2.5 shrink-0 rounded-2 ${kind === 'reopenings' ? 'hatch' : ''}`}
      style={kind === 'reopenings' ? { color: colour } : { background: colour }}
    />
  );
}
