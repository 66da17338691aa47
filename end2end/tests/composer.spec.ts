// The composer in a real browser: the queue, drafts, completion, keys.
import type { Page, Route } from '@playwright/test';
import { accessible, awake, expect, fits, type Nofault, setUp, test, watch } from './nofault';

/** An incident of its own, with everything awake. */
async function declared(page: Page, nofault: Nofault, title = 'Checkout is slow') {
  await setUp(page, nofault);
  await page.getByLabel('What is happening?').fill(title);
  await page.getByRole('button', { name: 'Declare' }).click();
  await expect(page).toHaveURL(/INC-1$/);
  await awake(page);
}

const entries = (page: Page) => page.locator('.timeline .entry');
const waiting = (page: Page) => page.locator('.waiting li');

test('what is logged offline waits, is seen waiting, and is logged once with its time', async ({ page, context, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  await context.setOffline(true);
  for (const text of ['first', 'second', 'third']) {
    await body.fill(text);
    await body.press('Enter');
    await expect(body).toHaveValue('');
    await expect(body).toBeFocused();
  }
  await expect(waiting(page)).toHaveText([/first/, /second/, /third/]);
  await expect(page.locator('.waiting .trouble')).toContainText('Not sent yet');
  await accessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  // As if it had been written an hour ago.
  const written = await page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('nofault-wait:')).sort();
    for (const key of keys) {
      const [kind, person, at, id] = key.split(':');
      const earlier = String(Number(at) - 3_600_000).padStart(15, '0');
      localStorage.setItem([kind, person, earlier, id].join(':'), localStorage.getItem(key)!);
      localStorage.removeItem(key);
    }
    return Number(keys[0].split(':')[2]) - 3_600_000;
  });

  await context.setOffline(false);
  await expect(entries(page)).toHaveCount(3);
  await expect(waiting(page)).toHaveCount(0);
  await page.reload();
  await expect(entries(page)).toHaveCount(3);
  await page.goto(`${nofault.address}/incidents/INC-1?order=oldest`);
  await expect(entries(page)).toHaveText([/first/, /second/, /third/]);
  const at = await entries(page).first().locator('time').first().getAttribute('datetime');
  // To the second.
  expect(Math.abs(Date.parse(at!) - written)).toBeLessThanOrEqual(2000);
});

test('what waits survives the page, and is sent from any other', async ({ page, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  await page.route('**/entries', (route) => route.abort('connectionreset'));
  await body.fill('We fail over to Frankfurt');
  await body.press('Enter');
  await expect(waiting(page)).toHaveCount(1);
  await page.reload();
  await expect(waiting(page)).toHaveText(/We fail over to Frankfurt/);
  await page.unroute('**/entries');
  await page.goto(`${nofault.address}/profile`);
  await awake(page);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('nofault-wait')).length)).toBe(0);
  await page.goto(`${nofault.address}/incidents/INC-1`);
  await expect(entries(page)).toHaveCount(1);
});

test('a waiting entry is edited or canceled; a refused one comes back', async ({ page, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  await page.route('**/entries', (route) => route.fulfill({ status: 503 }));
  for (const text of ['wrong', 'right']) {
    await body.fill(text);
    await body.press('Enter');
  }
  await expect(waiting(page)).toHaveCount(2);
  await waiting(page).first().getByRole('button', { name: 'Cancel' }).click();
  await expect(waiting(page)).toHaveText(/right/);
  await waiting(page).first().getByRole('button', { name: 'Edit' }).click();
  await expect(body).toHaveValue('right');
  await expect(waiting(page)).toHaveCount(0);
  await page.unroute('**/entries');
  await body.fill('right at last');
  await body.press('Enter');
  await expect(entries(page)).toHaveText(/right at last/);

  // Refused while the next is being typed: it stands aside, with the reason.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/entries', async (route) => {
    await held;
    await route.continue();
  });
  await body.fill('/sev 9');
  await body.press('Enter');
  await body.fill('the next');
  release();
  await expect(waiting(page)).toContainText('is no severity');
  await expect(body).toHaveValue('the next');
  await page.unroute('**/entries');
  await body.press('Enter');
  await expect(entries(page)).toHaveCount(2);
  await waiting(page).getByRole('button', { name: 'Edit' }).click();
  await expect(body).toHaveValue('/sev 9');
  await body.fill('/sev 2');
  await body.press('Enter');
  await expect(page.locator('#head')).toContainText('SEV2');
});

