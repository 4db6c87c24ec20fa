// Brings a fresh clone to where it can run, with nothing but Node and npm: `node scripts/setup.mjs STEP …`.
// Every step is skipped while what it depends on is as it was.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const STAMPS = 'node_modules/.breaker-panel';
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'server.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
];

const steps = { install, generate, worker, build, browser };

const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  fail(`Node ^20.19, ^22.12 or 24 and later is needed; this is ${process.version}.`);
}
for (const name of process.argv.slice(2)) await steps[name]();

function install() {
  const wanted = digest(['package.json', 'package-lock.json']);
  if (isDone('install', wanted, 'node_modules/next/package.json')) return;
  runNpm(
    'Installing packages (about a minute the first time)',
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  );
  done('install', wanted);
}

function generate() {
  const wanted = digest(['package-lock.json', 'prisma/schema.prisma']);
  if (isDone('generate', wanted, 'lib/store/generated/client.ts')) return;
  runNode('Generating the database client', ['node_modules/prisma/build/index.js', 'generate']);
  done('generate', wanted);
}

/** The store's worker thread, which runs from a bundle in development, too. */
async function worker() {
  await bundle({ 'store-worker': 'lib/store/store-worker.ts' });
}

async function build() {
  const wanted = digest(['package-lock.json', ...SOURCES]);
  if (isDone('build', wanted, '.next/BUILD_ID', 'dist/server.mjs', 'dist/store-worker.mjs')) return;
  // Types of routes that are gone would fail the type check.
  rmSync('.next/dev/types', { recursive: true, force: true });
  runNode('Building the pages (about half a minute)', ['node_modules/next/dist/bin/next', 'build'], {
    NODE_ENV: 'production',
  });
  say('Bundling the server');
  await bundle({ server: 'server.ts', 'store-worker': 'lib/store/store-worker.ts' });
  done('build', wanted);
}

async function bundle(entryPoints) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    entryPoints,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
}

async function browser() {
  const { findBrowser } = await import('./find-browser.mjs');
  const found = await findBrowser();
  if (!found) fail('No Chromium was found or could be had. Set CHROMIUM_PATH to one.');
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, 'browser.json'), JSON.stringify(found));
  say(`Browser for the tests: ${found.path ?? "Playwright's own"}`);
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'generated' && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function digest(paths) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of paths.flatMap(filesBelow)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function isDone(step, wanted, ...products) {
  const stamp = join(STAMPS, step);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && products.every((file) => existsSync(file));
}

function done(step, digested) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, step), digested);
}

/** A nested npm must not inherit this one's flags, nor NODE_ENV, which would leave packages out. */
function cleanEnvironment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) && name !== 'NODE_ENV' && name !== 'INIT_CWD',
  );
  return {
    ...Object.fromEntries(inherited),
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
}

function runNpm(what, ...args) {
  const cli = process.env.npm_execpath;
  if (cli) run(what, process.execPath, [cli, ...args]);
  else run(what, process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

function runNode(what, args, extra = {}) {
  run(what, process.execPath, args, extra);
}

function run(what, file, args, extra = {}) {
  say(what);
  const { status, signal, error } = spawnSync(file, args, {
    stdio: 'inherit',
    env: { ...cleanEnvironment(), ...extra },
  });
  if (status !== 0) fail(`${what}: failed (${error?.message ?? signal ?? `exit ${status}`}).`);
}

function say(words) {
  console.log(`> ${words}`);
}

function fail(words) {
  console.error(words);
  process.exit(1);
}
