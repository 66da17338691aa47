// Files as evidence and pasted blocks, with JavaScript and without.
import { type Page } from '@playwright/test';

import { accessible, expect, fits, setUp, test, watch } from './nofault';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function declared(page: Page) {
  await page.getByLabel('What is happening?').fill('Checkout is slow');
  await page.getByRole('button', { name: 'Declare' }).click();
  await expect(page).toHaveURL(/INC-1$/);
}

test('a picture is pasted, a file dropped, one taken away again, and both are logged without a text', async ({ page, context, nofault }) => {
  const wrong = watch(context);
  await setUp(page, nofault);
  await declared(page);
  await expect(page.locator('leptos-island:not([data-awake])')).toHaveCount(0);
  const give = (event: string, name: string, bytes: number[]) =>
    page.getByLabel('What happened?').evaluate(
      (body, [event, name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes as number[])], name as string));
        const options = { bubbles: true, cancelable: true };
        const made = event === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data });
        body.dispatchEvent(made);
      },
      [event, name, bytes] as const,
    );
  await give('paste', 'image.png', [...PIXEL]);
  await give('drop', 'app.log', [120]);
  await give('drop', 'wrong.log', [120]);
  await expect(page.locator('.chosen li')).toHaveCount(3);
  await page.getByRole('button', { name: 'Take wrong.log away' }).click();
  await expect(page.locator('.chosen li')).toHaveCount(2);
  await page.getByLabel('What happened?').press('Enter');
  await expect(page.locator('.timeline .entry')).toHaveCount(1);
  const picture = page.locator('.timeline .files img');
  await expect(picture).toHaveAttribute('alt', 'image.png');
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await expect(page.getByRole('link', { name: 'app.log', exact: true })).toBeVisible();
  await expect(page.locator('.chosen')).toBeHidden();
  await accessible(page);
  expect(wrong).toEqual([]);
});

test('a pasted block is offered as entries', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await declared(page);
  await expect(page.locator('leptos-island:not([data-awake])')).toHaveCount(0);
  const text = '14:03 rosa: slow\n14:05 ben: on it\n14:09 rosa: better';
  const body = page.getByLabel('What happened?');
  await body.fill(text);
  await body.evaluate((body, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
  }, text);
  // The offer is seen at once.
  await page.getByRole('button', { name: 'Log as 3 entries' }).click();
  await expect(page.getByLabel('Log lines or chat')).toHaveValue(text);
  await accessible(page);
  await page.getByRole('button', { name: 'Log the ticked lines' }).click();
  await expect(page.locator('.timeline .entry')).toHaveCount(3);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

  test('a file is chosen, an entry pinned, a block looked at and logged', async ({ page, nofault }) => {
    await setUp(page, nofault);
    await declared(page);
    await page.getByLabel('What happened?').fill('A screenshot');
  // The offer is seen at once.
    await page.locator('#composer-file').setInputFiles({ name: 'shot.png', mimeType: 'text/html', buffer: PIXEL });
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await expect(page.locator('.timeline .files img')).toBeVisible();
    await page.getByRole('button', { name: 'Pin e1 as a key moment' }).click();
    await expect(page.locator('.timeline .pinned')).toHaveText('Key moment');
    await fits(page);

    await page.goto(`${nofault.address}/incidents/INC-1/paste`);
    await page.getByLabel('Log lines or chat').fill('Preamble\n14:03 rosa: slow\n14:05 ben: on it');
    await page.getByRole('button', { name: 'Look at the entries' }).click();
    await fits(page);
    await page.getByLabel('Log line 3').uncheck();
    await page.getByRole('button', { name: 'Log the ticked lines' }).click();
    await expect(page.locator('.timeline .entry')).toHaveCount(2);
  });
});
