import type { Second } from '@/lib/protocol/breaker-resource.ts';

/** Bars of 3 px, 4 px apart; the baseline leaves this much above it and that much below. */
export const STRIP = { bar: 3, pitch: 4, up: 24, down: 13, height: 38 } as const;

/** One SVG path per outcome, so that a wall of a hundred strips stays a few hundred elements. */
export interface StripPaths {
  readonly success: string;
  readonly slow: string;
  readonly timeout: string;
  readonly failure: string;
  readonly rejected: string;
  /** The dark end of each rejected bar: its fill alone is too pale to be seen. */
  readonly caps: string;
  /** Seconds in which nobody called. */
  readonly stubs: string;
}

const box = (x: number, y: number, height: number) => `M${x} ${y}h${STRIP.bar}v${height}h-${STRIP.bar}z`;

/** Small parts are drawn larger than they are; the largest gives way, so that nothing rises above the strip. */
function stackHeights(second: Second, most: number, up: number): [number, number, number, number] {
  const height = (calls: number) => (calls === 0 ? 0 : Math.max(1, Math.round((calls / most) * up)));
  const heights: [number, number, number, number] = [
    height(second[0]),
    height(second[1]),
    height(second[2]),
    height(second[3]),
  ];
  const over = heights[0] + heights[1] + heights[2] + heights[3] - up;
  if (over > 0) {
    const largest = heights.indexOf(Math.max(...heights)) as 0 | 1 | 2 | 3;
    heights[largest] -= over;
  }
  return heights;
}

/**
 * Draws seconds, oldest first; scaled to their own maximum, and every outcome that occurred is at least 1 px.
 * A second that nobody looked at (null) stays empty.
 */
export function stripPaths(seconds: readonly (Second | null)[], up: number = STRIP.up): StripPaths {
  const down = Math.round((STRIP.down / STRIP.up) * up);
  const most = Math.max(
    1,
    ...seconds.map((second) => (second ? Math.max(second[0] + second[1] + second[2] + second[3], second[4]) : 0)),
  );
  const paths: [string, string, string, string] = ['', '', '', ''];
  let rejectedPath = '';
  let caps = '';
  let stubs = '';
  seconds.forEach((second, index) => {
    if (!second) return;
    const x = index * STRIP.pitch;
    let y = up;
    const heights = stackHeights(second, most, up);
    for (const part of [0, 1, 2, 3] as const) {
      if (heights[part] === 0) continue;
      y -= heights[part];
      paths[part] += box(x, y, heights[part]);
    }
    const rejected = second[4];
    if (rejected > 0) {
      const height = Math.max(2, Math.round((rejected / most) * down));
      rejectedPath += box(x, up, height - 1);
      caps += box(x, up + height - 1, 1);
    }
    if (y === up && rejected === 0) stubs += box(x, up - 1, 1);
  });
  const [success, slow, timeout, failure] = paths;
  return { success, slow, timeout, failure, rejected: rejectedPath, caps, stubs };
}

/** What the strip shows, for those who can't see it. */
export function stripInWords(seconds: readonly (Second | null)[]): string {
  const sum = (part: 0 | 1 | 2 | 3 | 4) => seconds.reduce((calls, second) => calls + (second?.[part] ?? 0), 0);
  const [success, slow, timeout, failure, rejected] = [sum(0), sum(1), sum(2), sum(3), sum(4)];
  return `Last ${seconds.length} s: ${success + slow} answered, ${slow} of them slow, ${timeout} timeouts, ${failure} failures, ${rejected} rejected`;
}
