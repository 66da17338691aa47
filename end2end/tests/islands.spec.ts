// The islands, awake in a real browser under the strict policy.
import { awake, expect, setUp, test, watch } from './nofault';

test('the composer logs by Enter, keeps what was refused, previews, and logs once', async ({ page, context, nofault }) => {
  const wrong = watch(context);
  await setUp(page, nofault);
  await page.getByLabel('What is happening?').fill('Checkout is slow');
  await page.getByRole('button', { name: 'Declare' }).click();
  await expect(page).toHaveURL(/INC-1$/);
  await awake(page);

  const body = page.getByLabel('What happened?');
  await body.fill('Queue depth is **rising**');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.locator('.preview strong')).toHaveText('rising');

  await page.getByLabel('When', { exact: true }).first().fill('25:99');
  await body.press('Enter');
  await expect(page.locator('#composer-at-error')).not.toBeEmpty();
  await expect(body).toHaveValue(/Queue depth/);

  await page.locator('.composer input[name=at]').fill('5 min ago');
  await body.press('Enter');
  await expect(page.locator('.timeline .entry')).toHaveCount(1);
  await expect(page.locator('.timeline .entry strong')).toHaveText('rising');
  await expect(body).toHaveValue('');
  await expect(body).toBeFocused();

  await body.fill('line one');
  await body.press('Shift+Enter');
  await body.pressSequentially('line two');
  await body.press('Enter');
  await expect(page.locator('.timeline .entry')).toHaveCount(2);
  expect(wrong).toEqual([]);
});

test('what the network lost is kept, and sent again logs once', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.getByLabel('What is happening?').fill('Search is down');
  await page.getByRole('button', { name: 'Declare' }).click();
  await awake(page);
  // The first try arrives, but its answer does not.
  let tries = 0;
  await page.route('**/entries', async (route) => {
    tries += 1;
    if (tries > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  const body = page.getByLabel('What happened?');
  await body.fill('We fail over to Frankfurt');
  await body.press('Enter');
  // It waits where it can be seen, and is tried again by itself.
  await expect(body).toHaveValue('');
  await expect(page.locator('.waiting')).toContainText('We fail over to Frankfurt');
  await expect(page.locator('.timeline .entry')).toHaveCount(1);
  await expect(page.locator('.waiting')).toBeHidden();
  expect(tries).toBeGreaterThan(1);
  await page.reload();
  await expect(page.locator('.timeline .entry')).toHaveCount(1);
});

test('times turn to UTC and back by one key', async ({ page, nofault }) => {
  await setUp(page, nofault, 'Asia/Tokyo');
  await page.getByLabel('What is happening?').fill('Login fails');
  await page.getByRole('button', { name: 'Declare' }).click();
  await awake(page);
  const time = page.locator('#milestones time').first();
  await expect(time).toContainText('JST');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('u');
  await expect(time).toContainText('UTC');
  const at = await time.getAttribute('datetime');
  await expect(time).toContainText(at!.slice(11, 16));
  while (!(await time.textContent())!.includes('JST')) await page.keyboard.press('u');
  // In a field, u is a letter.
  await page.getByLabel('What happened?').press('u');
  await expect(page.getByLabel('What happened?')).toHaveValue('u');
  await expect(time).toContainText('JST');
});
