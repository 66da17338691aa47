// Suggestions on wording while one writes: quiet, never in the way, dismissed for good; and
// without JavaScript by the button and on the saved page.
import { accessible, awake, expect, fits, setUp, test, watch } from './nofault';
import { type Page } from '@playwright/test';
import { type Nofault } from './nofault';

async function begin(page: Page, nofault: Nofault): Promise<string> {
  await setUp(page, nofault);
  await page.goto(`${nofault.address}/incidents/new`);
  await page.getByLabel('What is happening?').fill('Mail queue fills up');
  await page.getByRole('button', { name: 'Declare' }).last().click();
  await page.goto(`${nofault.address}/incidents/INC-1/postmortem`);
  await page.getByRole('button', { name: 'Begin the postmortem' }).click();
  return `${nofault.address}/incidents/INC-1/postmortem/sections/summary`;
}

test('suggestions come while one writes, and go for good', async ({ page, context, nofault }) => {
  const wrong = watch(context);
  const section = await begin(page, nofault);
  await page.goto(section);
  await awake(page);
  const text = page.locator('#section-form textarea[name=body]');
  const hints = page.locator('#hints li');
  await text.pressSequentially('It was human error. The check failed to see it.');
  await expect(hints.locator('mark').first()).toHaveText('human error');
  const before = await hints.count();
  // Writing goes on in the text, and the reader of a screen hears how many there are.
  await expect(text).toBeFocused();
  await expect(page.locator('#hints-said')).toHaveText(/suggestions? on wording/);
  await accessible(page);

  await hints.first().getByRole('button', { name: /Dismiss the suggestion on “human error”/ }).click();
  await expect(page.locator('#hints mark', { hasText: 'human error' })).toHaveCount(0);
  await expect(hints).toHaveCount(before - 1);
  await expect(text).toHaveValue('It was human error. The check failed to see it.');
  await expect(text).toBeFocused();

  // What is written in another way says nothing any more.
  await text.fill('The check did not look at the queue.');
  await expect(page.locator('#hints')).toHaveCount(0);
  await expect(page.locator('#hints-said')).toHaveText('No suggestions on wording');

  // Where the server cannot be asked, one writes and saves as ever.
  await page.route('**/hints', (route) => route.abort());
  await text.fill('It was human error. Of course.');
  await page.waitForTimeout(2000);
  await expect(page.locator('#hints')).toHaveCount(0);
  await page.unroute('**/hints');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#summary')).toContainText('It was human error. Of course.');
  await page.goto(section);
  // Dismissed for good, whoever reads it.
  await expect(page.locator('#hints mark', { hasText: 'human error' })).toHaveCount(0);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  expect(wrong.filter((one) => !one.includes('net::ERR_FAILED'))).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the button says the same', async ({ page, nofault }) => {
    const section = await begin(page, nofault);
    await page.goto(section);
    const text = page.locator('#section-form textarea[name=body]');
    await text.fill('It was human error.');
    await page.getByRole('button', { name: 'Check wording' }).click();
    await expect(page.locator('#hints mark')).toHaveText('human error');
    await page.getByRole('button', { name: /^Dismiss/ }).click();
    await expect(text).toHaveValue('It was human error.');
    await expect(page.locator('#hints mark')).toHaveCount(0);
  });
});
