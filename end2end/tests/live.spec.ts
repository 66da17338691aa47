// One incident in many browsers: all see what each does, and nothing typed is touched.
import { type Browser, type BrowserContext, type Page } from '@playwright/test';
import { accessible, expect, fits, type Nofault, setUp, test, watch } from './nofault';

const LIVE = '.live[data-state="live"]';

/** Invites somebody as the administrator of `admin`, who comes in by a browser of their own. */
async function person(
  browser: Browser,
  admin: Page,
  nofault: Nofault,
  name: string,
  role: 'responder' | 'viewer',
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  await admin.goto(`${nofault.address}/people`);
  const invite = admin.locator('form[action="/invitations"]');
  await invite.getByLabel('Name').fill(name);
  await invite.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
  await invite.getByLabel('Role').selectOption(role);
  await invite.getByRole('button').click();
  const link = (await admin.locator('.notice').textContent())!.match(/http:\S+\/welcome\/\w+/)![0];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page).not.toHaveURL(/welcome/);
  return page;
}

async function declare(page: Page, nofault: Nofault, title: string): Promise<string> {
  await page.goto(`${nofault.address}/incidents/new`);
  await page.getByLabel('What is happening?').fill(title);
  await page.getByRole('button', { name: 'Declare' }).last().click();
  await expect(page).toHaveURL(/INC-\d+$/);
  return page.url();
}

async function open(page: Page, incident: string) {
  await page.goto(incident);
  await expect(page.locator(LIVE)).toBeVisible();
}

async function log(page: Page, text: string) {
  await page.getByLabel('What happened?').fill(text);
  await page.getByLabel('What happened?').press('Enter');
  await expect(page.locator('.timeline .entry', { hasText: text })).toHaveCount(1);
}

/** The streams that a browser has asked for. */
function streams(context: BrowserContext): string[] {
  const asked: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/live') asked.push(request.url());
  });
  return asked;
}

test('four browsers and one without JavaScript see each other’s work', async ({ browser, page, nofault }) => {
  test.setTimeout(120_000);
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Checkout is slow');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  const sam = await person(browser, page, nofault, 'Sam', 'responder');
  const vera = await person(browser, page, nofault, 'Vera', 'viewer');
  const plain = await person(browser, page, nofault, 'Pia', 'responder', { javaScriptEnabled: false });
  const all = [page, rosa, sam, vera];
  const wrong = all.map((one) => watch(one.context()));
  for (const one of all) await open(one, incident);
  await plain.goto(incident);
  await expect(plain.locator('.as-of')).toContainText('As of ');
  await expect(plain.locator('.live-state')).toBeHidden();

  await log(page, 'Ada sees errors');
  await log(rosa, 'Rosa looks at the queue');
  await log(sam, 'Sam rolls back');
  await plain.getByLabel('What happened?').fill('Pia asks the provider');
  await plain.getByRole('button', { name: 'Log' }).click();
  const texts = ['Ada sees errors', 'Rosa looks at the queue', 'Sam rolls back', 'Pia asks the provider'];
  for (const one of all) {
    await expect(one.locator('.timeline .entry')).toHaveCount(4);
    for (const text of texts) await expect(one.locator('.timeline')).toContainText(text);
    await expect(one.locator('.as-of')).toBeHidden();
  }

  await rosa.getByLabel('Change status to').selectOption('monitoring');
  await rosa.getByRole('button', { name: 'Change status' }).click();
  for (const one of all) {
    await expect(one.locator('#head .status')).toHaveText('Monitoring');
    await expect(one.locator('.timeline')).toContainText('Investigating → Monitoring');
  }

  await rosa.goto(`${incident}/entries/e2`);
  await rosa.getByLabel('What happened', { exact: true }).fill('Rosa looked at the queue: it is **full**');
  await rosa.getByRole('button', { name: 'Save' }).click();
  for (const one of [page, sam, vera]) await expect(one.locator('#e2 strong')).toHaveText('full');

  // The same as a fresh page: nothing lost, nothing doubled, the same order.
  const ids = (one: Page) => one.locator('.timeline > li').evaluateAll((items) => items.map((item) => item.id));
  await plain.getByRole('link', { name: 'Refresh' }).click();
  const fresh = await ids(plain);
  expect(fresh).toHaveLength(5);
  for (const one of all) expect(await ids(one)).toEqual(fresh);

  await accessible(vera);
  await vera.setViewportSize({ width: 320, height: 640 });
  await fits(vera);
  expect(wrong.flat()).toEqual([]);
  for (const one of [rosa, sam, vera, plain]) await one.context().close();
});

test('what was missed offline is caught up, once', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Search is down');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await open(page, incident);
  await open(rosa, incident);
  await rosa.context().setOffline(true);
  await expect(rosa.locator('#live-text')).toContainText('Reconnecting… what you see is from ');
  for (const text of ['one of three', 'two of three', 'three of three']) await log(page, text);
  await expect(rosa.locator('.timeline .entry')).toHaveCount(0);
  await rosa.context().setOffline(false);
  await expect(rosa.locator(LIVE)).toBeVisible();
  await expect(rosa.locator('.timeline .entry')).toHaveCount(3);
  await log(page, 'after all');
  await expect(rosa.locator('.timeline .entry')).toHaveCount(4);
  await rosa.context().close();
});

