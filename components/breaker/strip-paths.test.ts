import { describe, expect, it } from 'vitest';
import { stripInWords, stripPaths } from './strip-paths.ts';

describe('the outcome strip', () => {
  it('stacks outcomes up from the baseline, scaled to its own maximum', () => {
    const { success, failure } = stripPaths([
      [6, 0, 0, 6, 0],
      [3, 0, 0, 0, 0],
    ]);
    expect(success).toBe('M0 12h3v12h-3zM4 18h3v6h-3z');
    expect(failure).toBe('M0 0h3v12h-3z');
  });

  it('shows an outcome that occurred, however rare', () => {
    const { success, failure } = stripPaths([[1_000, 0, 0, 1, 0]]);
    expect(success).toBe('M0 1h3v23h-3z');
    expect(failure).toBe('M0 0h3v1h-3z');
  });

  it('draws rejected calls downward with a cap', () => {
    const { rejected, caps } = stripPaths([[0, 0, 0, 0, 10]]);
    expect(rejected).toBe('M0 24h3v12h-3z');
    expect(caps).toBe('M0 36h3v1h-3z');
  });

  it('tells a second without calls from one that nobody looked at', () => {
    const { stubs } = stripPaths([[0, 0, 0, 0, 0], null]);
    expect(stubs).toBe('M0 23h3v1h-3z');
  });

  it('has a text that says the same', () => {
    expect(stripInWords([[3, 1, 0, 0, 0], null, [0, 0, 2, 1, 5]])).toBe(
      'Last 3 s: 4 answered, 1 of them slow, 2 timeouts, 1 failures, 5 rejected',
    );
  });
});