test('an answer is lost after the entry was logged: neither edit nor cancel logs it twice', async ({ page, context, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  const said = page.locator('.composer > .error.summary');
  const trouble = page.locator('.waiting .trouble');
  // The server has the first, and nobody hears so; what follows does not get through.
  const lose = async () => {
    let first = true;
    await page.route('**/entries', async (route: Route) => {
      if (first) {
        first = false;
        expect((await route.fetch()).ok()).toBe(true);
      }
      await route.abort('connectionreset');
    });
  };
  const heal = async () => {
    await page.unroute('**/entries');
    // The queue also tries again by itself, and may be on another page by now.
    await page.evaluate(() => window.dispatchEvent(new Event('online'))).catch(() => {});
  };

  await lose();
  await body.fill('too hasty');
  await body.press('Enter');
  await expect(trouble).toContainText('Not sent yet');
  await waiting(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(said).toContainText('may be logged already');
  await expect(waiting(page)).toHaveText(/too hasty/);
  await heal();
  await expect(said).toHaveText('It was logged already, as e1: edit or delete it there.');
  await expect(waiting(page)).toHaveCount(0);
  await expect(entries(page)).toHaveCount(1);

  await lose();
  await body.fill('with a tpyo');
  await body.press('Enter');
  await expect(trouble).toContainText('Not sent yet');
  await waiting(page).getByRole('button', { name: 'Edit' }).click();
  await expect(said).toContainText('may be logged already');
  await expect(body).toHaveValue('');
  await heal();
  await expect(page).toHaveURL(/INC-1\/entries\/e2$/);
  await expect(page.getByLabel('What happened', { exact: true })).toHaveValue('with a tpyo');
  await page.goto(`${nofault.address}/incidents/INC-1`);
  await expect(entries(page)).toHaveCount(2);
  await awake(page);

  // What has never left is taken back at once.
  await context.setOffline(true);
  await body.fill('offline');
  await body.press('Enter');
  await expect(trouble).toContainText('Not sent yet');
  await waiting(page).getByRole('button', { name: 'Edit' }).click();
  await expect(body).toHaveValue('offline');
  await expect(waiting(page)).toHaveCount(0);
  await context.setOffline(false);
  await body.press('Enter');
  await expect(entries(page)).toHaveCount(3);
});

test('what the server fails at lets the others pass, and is tried again', async ({ page, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  let fails = true;
  await page.route('**/entries', async (route) => {
    const bad = fails && route.request().postData()?.includes('body=bad');
    await (bad ? route.fulfill({ status: 500, json: { message: 'Something went wrong.' } }) : route.continue());
  });
  for (const text of ['bad', 'good', 'better']) {
    await body.fill(text);
    await body.press('Enter');
  }
  await expect(entries(page)).toHaveCount(2, { timeout: 30_000 });
  await expect(page.locator('.timeline')).toContainText('better');
  await expect(waiting(page)).toHaveText(/Tried again later: Something went wrong\..*bad/s);
  await expect(page.locator('.waiting .trouble')).toBeEmpty();
  await accessible(page);
  fails = false;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(waiting(page)).toHaveCount(0);
  await expect(entries(page)).toHaveCount(3);

  // Nobody is stuck with it: who has looked takes it back all the same.
  fails = true;
  await body.fill('bad again');
  await body.press('Enter');
  await expect(waiting(page)).toContainText('Something went wrong.');
  const cancel = waiting(page).getByRole('button', { name: 'Cancel' });
  await cancel.click();
  await expect(page.locator('.composer > .error.summary')).toContainText('press again');
  await cancel.click();
  await expect(waiting(page)).toHaveCount(0);
  await page.reload();
  await expect(entries(page)).toHaveCount(3);
});

test('a double click and the back button log once', async ({ page, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  await body.fill('only once');
  await page.getByRole('button', { name: 'Log' }).dblclick();
  await expect(entries(page)).toHaveCount(1);
  await page.goto(`${nofault.address}/incidents`);
  await page.goBack();
  await expect(body).toHaveValue('');
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
});

test('signed out: it is kept, and sent after signing in', async ({ page, context, nofault }) => {
  await declared(page, nofault);
  const cookies = await context.cookies();
  await context.clearCookies();
  const body = page.getByLabel('What happened?');
  await body.fill('nobody is signed in');
  await body.press('Enter');
  await expect(page.locator('.waiting .trouble')).toContainText('signed out');
  await expect(page.locator('.waiting .trouble a')).toHaveAttribute('href', '/sign-in');
  await context.addCookies(cookies);
  await page.reload();
  await expect(entries(page)).toHaveCount(1);
});

test('a draft comes back after a reload, with its version, and goes when it is sent', async ({ page, context, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  await body.fill('half a sentence');
  await page.reload();
  await expect(body).toHaveValue('half a sentence');
  await expect(page.locator('.composer .kept-draft')).toContainText(/Draft from .* restored/);
  await page.locator('.composer .kept-draft').getByRole('button', { name: 'Discard' }).click();
  await expect(body).toHaveValue('');
  await page.reload();
  await expect(body).toHaveValue('');

  await body.fill('as it was');
  await body.press('Enter');
  await expect(entries(page)).toHaveCount(1);
  const edit = `${nofault.address}/incidents/INC-1/entries/e1`;
  await page.goto(edit);
  await awake(page);
  const text = page.getByLabel('What happened', { exact: true });
  await text.fill('as I see it');
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join(' '))).toContain('as+I+see+it');
  // Somebody else is faster.
  const other = await context.newPage();
  await other.goto(edit);
  await awake(other);
  await expect(other.locator('.kept-draft')).toHaveCount(1);
  await other.getByRole('button', { name: 'Discard' }).click();
  await other.getByLabel('What happened', { exact: true }).fill('as others see it');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other).toHaveURL(/INC-1#e1$/);
  await text.pressSequentially('!');
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join(' '))).toContain('it%21');
  await page.reload();
  await expect(text).toHaveValue('as I see it!');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('main')).toContainText('as others see it');
  await expect(page.locator('main')).toContainText('as I see it!');
  await page.getByRole('button', { name: 'Use mine' }).click();
  await expect(page).toHaveURL(/INC-1#e1$/);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('nofault-draft')).length)).toBe(0);
  await page.goto(edit);
  await awake(page);
  await expect(page.locator('.kept-draft')).toHaveCount(0);
});

test('a draft of a form that is folded away is unfolded', async ({ page, nofault }) => {
  await declared(page, nofault);
  const impacts = `${nofault.address}/incidents/INC-1/impacts`;
  await page.goto(impacts);
  await awake(page);
  const add = page.locator('form[action$="/impacts"]');
  await add.getByLabel('Service').fill('Checkout');
  await add.getByRole('button', { name: 'Add the impact' }).click();
  await expect(page).toHaveURL(/INC-1#/);
  await page.goto(impacts);
  await awake(page);
  await expect(page.locator('.kept-draft')).toHaveCount(0);
  const edit = page.locator('form[action$="/impacts/1"]');
  await page.getByText('Edit impact 1').click();
  await edit.getByLabel('In words').fill('Cards are declined');
  await page.reload();
  await expect(edit.getByLabel('In words')).toBeVisible();
  await expect(edit.getByLabel('In words')).toHaveValue('Cards are declined');
  await expect(edit.locator('.kept-draft')).toContainText('restored');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/INC-1#/);
  await page.goto(impacts);
  await awake(page);
  await expect(page.locator('#all-impacts')).toContainText('Cards are declined');
  await expect(page.locator('.kept-draft')).toHaveCount(0);
});

test('a command is completed by keys alone', async ({ page, context, nofault }) => {
  const wrong = watch(context);
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  const options = page.locator('#composer-options [role=option]');
  await body.pressSequentially('/sta');
  await expect(options).toHaveCount(1);
  await expect(body).toHaveAttribute('aria-activedescendant', 'composer-option-0');
  await accessible(page);
  await body.press('Tab');
  await expect(body).toHaveValue('/status ');
  await body.pressSequentially('m');
  await expect(options).toHaveText([/monitoring/]);
  await body.press('Enter');
  await expect(body).toHaveValue('/status monitoring');
  await expect(page.getByRole('listbox')).toBeHidden();
  await body.press('Enter');
  await expect(page.locator('#head')).toContainText('Monitoring');

  await body.pressSequentially('/sev ');
  await expect(options).toHaveCount(5);
  await body.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await body.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await body.fill('/action Alarm on queue depth @ada due 2026-12-01');
  await body.press('Enter');
  await expect(page.locator('#facts')).toContainText('Alarm on queue depth');
  expect(wrong).toEqual([]);
});

test('single keys, and none of them when they are switched off', async ({ page, nofault }) => {
  await declared(page, nofault);
  const body = page.getByLabel('What happened?');
  const heading = page.getByRole('heading', { level: 1 });
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await heading.click();
  await page.keyboard.press('?');
  await expect(keys).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('c');
  await expect(body).toBeFocused();
  await page.keyboard.press('?');
  await expect(body).toHaveValue('?');
  await body.fill('');
  await heading.click();
  await page.keyboard.press('/');
  await expect(body).toHaveValue('/');
  await expect(page.locator('#composer-options [role=option]').first()).toBeVisible();
  await body.fill('');
  await heading.click();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/incidents\/new$/);

  await page.goto(`${nofault.address}/profile`);
  await page.getByLabel('Single keys and slash commands').selectOption('off');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.goto(`${nofault.address}/incidents/INC-1`);
  await awake(page);
  await heading.click();
  for (const key of ['?', 'n', 'c', 'u']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/INC-1$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(body).not.toBeFocused();
  await body.fill('/sev 2');
  await body.press('Enter');
  await expect(entries(page)).toContainText('/sev 2');
});
