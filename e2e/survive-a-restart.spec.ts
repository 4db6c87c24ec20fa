import { expect, type Page } from '@playwright/test';
import { connected, post, test, tileIn } from './panel-fixture.ts';
import type { PanelProcess } from './panel-process.ts';

const events = (page: Page) => page.getByRole('region', { name: 'Live events' });

/** Every numbered entry that a page was told, in the order in which it came. */
function listen(page: Page): number[] {
  const told: number[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const match = /^42\["events",(.*)\]$/s.exec(String(payload));
      const entries: { seq: number }[] = match?.[1] ? JSON.parse(match[1]) : [];
      told.push(...entries.map(({ seq }) => seq));
    });
  });
  return told;
}

async function newestSeq(panel: PanelProcess): Promise<number> {
  const { transitions } = await (await fetch(`${panel.url}/api/history/transitions?limit=1`)).json();
  return transitions[0].seq;
}

test.describe('Survive a restart', () => {
  test.slow();
  test('both browsers come back by themselves, with no transition missing or doubled', async ({
    page,
    browser,
    panel,
  }) => {
    const other = await (await browser.newContext()).newPage();
    const tabs = [page, other];
    const told = tabs.map(listen);
    for (const tab of tabs) {
      await tab.goto(panel.url);
      await connected(tab);
      await tab.evaluate(() => Object.assign(window, { loadedOnce: true }));
    }
    await post(panel, '/api/breakers/tax-calculation/commands', { kind: 'force-open', reason: 'before the restart' });
    for (const tab of tabs) await expect(tileIn(tab, 'tax-calculation', 'Forced open')).toBeVisible();

    await panel.kill();
    for (const tab of tabs) {
      // The page keeps what it knew, says from when it is, and its actions are off.
      await expect(tab.getByText(/^As of /)).toBeVisible({ timeout: 20_000 });
      await expect(tileIn(tab, 'tax-calculation', 'Forced open')).toBeVisible();
      await expect(tab.getByRole('article')).toHaveCount(13);
    }
    await panel.start();
    for (const tab of tabs) {
      await connected(tab);
      await expect(tileIn(tab, 'tax-calculation', 'Forced open')).toBeVisible();
      expect(await tab.evaluate(() => 'loadedOnce' in window)).toBe(true);
    }
    await post(panel, '/api/breakers/tax-calculation/commands', { kind: 'release', reason: 'after the restart' });
    for (const tab of tabs) {
      await expect(tileIn(tab, 'tax-calculation', 'Closed')).toBeVisible();
      await expect(events(tab)).toContainText('tax-calculation');
    }

    const last = await newestSeq(panel);
    for (const numbers of told) {
      await expect.poll(() => numbers.at(-1) ?? 0).toBeGreaterThanOrEqual(last);
      const first = numbers[0] ?? 0;
      expect(numbers).toEqual(numbers.map((_, index) => first + index));
    }
    await other.context().close();
  });
});
