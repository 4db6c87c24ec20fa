import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { connected, post, test } from './panel-fixture.ts';

const PAGES = ['/', '/?density=table', '/breakers/ledger-post', '/breakers/new', '/history', '/breakers/nobody'];

test.beforeAll(async ({ panels }, { file }) => {
  const panel = await panels.of(file);
  await post(panel, '/api/breakers/fraud-score/commands', { kind: 'force-open', reason: 'vendor maintenance' });
  await post(panel, '/api/breakers/call_service_b/calls', { outcome: 'failure', count: 4 });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });
    for (const path of PAGES) {
      test(`axe finds nothing serious on ${path}`, async ({ page }) => {
        await page.goto(path);
        await connected(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      });
    }
  });
}

test('nothing needs sideways scrolling at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of PAGES) {
    await page.goto(path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
