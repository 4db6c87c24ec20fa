import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DamagedRecording, readRecording, readTrace } from './trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const trace = (steps: unknown[] = []) => ({
  id: 'pybreaker/set/0000',
  library: 'pybreaker',
  version: '1.4.1',
  config: {},
  startMs: 1_700_000_000_000,
  initial: { state: 'closed', fail_counter: 0 },
  steps,
});
const whole = JSON.stringify(trace([{ op: 'advance', ms: 5, t: 5, expect: { state: 'closed' } }]));

describe('a recording', () => {
  it('is read plain and compressed, whatever its name', () => {
    const plain = file('plain.jsonl.gz', `${whole}\n${whole}\n`);
    const compressed = file('compressed.jsonl', gzipSync(`${whole}\n${whole}`));
    expect(readRecording(plain)).toHaveLength(2);
    expect(readRecording(compressed)).toEqual(readRecording(plain));
  });

  it.each([
    ['{"id":', /^F, line 7: not JSON/],
    ['[]', /^F, line 7: the line: .*expected object/],
    [JSON.stringify({ ...trace(), library: undefined }), /^F, line 7: library: .*expected string/],
    [JSON.stringify(trace([{ op: 'advance', t: 0, expect: {} }])), /^F, line 7: steps\.0\.ms: .*expected number/],
    [JSON.stringify(trace([{ op: 'explode', t: 0, expect: {} }])), /^F, line 7: steps\.0\.op: /],
    [JSON.stringify(trace([{ op: 'reset', t: 0 }])), /^F, line 7: steps\.0\.expect: /],
    [
      JSON.stringify(trace([{ op: 'call', outcome: 'meh', durationMs: 1, t: 1, expect: {} }])),
      /^F, line 7: steps\.0\.outcome: /,
    ],
  ])('%s names file, line and what is wrong', (line, message) => {
    expect(() => readTrace(line, 'F', 7)).toThrow(DamagedRecording);
    expect(() => readTrace(line, 'F', 7)).toThrow(message);
  });

  it('that is cut off, empty or missing is named', () => {
    const cut = file('cut.jsonl.gz', gzipSync(whole.repeat(50)).subarray(0, 100));
    expect(() => readRecording(cut)).toThrow(new RegExp(`^${cut}: can't be read`));
    expect(() => readRecording(file('empty.jsonl', ''))).toThrow(/holds no trace$/);
    expect(() => readRecording(join(folder, 'none.jsonl'))).toThrow(/none\.jsonl: can't be read/);
    expect(() => readRecording(file('blank.jsonl', `${whole}\n\n${whole}`))).toThrow(/blank\.jsonl, line 2: not JSON/);
  });
});
