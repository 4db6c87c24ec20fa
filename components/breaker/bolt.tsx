interface MarkProps {
  readonly size?: number;
  readonly className?: string;
}

/** A fault that runs: something that people did, so it is ink and never a state's hue. Always beside words. */
export function Bolt({ size = 12, className }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className={className}>
      <path d="M7.6.6 1.9 7.1h3.3l-1 4.3 5.9-6.7H6.6z" fill="currentColor" />
    </svg>
  );
}

/** A breaker that opens again and again. Always beside words. */
export function FlappingMark({ size = 12, className }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className={className}>
      <path
        d="M.5 10H2V2.5h2.5V10H7V2.5h2.5V10h2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinejoin="miter"
      />
    </svg>
  );
}
