import { test as base, type Page } from '@playwright/test';
import { type PanelProcess, startPanel } from './panel-process.ts';

/** One server at a time for each worker; another spec file gets another, so that none finds what one left behind. */
interface Panels {
  of(file: string): Promise<PanelProcess>;
}

/** Every page fails its test by an error that nobody expected. */
export const test = base.extend<{ page: Page; panel: PanelProcess }, { panels: Panels }>({
  panels: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      let running: { readonly file: string; readonly panel: PanelProcess } | null = null;
      await use({
        async of(file) {
          if (running?.file === file) return running.panel;
          await running?.panel.dispose();
          running = { file, panel: await startPanel() };
          return running.panel;
        },
      });
      await (running as { panel: PanelProcess } | null)?.panel.dispose();
    },
    { scope: 'worker' },
  ],
  panel: async ({ panels }, use, { file }) => use(await panels.of(file)),
  baseURL: async ({ panel }, use) => use(panel.url),
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfConnection(message.text())) errors.push(message.text());
    });
    await use(page);
    base.expect(errors, 'errors in the browser').toEqual([]);
  },
});

/** A server that is stopped on purpose makes the browser complain of the connection, and so does a 404 that is asked for. */
const isOfConnection = (text: string) => /WebSocket|ERR_CONNECTION|Failed to load resource/.test(text);

/** Posts to the panel's API, as a program would. */
export async function post<Reply>(panel: PanelProcess, path: string, body: object): Promise<Reply> {
  const response = await fetch(`${panel.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Waits until the page hears the server. */
export const connected = (page: Page) =>
  base
    .expect(page.getByRole('banner').getByText('Live', { exact: true }).filter({ visible: true }))
    .toBeVisible({ timeout: 15_000 });

/** A breaker's tile on the wall while it is in that state; its link says so. */
export const tileIn = (page: Page, name: string, state: string) =>
  page.getByRole('link', { name: new RegExp(`^${name}, ${state} for`) });

/** What stands beside the name on a breaker's own page while it is in that state: the state and for how long. */
export const inState = (name: string, state: string) => new RegExp(`${name}\\s*${state}\\s*\\d`);

/** The tile of a breaker on the wall. */
export const tileOf = (page: Page, name: string) =>
  page.getByRole('article').filter({ has: page.getByRole('link', { name: new RegExp(`^${name},`) }) });
