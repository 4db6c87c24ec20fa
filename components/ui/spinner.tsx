/** Ring that turns; under reduced motion it stands still. */
export function Spinner({ size = 12 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" fill="none" aria-hidden="true" className="animate-spin">
      <circle cx="6" cy="6" r="4.8" stroke="var(--border-strong)" strokeWidth="1.6" />
      <path d="M6 1.2A4.8 4.8 0 0 1 10.8 6" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
