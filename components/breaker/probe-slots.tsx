import { Check, Ellipsis, X } from 'lucide-react';
import type { ProbeSlot } from '@/lib/engine/breaker.ts';
import { formatMs } from '@/lib/format.ts';

const LOOKS: Readonly<Record<ProbeSlot['kind'], string>> = {
  good: 'bg-ok text-surface',
  failed: 'bg-fail text-surface',
  'in-flight': 'border-[1.5px] border-half bg-half-tint text-half-text',
  free: 'border border-dashed border-border-strong',
};

function SlotMark({ kind }: { readonly kind: ProbeSlot['kind'] }) {
  if (kind === 'good') return <Check size={11} strokeWidth={3} />;
  if (kind === 'failed') return <X size={11} strokeWidth={3} />;
  if (kind === 'in-flight') return <Ellipsis size={12} strokeWidth={3} />;
  return null;
}

function slotTitle(slot: ProbeSlot): string {
  if (slot.kind === 'free') return 'free';
  if (slot.kind === 'in-flight') return `in flight for ${formatMs(slot.sinceMs)}`;
  return `${slot.kind} after ${formatMs(slot.durationMs)}`;
}

/** More slots than this can't be told apart in a tile: they become shares of one bar. */
const MOST_SLOTS = 12;

/** The probes of a half-open breaker, one slot each. */
export function ProbeSlots({ probes }: { readonly probes: readonly ProbeSlot[] }) {
  if (probes.length > MOST_SLOTS) return <ProbeShares probes={probes} />;
  return (
    <ol className="mt-0.5 flex gap-[3px]" aria-label="Probes">
      {probes.map((slot, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
          key={index}
          title={slotTitle(slot)}
          className={`flex h-4 flex-1 items-center justify-center rounded-3 ${LOOKS[slot.kind]}`}
        >
          <span className="sr-only">{slotTitle(slot)}</span>
          <SlotMark kind={slot.kind} />
        </li>
      ))}
    </ol>
  );
}

function ProbeShares({ probes }: { readonly probes: readonly ProbeSlot[] }) {
  const share = (kind: ProbeSlot['kind']) => (probes.filter((slot) => slot.kind === kind).length / probes.length) * 100;
  return (
    <div aria-hidden="true" className="mt-0.5 flex h-4 overflow-hidden rounded-3 bg-hover">
      <div className="bg-ok" style={{ width: `${share('good')}%` }} />
      <div className="bg-fail" style={{ width: `${share('failed')}%` }} />
      <div className="bg-half" style={{ width: `${share('in-flight')}%` }} />
    </div>
  );
}