test('a restart of the server loses and doubles nothing', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Search is slow');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await open(page, incident);
  await open(rosa, incident);
  for (const time of ['first', 'second']) {
    await nofault.end();
    await expect(rosa.locator('#live-text')).toContainText('Reconnecting…');
    await nofault.again();
    // The one who reconnects later is told what the other logs meanwhile.
    await log(page, `after the ${time} restart`);
    await expect(rosa.locator('.timeline')).toContainText(`after the ${time} restart`);
    await expect(rosa.locator(LIVE)).toBeVisible({ timeout: 20_000 });
  }
  for (const one of [page, rosa]) await expect(one.locator('.timeline .entry')).toHaveCount(2);
  await rosa.context().close();
});

test('two tabs of a browser hold one stream, which the other takes over', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Mail is late');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await open(rosa, incident);
  await page.goto('about:blank');
  const asked = streams(page.context());
  const second = await page.context().newPage();
  await open(page, incident);
  await open(second, incident);
  expect(asked).toHaveLength(1);

  await log(rosa, 'seen in both');
  for (const tab of [page, second]) await expect(tab.locator('.timeline')).toContainText('seen in both');

  await page.close();
  await expect.poll(() => asked.length).toBe(2);
  await log(rosa, 'seen in the other');
  await expect(second.locator('.timeline')).toContainText('seen in the other');
  expect(asked).toHaveLength(2);
  await rosa.context().close();
});

test('who is here, and who edits what', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Login fails');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await open(page, incident);
  await log(page, 'A first entry');
  await open(rosa, incident);
  await expect(page.locator('#live-here')).toHaveText('Here: you, Rosa');
  await expect(rosa.locator('#live-here')).toContainText('Ada Admin');

  await rosa.goto(`${incident}/entries/e1`);
  await rosa.getByLabel('What happened', { exact: true }).focus();
  await expect(page.locator('#e1 .editing')).toHaveText('Rosa is editing this');
  await page.goto(`${incident}/entries/e1`);
  await expect(page.locator('form .editing').first()).toHaveText('Rosa is editing this');

  await rosa.goto(`${incident}/details`);
  await rosa.getByLabel('Title').focus();
  await page.goto(incident);
  await expect(page.locator('.facts .editing')).toHaveText('Rosa is editing this');

  await rosa.goto(`${nofault.address}/incidents`);
  await expect(page.locator('#live-here')).toHaveText('Here: only you');
  await expect(page.locator('.editing')).toHaveCount(0);
  await rosa.context().close();
});

test('what one types, reads and has opened is not touched', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Checkout is slow');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await open(page, incident);
  await open(rosa, incident);

  const body = rosa.getByLabel('What happened?');
  await body.fill('half a thought');
  await rosa.getByText('When, and why').click();
  const comment = rosa.locator('#status').getByLabel('Comment');
  await comment.fill('because');
  await comment.focus();

  await page.getByText('Change severity', { exact: true }).first().click();
  await page.getByLabel('Severity', { exact: true }).selectOption('sev2');
  await page.getByRole('button', { name: 'Change severity' }).click();
  await expect(rosa.locator('#head')).toContainText('SEV2');
  await expect(comment).toHaveValue('because');
  await expect(comment).toBeFocused();
  await expect(body).toHaveValue('half a thought');
  await expect(rosa.locator('.stale')).toContainText('Changed meanwhile');

  // The newer part, with what was typed in it.
  await rosa.getByRole('button', { name: 'Show, and keep what I typed' }).click();
  await expect(rosa.locator('.facts .pairs').first()).toContainText('SEV2');
  await expect(comment).toHaveValue('because');
  await expect(rosa.locator('.stale')).toHaveCount(0);

  // Whoever reads further down goes on reading: the newest comes in above.
  const composer = page.getByLabel('What happened?');
  for (let entry = 1; entry <= 25; entry += 1) {
    await composer.fill(`entry number ${entry} of many`);
    await composer.press('Enter');
    await expect(composer).toHaveValue('');
  }
  await expect(rosa.locator('.timeline .entry')).toHaveCount(26);
  const read = rosa.locator('.timeline .entry', { hasText: 'entry number 5 of many' });
  await read.evaluate((entry) => entry.scrollIntoView({ block: 'start', behavior: 'instant' }));
  const before = (await read.boundingBox())!.y;
  await log(page, 'one more');
  await expect(rosa.locator('.timeline')).toContainText('one more');
  expect(Math.abs((await read.boundingBox())!.y - before)).toBeLessThan(3);
  await rosa.context().close();
});

test('signed out elsewhere, it says so and keeps what was typed', async ({ page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Disk is full');
  await open(page, incident);
  await page.getByLabel('What happened?').fill('not lost');
  const other = await page.context().newPage();
  await other.goto(`${nofault.address}/incidents`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('#live-text')).toContainText('You are signed out');
  await expect(page.getByLabel('What happened?')).toHaveValue('not lost');
  await other.goto(`${nofault.address}/sign-in`);
  await other.getByLabel('E-mail').fill('ada@example.org');
  await other.getByLabel('Password').fill('correct horse battery');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other).toHaveURL(/incidents/);
  await page.bringToFront();
  // A headless browser hides no tab: the event that a person's would send.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.locator(LIVE)).toBeVisible();
  await expect(page.getByLabel('What happened?')).toHaveValue('not lost');
});

