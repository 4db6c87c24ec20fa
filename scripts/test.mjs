// Runs everything that is promised, goes on after a failure, and ends with one line that sums up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reports = mkdtempSync(join(tmpdir(), 'breaker-panel-test-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const bin = (path) => [process.execPath, join('node_modules', path)];

const single = (good) => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const suites = [
  { name: 'format and lint', command: [...bin('@biomejs/biome/bin/biome'), 'ci', '.'] },
  { name: 'unused code', command: [...bin('knip/bin/knip.js')] },
  { name: 'types', command: [...bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'the engine needs no platform', command: [...bin('typescript/bin/tsc'), '--noEmit', '-p', 'lib/engine'] },
  {
    name: 'unit, architecture and integration',
    command: [
      ...bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${vitestReport}`,
    ],
    count: () => {
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(vitestReport, 'utf8'));
      return { passed: numPassedTests, failed: numFailedTests };
    },
    report: vitestReport,
  },
  {
    name: 'end to end in Chromium',
    command: [...bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    count: () => {
      const { expected, unexpected, flaky } = JSON.parse(readFileSync(playwrightReport, 'utf8')).stats;
      return { passed: expected, failed: unexpected + flaky };
    },
    report: playwrightReport,
  },
];

let passed = 0;
let failed = 0;
for (const suite of suites) {
  console.log(`\n> ${suite.name}`);
  const [file, ...args] = suite.command;
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...suite.env };
  const good = spawnSync(file, args, { stdio: 'inherit', env }).status === 0;
  const counted = suite.report && existsSync(suite.report) ? suite.count() : single(good);
  // A runner that fails without a failing test, e.g. because it found none, is a failure all the same.
  if (!good && counted.failed === 0) counted.failed = 1;
  passed += counted.passed;
  failed += counted.failed;
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
