import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const FOUND = 'node_modules/.breaker-panel/browser.json';
const browser: { path?: string; libraries?: string } = existsSync(FOUND) ? JSON.parse(readFileSync(FOUND, 'utf8')) : {};

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: process.env.CI === 'true',
  // Each spec has a server and a database of its own; more at once than there are cores would only wait.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser.path ? { executablePath: browser.path } : {}),
      args: ['--disable-quic', '--disable-component-update', '--disable-background-networking'],
      env: {
        ...(process.env as Record<string, string>),
        ...(browser.libraries ? { LD_LIBRARY_PATH: browser.libraries } : {}),
      },
    },
  },
});
