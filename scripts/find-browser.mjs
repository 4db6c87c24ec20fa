// A Chromium for the browser tests: the one named, Playwright's own, the system's, one from a package, or a download.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const FIXED = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
};

/** Where it is, and which libraries it needs beside the system's; no path means Playwright's own; null: none. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return runs(named) ? { path: named } : null;
  const { chromium } = await import('@playwright/test');
  if (existsSync(chromium.executablePath())) return {};
  return fromSystem() ?? (await fromPackage()) ?? download();
}

function fromSystem() {
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const path = [...inPath, ...(FIXED[process.platform] ?? [])].find(runs);
  return path ? { path } : null;
}

/** A build for servers that comes as a package; it brings libraries for machines that lack them. */
async function fromPackage() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: sparticuz } = await import('@sparticuz/chromium');
  const path = await sparticuz.executablePath();
  if (runs(path)) return { path };
  const folder = resolve('node_modules/.breaker-panel/chromium-libraries');
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    const input = brotliDecompressSync(readFileSync('node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    spawnSync('tar', ['xf', '-', '-C', folder], { input });
  }
  const libraries = join(folder, 'lib');
  return runs(path, { LD_LIBRARY_PATH: libraries }) ? { path, libraries } : null;
}

function download() {
  const args = ['node_modules/@playwright/test/cli.js', 'install', 'chromium-headless-shell'];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0 ? {} : null;
}

function runs(path, env = {}) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 20_000, env: { ...process.env, ...env } }).status === 0;
}
