import { OUTCOMES } from '@/components/breaker/outcomes.tsx';
import type { Bin, WindowView } from '@/lib/protocol/breaker-resource.ts';
import { WINDOW_OUTCOMES, windowInWords } from './window-counts.ts';

type Binned = Exclude<WindowView, { kind: 'calls' }>;

const total = (bin: Bin): number => bin.reduce((sum, count) => sum + count, 0);

/** Stacked columns, oldest left: of so many calls each, or of so many seconds. */
export function WindowBins({ window }: { readonly window: Binned }) {
  const perBin = window.kind === 'call-bins' ? window.callsPerBin : window.secondsPerBin;
  const slots = Math.ceil(window.size / perBin);
  const most = window.kind === 'call-bins' ? window.callsPerBin : Math.max(1, ...window.bins.map(total));
  const empty = Math.max(0, slots - window.bins.length);
  // Time fills a window from its right end, calls from its left.
  const bins: readonly (Bin | null)[] =
    window.kind === 'second-bins'
      ? [...Array.from({ length: empty }, () => null), ...window.bins]
      : [...window.bins, ...Array.from({ length: empty }, () => null)];
  return (
    <div
      role="img"
      aria-label={`Oldest to newest: ${windowInWords(window)}`}
      className="flex h-8 items-end gap-px border-b border-border-strong md:gap-0.5"
    >
      {bins.map((bin, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
        <BinColumn key={index} bin={bin} most={most} />
      ))}
    </div>
  );
}

function BinColumn({ bin, most }: { readonly bin: Bin | null; readonly most: number }) {
  if (!bin || total(bin) === 0) return <span className="h-px min-w-px flex-1 bg-border-strong" />;
  return (
    <span
      className="flex min-w-px flex-1 flex-col-reverse overflow-hidden rounded-1"
      style={{ height: `${(total(bin) / most) * 100}%` }}
    >
      {WINDOW_OUTCOMES.map((outcome, index) =>
        bin[index] ? (
          <span key={outcome} style={{ flex: `${bin[index]} 0 0`, background: OUTCOMES[outcome].colour }} />
        ) : null,
      )}
    </span>
  );
}
