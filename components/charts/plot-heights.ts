export const OUTCOMES_HEIGHT = 212;
export const RATE_HEIGHT = 100;
export const LATENCY_HEIGHT = 112;
export const STATE_HEIGHT = 50;

/** All plots with their titles and the axis: what the card, and its skeleton, keep free. */
export const PLOTS_HEIGHT = OUTCOMES_HEIGHT + RATE_HEIGHT + LATENCY_HEIGHT + STATE_HEIGHT + 4 * 32 + 24;
