import { expect } from '@playwright/test';
import { inState, post, test } from './panel-fixture.ts';

const SPRING = `resilience4j:
  circuitbreaker:
    instances:
      backendA:
        slidingWindowSize: 10
        minimumNumberOfCalls: 5
        failureRateThreshold: 50
        waitDurationInOpenState: 3s
`;

test.describe('Behave as a library', () => {
  test('paste a Spring configuration, see what was understood, and watch a breaker that behaves so', async ({
    page,
    panel,
  }) => {
    await page.goto('/breakers/new');
    await page.getByRole('textbox', { name: 'Configuration of Resilience4j' }).fill(SPRING);
    const understood = page.getByRole('region', { name: 'What was understood' });
    await expect(understood).toContainText('failureRateThreshold');
    await page.getByRole('button', { name: 'Use, behaving as Resilience4j' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('backendA');
    await page.getByLabel('Traffic', { exact: true }).fill('0');
    await page.getByLabel('Reason', { exact: true }).fill('trying our settings');
    await page.getByRole('button', { name: 'Create breaker' }).click();
    await expect(page).toHaveURL(/\/breakers\/backendA$/);
    const main = page.getByRole('main');
    await expect(main).toContainText('Resilience4j 2.4.0');
    await post(panel, '/api/breakers/backendA/calls', { outcome: 'failure', count: 5 });
    await expect(main).toContainText(inState('backendA', 'Open'));
  });

  test('export a configuration, with what the library can’t say', async ({ page }) => {
    await page.goto('/breakers/payments-authorize');
    await page.getByRole('button', { name: 'Export configuration' }).click();
    const drawer = page.getByRole('dialog', { name: 'Export configuration' });
    const text = drawer.getByRole('textbox');
    await expect(text).toHaveValue(/payments-authorize/);
    await expect(text).toHaveValue(/failureRateThreshold: 50/i);
    await drawer.getByRole('combobox').click();
    await page.getByRole('option', { name: /^PyBreaker/ }).click();
    await expect(text).toHaveValue(/fail_max/);
    await expect(drawer).toContainText(/failure rate/i);
  });

  test('a configuration that the library would refuse is refused by its option’s name', async ({ page }) => {
    await page.goto('/breakers/new');
    await page.getByLabel('Name', { exact: true }).fill('never');
    await page.getByLabel('Reason', { exact: true }).fill('try');
    await page.getByRole('combobox', { name: /Behaves as/ }).click();
    await page.getByRole('option', { name: /Resilience4j/ }).click();
    await page.getByRole('textbox', { name: /Options/ }).fill('{"failureRateThreshold": 101}');
    await page.getByRole('button', { name: 'Create breaker' }).click();
    await expect(page.getByRole('main')).toContainText(/failureRateThreshold.*received 101/);
    expect((await page.request.get('/api/breakers/never')).status()).toBe(404);
  });
});
