/** An open switch between two contacts. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden="true" className="shrink-0">
      <rect width="22" height="22" rx="5.5" fill="var(--ink)" />
      <g stroke="var(--on-ink)" strokeWidth="1.8" fill="none">
        <path d="M11 2.6v5.2M11 14.2v5.2" />
        <path d="m11 14.6 4.6-6.4" strokeLinecap="round" />
      </g>
      <circle cx="11" cy="7.4" r="1.55" fill="var(--on-ink)" />
      <circle cx="11" cy="14.6" r="1.75" fill="var(--on-ink)" />
    </svg>
  );
}