test('roles, impacts and updates arrive in other open pages without a reload', async ({ browser, page, nofault }) => {
  test.setTimeout(120_000);
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Payments fail');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  const wrong = watch(page.context());
  // Ada has them all open, each in a tab; Rosa does it all.
  const [roles, impacts, updates, reader, handover] = await Promise.all(
    ['roles', 'impacts', 'updates', 'reader', 'handover'].map(async (name) => {
      const tab = await page.context().newPage();
      await open(tab, `${incident}/${name}`);
      return tab;
    }),
  );
  await open(page, incident);
  for (const tab of [page, roles, impacts, updates, reader, handover]) {
    await tab.evaluate(() => Object.assign(window, { stayed: true }));
    await expect(tab.locator('.as-of')).toBeHidden();
  }
  await updates.getByLabel('What should people outside the response know?').fill('half a thought');

  await rosa.goto(`${incident}/roles`);
  await rosa.getByRole('button', { name: 'Give the role' }).click();
  await expect(rosa).toHaveURL(/#roles$/);
  await roles.bringToFront();
  await expect(roles.locator('#now')).toContainText('Rosa');
  await expect(roles.locator('#held tbody tr')).toHaveCount(1);
  await expect(page.locator('#roles')).toContainText('Rosa');
  await expect(reader.locator('#facts')).toContainText('Led by');
  await expect(handover.locator('#who')).toContainText('Rosa');

  await rosa.goto(`${incident}/impacts`);
  await rosa.locator('form[action$="/impacts"]').getByLabel('Service').fill('Payments');
  await rosa.getByRole('button', { name: 'Add the impact' }).click();
  await expect(rosa).toHaveURL(/INC-\d+#/);
  await expect(impacts.locator('#all-impacts')).toContainText('Payments');
  await expect(page.locator('#impacts')).toContainText('Payments');
  await expect(handover.locator('#now')).toContainText('Payments');

  await rosa.goto(`${incident}/updates`);
  await rosa.getByLabel('What should people outside the response know?').fill('Cards are **declined**');
  await rosa.getByRole('button', { name: 'Post the update' }).click();
  await expect(rosa).toHaveURL(/updates#U-1$/);
  for (const tab of [updates, reader]) await expect(tab.locator('#U-1 strong')).toHaveText('declined');
  await expect(page.locator('#updates')).toContainText('U-1');
  await expect(updates.getByLabel('What should people outside the response know?')).toHaveValue('half a thought');

  // Readers are told no name but the lead's.
  await expect(reader.locator('.live-here')).toBeHidden();
  for (const tab of [page, roles, impacts, updates, reader, handover]) {
    expect(await tab.evaluate(() => 'stayed' in window)).toBe(true);
    await accessible(tab);
    await tab.setViewportSize({ width: 320, height: 640 });
    await fits(tab);
  }
  expect(wrong).toEqual([]);
  await rosa.context().close();
});

test('an update becomes late on an open page where nothing else happens', async ({ page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Search is slow');
  await page.goto(`${incident}/updates`);
  await page.getByLabel('What should people outside the response know?').fill('We look into it');
  await page.getByLabel('Next update').fill('8 s');
  await page.getByRole('button', { name: 'Post the update' }).click();
  await expect(page).toHaveURL(/updates#U-1$/);
  await open(page, incident);
  await expect(page.locator('#updates .due')).toContainText('Next update promised for');
  await expect(page.locator('#late .due.late')).toHaveCount(0);
  await expect(page.locator('#late .due.late')).toContainText('late', { timeout: 20_000 });
  await expect(page.locator('#updates .due.late')).toBeVisible();
});

test('who edits an update, the roles, an impact or a section is said there', async ({ browser, page, nofault }) => {
  await setUp(page, nofault);
  const incident = await declare(page, nofault, 'Login fails');
  const rosa = await person(browser, page, nofault, 'Rosa', 'responder');
  await page.goto(`${incident}/updates`);
  await page.getByLabel('What should people outside the response know?').fill('We look into it');
  await page.getByRole('button', { name: 'Post the update' }).click();
  await page.goto(`${incident}/postmortem`);
  await page.getByRole('button', { name: 'Begin the postmortem' }).click();
  await page.goto(`${incident}/postmortem`);
  const section = await page.locator('a[href*="/sections/"]').first().getAttribute('href');
  for (const address of [`${incident}/updates/U-1`, `${incident}/roles`, `${incident}/impacts`, new URL(section!, incident).href]) {
    await page.goto(address);
    await rosa.goto(address);
    await rosa.locator('main form :is(textarea, input:not([type=hidden]))').last().focus();
    await expect(page.locator('form .editing').first(), address).toHaveText('Rosa is editing this');
  }
  await rosa.context().close();
});
