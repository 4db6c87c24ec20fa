export type Outcome = 'success' | 'slow' | 'timeout' | 'failure' | 'rejected';

interface OutcomeFacts {
  readonly word: string;
  readonly means: string;
  readonly colour: string;
}

/** In the order in which they are stacked. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeFacts>> = {
  success: { word: 'Success', means: 'answered in time', colour: 'var(--ok)' },
  slow: { word: 'Slow', means: 'answered, but slower than the slow-call duration', colour: 'var(--slow)' },
  timeout: { word: 'Timeout', means: 'no answer in time', colour: 'var(--tmo)' },
  failure: { word: 'Failure', means: 'an error for an answer', colour: 'var(--fail)' },
  rejected: { word: 'Rejected', means: 'never sent: the breaker was open', colour: 'var(--rej)' },
};

/** The square of a legend: filled, hollow for what never ran. */
export function OutcomeSwatch({ outcome, size = 8 }: { readonly outcome: Outcome; readonly size?: number }) {
  const { colour } = OUTCOMES[outcome];
  return (
    <span
      aria-hidden="true"
      className="inline-block shrink-0 rounded-2"
      style={
        outcome === 'rejected'
          ? { width: size, height: size, background: 'var(--rej-tint)', border: `1px solid ${colour}` }
          : { width: size, height: size, background: colour }
      }
    />
  );
}

const MARKS: Readonly<Record<Outcome, React.ReactNode>> = {
  success: null,
  slow: <path d="M3 6.6c.9-1.5 1.9-1.5 3 0s2.1 1.5 3 0" />,
  timeout: (
    <>
      <circle cx="6" cy="6" r="3.2" />
      <path d="M6 4.2V6l1.2.8" />
    </>
  ),
  failure: <path d="m3.8 3.8 4.4 4.4m0-4.4L3.8 8.2" />,
  rejected: null,
};

/** The sign inside a window cell, so that an outcome is never told by its hue alone. */
export function OutcomeMark({ outcome, size = 12 }: { readonly outcome: Outcome; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="var(--surface)"
      strokeWidth="1.4"
      strokeLinecap="round"
    >
      {MARKS[outcome]}
    </svg>
  );
}
