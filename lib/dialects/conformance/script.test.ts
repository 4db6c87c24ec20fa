import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecording, type Trace } from './trace.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

function conformance(...given: string[]) {
  const script = ['--import', 'tsx', 'scripts/conformance.ts', ...given];
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function recording(name: string, traces: readonly Trace[]): string {
  const path = join(folder, name);
  writeFileSync(path, traces.map((trace) => `${JSON.stringify(trace)}\n`).join(''));
  return path;
}

const [first, second] = readRecording(join(import.meta.dirname, 'recordings/pybreaker.jsonl.gz'));

/** The trace, with another state expected of its second step. */
function bent(trace: Trace): Trace {
  const steps = trace.steps.map((step, at) =>
    at === 1 ? { ...step, expect: { ...step.expect, state: 'ajar' } } : step,
  );
  return { ...trace, steps };
}

describe('scripts/conformance.ts', { timeout: 60_000 }, () => {
  if (first === undefined || second === undefined) throw new Error('the recording is gone');

  it('prints a line for each file and ends well', () => {
    const good = recording('good.jsonl', [first, second]);
    const steps = first.steps.length + second.steps.length;
    expect(conformance(good)).toEqual({
      status: 0,
      stdout: `good: 2 traces, ${steps} steps compared, 0 divergences\n`,
      stderr: '',
    });
  });

  it('shows what was expected and what came, and ends with 1', () => {
    const { status, stdout } = conformance(recording('bent.jsonl', [bent(first), second]));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^bent: 2 traces, \d+ steps compared, 1 divergences\n {2}pybreaker\/.*, step 1 \(/);
    expect(stdout).toMatch(/expected .*"state":"ajar"/);
    expect(stdout).toMatch(/received .*"state":"closed"/);
  });

  it('writes JSON when asked', () => {
    const { status, stdout } = conformance('--json', recording('as-json.jsonl', [bent(first)]));
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { traces: 1, steps: 2, divergences: [{ step: 1, op: expect.any(String) }] },
    ]);
  });

  it('says in one line which recording can’t be used and where, and ends with 2', () => {
    const unknown = recording('unknown.jsonl', [first, { ...second, library: 'hystrix' }]);
    const { status, stdout, stderr } = conformance(unknown);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${unknown}, line 2: unknown library 'hystrix' \\(known: .*\\)\\n$`));
    expect(conformance(join(folder, 'nowhere'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/no such file/),
    });
  });
});
