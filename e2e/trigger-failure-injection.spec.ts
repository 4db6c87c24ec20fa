import { expect } from '@playwright/test';
import { inState, post, test, tileOf } from './panel-fixture.ts';

test.describe('Trigger failure injection', () => {
  test('inject, see it open, halt, see it half-open and close', async ({ page }) => {
    test.slow();
    // Two calls a second: slow enough to see it half-open with one's own eyes.
    await page.goto('/breakers/media-resize');
    await page.getByRole('button', { name: 'Inject fault' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'Inject fault' });
    await drawer.getByRole('spinbutton', { name: /Error rate/ }).fill('100');
    await drawer.getByLabel('Reason').fill('Friday drill');
    await drawer.getByRole('button', { name: 'Start fault' }).click();
    await expect(drawer).toBeHidden();

    const main = page.getByRole('main');
    await expect(main).toContainText(inState('media-resize', 'Open'), { timeout: 30_000 });
    await page.getByRole('button', { name: /^HALT/ }).first().click();
    await expect(page.getByRole('button', { name: /^HALT/ })).toHaveCount(0);
    await expect(main).toContainText(inState('media-resize', 'Half-open'), { timeout: 25_000 });
    await expect(main).toContainText(inState('media-resize', 'Closed'), { timeout: 15_000 });
  });

  test('from a tile, onto the wall of everybody', async ({ page, browser, panel }) => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(panel.url);
    await page.goto('/');
    await tileOf(page, 'cart-session').getByRole('button', { name: 'Inject fault into cart-session' }).click();
    const drawer = page.getByRole('dialog', { name: 'Inject fault' });
    await drawer.getByText('Errors', { exact: true }).click();
    await drawer.getByText('Latency', { exact: true }).click();
    await drawer.getByLabel('Reason').fill('slow session store');
    await drawer.getByRole('button', { name: 'Start fault' }).click();
    await expect(other.getByRole('banner')).toContainText('1 fault');
    // One press, on any page, no question before.
    await other.keyboard.press('Shift+H');
    await expect(page.getByRole('banner')).not.toContainText('1 fault');
    await other.context().close();
  });

  test('a fault without a reason is not started, and the form says why', async ({ page }) => {
    await page.goto('/breakers/ledger-post');
    await page.getByRole('button', { name: 'Inject fault' }).first().click();
    const drawer = page.getByRole('dialog', { name: 'Inject fault' });
    await drawer.getByRole('button', { name: 'Start fault' }).click();
    await expect(drawer.getByText(/Say why/)).toBeVisible();
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    expect((await (await page.request.get('/api/faults')).json()).faults).toEqual([]);
  });

  test('an operator forces a breaker open, sees calls rejected and what it would be, and releases it', async ({
    page,
  }) => {
    await page.goto('/breakers/search-query');
    await page.getByRole('button', { name: 'Force open' }).click();
    const dialog = page.getByRole('dialog', { name: /Force open search-query/ });
    await expect(dialog).toContainText(/will be rejected/);
    await dialog.getByLabel('Reason').fill('vendor maintenance');
    await dialog.getByRole('button', { name: 'Force open' }).click();
    await expect(dialog).toBeHidden();
    const main = page.getByRole('main');
    await expect(main).toContainText(inState('search-query', 'Forced open'));
    await expect(main).toContainText('Would be Closed');
    await expect(main).toContainText(/vendor maintenance|by operator/);
    await page.getByRole('button', { name: 'Release' }).first().click();
    const release = page.getByRole('dialog', { name: /Release search-query/ });
    await release.getByLabel('Reason').fill('done');
    await release.getByRole('button', { name: 'Release' }).click();
    await expect(main).toContainText(inState('search-query', 'Closed'));
  });

  test('a change that somebody else made first is told, and nothing happens', async ({ page, panel }) => {
    await page.goto('/breakers/email-send');
    await page.getByRole('button', { name: 'Disable' }).click();
    const dialog = page.getByRole('dialog', { name: /Disable email-send/ });
    await dialog.getByLabel('Reason').fill('quiet');
    await page.route('**/commands', async (route) => {
      // Between the look at the dialog and the press another operator acts.
      await post(panel, '/api/breakers/email-send/commands', { kind: 'metrics-only', reason: 'first' });
      await route.continue();
    });
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await expect(dialog).toContainText('Not disabled. It changed to Metrics only');
    await page.unroute('**/commands');
    await post(panel, '/api/breakers/email-send/commands', { kind: 'release', reason: 'tidy up' });
  });
});
