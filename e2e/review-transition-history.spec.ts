import { expect } from '@playwright/test';
import { post, test } from './panel-fixture.ts';

test.describe('Review transition history', () => {
  test.beforeAll(async ({ panels }, { file }) => {
    const panel = await panels.of(file);
    for (let round = 0; round < 30; round += 1) {
      await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'failure', count: 3 });
      await post(panel, '/api/breakers/call_service_b/commands', { kind: 'reset', reason: `round ${round}` });
    }
  });

  test('filter, page, open a permalink', async ({ page }) => {
    await page.goto('/history?breaker=call_service_b');
    const rows = page.getByRole('table').getByRole('row').filter({ hasText: 'call_service_b' });
    await expect(rows).toHaveCount(50);
    await expect(rows.first()).toContainText('Closed');
    const newest = (await rows.first().textContent()) ?? '';
    await page.getByRole('link', { name: /Older/ }).click();
    await expect(page).toHaveURL(/cursor=/);
    await expect(rows).toHaveCount(10);
    await expect(rows.first()).not.toHaveText(newest);

    await page.goto('/history?breaker=call_service_b&toState=open');
    await expect(rows).toHaveCount(30);
    for (const row of await rows.all()) await expect(row).toContainText('3 failures in a row');

    await rows.first().getByRole('link').first().click();
    await expect(page).toHaveURL(/\/history\/\d+$/);
    await expect(page.getByRole('main')).toContainText('call_service_b');
    await expect(page.getByRole('main')).toContainText(/3 .*failures|failures in a row/);
    await page.reload();
    await expect(page.getByRole('main')).toContainText('call_service_b');
  });

  test('what a person did stands there with name and reason', async ({ page }) => {
    await page.goto('/history?breaker=call_service_b&cause=command');
    const row = page.getByRole('table').getByRole('row').filter({ hasText: 'call_service_b' }).first();
    await expect(row).toContainText('round 29');
    await expect(row).toContainText('operator');
  });

  test('a new transition does not move what is being read', async ({ page, panel }) => {
    await page.goto('/history?breaker=call_service_b');
    const rows = page.getByRole('table').getByRole('row').filter({ hasText: 'call_service_b' });
    const first = await rows.first().textContent();
    await post(panel, '/api/breakers/call_service_b/commands', { kind: 'force-closed', reason: 'one more' });
    const show = page.getByRole('button', { name: /new – show/ });
    await expect(show).toBeVisible();
    expect(await rows.first().textContent()).toBe(first);
    await show.click();
    await expect(rows.first()).toContainText('Forced closed');
    await post(panel, '/api/breakers/call_service_b/commands', { kind: 'release', reason: 'tidy up' });
  });

  test('nothing found and a wrong address are told in words', async ({ page }) => {
    await page.goto('/history?breaker=ledger-post&toState=disabled');
    await expect(page.getByText('Nothing happened')).toBeVisible();
    await page.goto('/history/999999');
    await expect(page.getByRole('main')).toContainText(/999999|not known|No/);
    await page.goto('/breakers/payment-authorise');
    await expect(page.getByRole('main')).toContainText('No breaker with this name');
  });
});
