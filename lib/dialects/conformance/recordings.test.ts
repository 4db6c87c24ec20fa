import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareRecording } from './compare.ts';

const FOLDER = join(import.meta.dirname, 'recordings');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl.gz'));

describe('the dialects decide as the recorded libraries did', () => {
  it('has all nine recordings', () => {
    expect(files).toHaveLength(9);
  });

  it.each(files)('%s', { timeout: 60_000 }, (file) => {
    const { traces, steps, divergences } = compareRecording(join(FOLDER, file));
    expect(divergences.slice(0, 3)).toEqual([]);
    expect(divergences).toHaveLength(0);
    expect(traces).toBeGreaterThanOrEqual(250);
    expect(steps).toBeGreaterThan(14_000);
  });
});
