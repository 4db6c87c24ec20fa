import { expect } from '@playwright/test';
import { connected, post, test, tileIn, tileOf } from './panel-fixture.ts';

test.describe('Watch breakers live', () => {
  test('the wall moves by itself: every breaker with its state, and counts that change without a reload', async ({
    page,
  }) => {
    await page.goto('/');
    await expect(page.getByRole('article')).toHaveCount(13);
    await expect(page.getByRole('note', { name: /demo fleet runs/ })).toBeVisible();
    await connected(page);
    const tile = tileOf(page, 'catalog-read');
    const before = await tile.textContent();
    await expect.poll(() => tile.textContent()).not.toBe(before);
  });

  test('a trip shows at once, with what led to it', async ({ page, panel }) => {
    await page.goto('/');
    const tile = (state: string) => tileIn(page, 'call_service_b', state);
    await expect(tile('Closed')).toBeVisible();
    await connected(page);
    await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'failure', count: 3 });
    await expect(tile('Open')).toBeVisible({ timeout: 2_000 });
    await expect(page.getByRole('region', { name: 'Live events' })).toContainText('call_service_b');
    // It waits ten seconds, then goes half-open by itself; a good call closes it.
    await expect(tile('Half-open')).toBeVisible({ timeout: 12_000 });
    await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'success' });
    await expect(tile('Closed')).toBeVisible({ timeout: 2_000 });
  });

  test('a breaker trips and recovers by itself within a minute', async ({ page }) => {
    await page.goto('/');
    const events = page.getByRole('region', { name: 'Live events' });
    await expect(events).toContainText(/Opened/, { timeout: 60_000 });
    await expect(events).toContainText(/Closed\. .*probes good/, { timeout: 60_000 });
  });

  test('its own page moves: charts, window cells and numbers', async ({ page, panel }) => {
    await page.goto('/breakers/call_service_b');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('call_service_b');
    await expect(page.getByText(/simulated/i).first()).toBeVisible();
    await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'success', count: 5 });
    await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'failure', count: 2 });
    await expect(page.getByText(/2 failures in a row/)).toBeVisible();
    const busy = await page.context().newPage();
    await busy.goto('/breakers/catalog-read');
    const chart = busy.locator('.recharts-wrapper').first();
    await expect(chart).toBeVisible();
    const before = await busy.locator('main').textContent();
    await expect.poll(() => busy.locator('main').textContent()).not.toBe(before);
    await post(panel, '/api/breakers/call_service_b/commands', { kind: 'reset', reason: 'tidy up' });
  });

  test('two browsers see the same', async ({ page, browser, panel }) => {
    const other = await (await browser.newContext()).newPage();
    await page.goto('/');
    await other.goto(panel.url);
    await post(panel, '/api/breakers/tax-calculation/commands', { kind: 'force-open', reason: 'vendor maintenance' });
    for (const viewer of [page, other]) await expect(tileIn(viewer, 'tax-calculation', 'Forced open')).toBeVisible();
    await post(panel, '/api/breakers/tax-calculation/commands', { kind: 'release', reason: 'done' });
    for (const viewer of [page, other]) await expect(tileIn(viewer, 'tax-calculation', 'Closed')).toBeVisible();
    await other.context().close();
  });
});
