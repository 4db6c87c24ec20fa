// Pictures of every screen, from the running app: `npm run screenshots [-- --readme]`. They go into screenshots/,
// which git ignores; with --readme the README's own are made anew in docs/images/.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type PanelProcess, startPanel } from '../e2e/panel-process.ts';

const WIDTHS = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'tablet', width: 820, height: 1180 },
  { name: 'phone', width: 390, height: 844 },
] as const;
const THEMES = ['light', 'dark'] as const;
/** So long the fleet runs first, so that there is something to see. */
const WARM_UP_MS = 100_000;

const FOUND = 'node_modules/.breaker-panel/browser.json';
const found: { path?: string } = existsSync(FOUND) ? JSON.parse(readFileSync(FOUND, 'utf8')) : {};
const forReadme = process.argv.includes('--readme');
const folder = forReadme ? 'docs/images' : 'screenshots';

async function post(panel: PanelProcess, path: string, body: object): Promise<void> {
  const response = await fetch(`${panel.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** What a visitor would find on a Friday drill: two faults, a hold, a breaker in shadow mode. */
async function setTheScene(panel: PanelProcess): Promise<void> {
  const errors = { kind: 'errors', percent: 60, status: 503 };
  const latency = { kind: 'latency', addedMs: 400, jitterMs: 120 };
  await post(panel, '/api/breakers/fraud-score/commands', {
    kind: 'force-open',
    reason: 'vendor maintenance',
    expiresInMs: 1_500_000,
  });
  await post(panel, '/api/breakers/media-resize/commands', { kind: 'metrics-only', reason: 'trying new thresholds' });
  await post(panel, '/api/faults', {
    breakers: ['search-query'],
    effects: [latency],
    durationMs: 300_000,
    reason: 'Friday drill',
  });
  await post(panel, '/api/faults', {
    breakers: ['ledger-post'],
    effects: [errors],
    durationMs: 300_000,
    reason: 'Friday drill',
  });
}

async function firstTransition(panel: PanelProcess): Promise<string> {
  const reply = await fetch(`${panel.url}/api/history/transitions?toState=open&limit=1`);
  const { transitions } = (await reply.json()) as { transitions: { id: string }[] };
  return transitions[0]?.id ?? '1';
}

interface Screen {
  readonly name: string;
  readonly path: string;
  /** What must be done on the page before its picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

async function screensOf(panel: PanelProcess): Promise<Screen[]> {
  return [
    { name: 'wall', path: '/' },
    { name: 'wall-compact', path: '/?density=compact' },
    { name: 'wall-table', path: '/?density=table' },
    { name: 'detail', path: '/breakers/ledger-post' },
    { name: 'detail-held', path: '/breakers/fraud-score' },
    { name: 'detail-idle', path: '/breakers/call_service_b' },
    { name: 'history', path: '/history?range=1h' },
    { name: 'transition', path: `/history/${await firstTransition(panel)}` },
    {
      name: 'inject',
      path: '/breakers/payments-authorize',
      act: async (page) => {
        await page.getByRole('button', { name: 'Inject fault' }).first().click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'unknown-breaker', path: '/breakers/payment-authorise' },
    { name: 'not-found', path: '/nowhere' },
  ];
}

async function takeAll(browser: Browser, panel: PanelProcess): Promise<number> {
  let taken = 0;
  const screens = await screensOf(panel);
  for (const theme of THEMES) {
    for (const { name: width, ...viewport } of WIDTHS) {
      if (forReadme && width === 'tablet') continue;
      const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: 'reduce' });
      for (const { name, path, act } of screens) {
        if (forReadme && !isForReadme(name, width, theme)) continue;
        const page = await context.newPage();
        await page.goto(`${panel.url}${path}`);
        await page.waitForTimeout(2_500);
        await act?.(page);
        await page.waitForTimeout(act ? 500 : 0);
        const fullPage = width !== 'desktop' && !act && !forReadme;
        await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage });
        await page.close();
        taken += 1;
      }
      await context.close();
    }
  }
  return taken;
}

function isForReadme(name: string, width: string, theme: string): boolean {
  if (width === 'phone') return name === 'wall' && theme === 'dark';
  return ['wall', 'detail', 'history'].includes(name) && (theme === 'light' || name === 'wall');
}

mkdirSync(folder, { recursive: true });
const panel = await startPanel();
const browser = await chromium.launch(found.path ? { executablePath: found.path } : {});
try {
  console.log(`The fleet runs for ${WARM_UP_MS / 1_000} s first`);
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS - 30_000));
  await setTheScene(panel);
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  console.log(`${await takeAll(browser, panel)} pictures in ${folder}/`);
} finally {
  await browser.close();
  await panel.dispose();
}
