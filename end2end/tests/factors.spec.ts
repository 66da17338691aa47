// A contributing factor that comes back, with and without JavaScript.
import type { Page } from '@playwright/test';
import { accessible, expect, fits, type Nofault, setUp, test } from './nofault';

const QUEUE = 'No alert on queue depth';

async function declare(page: Page, nofault: Nofault, title: string) {
  await page.goto(`${nofault.address}/incidents/new`);
  await page.getByLabel('What is happening?').fill(title);
  await page.getByRole('button', { name: 'Declare' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

async function name(page: Page, nofault: Nofault, incident: string, title: string, category?: string) {
  await page.goto(`${nofault.address}/incidents/${incident}/factors`);
  await page.getByLabel('What contributed').fill(title);
  if (category) await page.getByLabel('Category').selectOption(category);
  await page.getByLabel('How it contributed to this incident').last().fill('It rose for an hour');
  await page.getByRole('button', { name: 'Add the factor' }).click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${incident}/factors.*#F-1$`));
}

async function small(page: Page) {
  await accessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without', () => {
    test.use({ javaScriptEnabled });

    test('a factor is named, answered, and seen when it comes back', async ({ page, nofault }) => {
      await setUp(page, nofault);
      await declare(page, nofault, 'Letters arrive late');
      await name(page, nofault, 'INC-1', QUEUE, 'monitoring');
      if (javaScriptEnabled) await small(page);

      await page.goto(`${nofault.address}/incidents/INC-1/actions/new`);
      await page.getByLabel('What is to be done?').fill('Alert on queue depth');
      await page.locator('input[name=due]').fill('2020-01-31');
      await page.getByRole('button', { name: 'Add the action' }).click();
      await page.goto(`${nofault.address}/actions/A-1`);
      await page.getByLabel('Contributing factor').selectOption('F-1');
      await page.getByRole('button', { name: 'Save the factor' }).click();
      await expect(page.locator('main .pairs')).toContainText(`F-1 ${QUEUE}`);

      // Typed anew, it is the same one, and that is said.
      await declare(page, nofault, 'Mail queue grows');
      await name(page, nofault, 'INC-2', 'no alert on queue-depth.');
      await expect(page.getByRole('status').filter({ hasText: 'F-1' })).toContainText('no second one made');
      await page.goto(`${nofault.address}/incidents/INC-2`);
      await expect(page.locator('#factors')).toContainText('also in INC-1 (1 earlier)');
      await page.goto(`${nofault.address}/incidents/INC-2/postmortem`);
      await expect(page.locator('#came-back')).toContainText(`${QUEUE}, the 2nd time`);
      await expect(page.locator('#came-back')).toContainText('A-1 open, overdue by');
      if (javaScriptEnabled) await small(page);

      await page.goto(`${nofault.address}/factors`);
      await expect(page.locator('#F-1')).toContainText('in 2 incidents');
      if (javaScriptEnabled) await small(page);
      await page.getByRole('link', { name: QUEUE }).click();
      await expect(page.locator('#incidents')).toContainText('Seen in 2 incidents.');
      if (javaScriptEnabled) await small(page);
    });
  });
}
