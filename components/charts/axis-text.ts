/** Axis text as every chart writes it. */
export const AXIS_TEXT = { fontSize: 11, fill: 'var(--text-3)' } as const;
