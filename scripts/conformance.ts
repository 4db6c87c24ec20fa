// node --import tsx scripts/conformance.ts [--json] [FILE|FOLDER …]: replays recordings of real breakers on the dialects.
// Exit 0: every decision is the library's. 1: one differs. 2: a recording that can't be used.
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareRecording, type RecordingReport } from '@/lib/dialects/conformance/compare.ts';
import { DamagedRecording } from '@/lib/dialects/conformance/trace.ts';

const RECORDINGS = 'lib/dialects/conformance/recordings';
const SHOWN_IN_FULL = 5;
const asJson = process.argv.includes('--json');
const given = process.argv.slice(2).filter((argument) => argument !== '--json');

// A reader that has seen enough, such as head, is no failure.
process.stdout.on('error', () => process.exit());

function recordingsIn(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new DamagedRecording(`${path}: no such file or folder`);
  if (!found.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.jsonl(\.gz)?$/.test(name));
  if (names.length === 0) throw new DamagedRecording(`${path}: holds no recording (*.jsonl, *.jsonl.gz)`);
  return names.sort().map((name) => join(path, name));
}

function print({ file, traces, steps, divergences }: RecordingReport): void {
  const name = basename(file).replace(/\.jsonl(\.gz)?$/, '');
  console.log(`${name}: ${traces} traces, ${steps} steps compared, ${divergences.length} divergences`);
  for (const { traceId, step, op, expected, received } of divergences.slice(0, SHOWN_IN_FULL)) {
    console.log(`  ${traceId}, ${step < 0 ? 'before its first step' : `step ${step} (${op})`}`);
    console.log(`    expected ${JSON.stringify(expected)}`);
    console.log(`    received ${JSON.stringify(received)}`);
  }
  if (divergences.length > SHOWN_IN_FULL) console.log(`  … and ${divergences.length - SHOWN_IN_FULL} more`);
}

try {
  const files = (given.length > 0 ? given : [RECORDINGS]).flatMap(recordingsIn);
  const reports: RecordingReport[] = [];
  for (const file of files) {
    const report = compareRecording(file);
    reports.push(report);
    if (!asJson) print(report);
  }
  if (asJson) console.log(JSON.stringify(reports, null, 2));
  process.exitCode = reports.some(({ divergences }) => divergences.length > 0) ? 1 : 0;
} catch (error) {
  if (!(error instanceof DamagedRecording)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
