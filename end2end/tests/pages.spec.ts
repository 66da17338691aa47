// Every page: axe finds nothing, nothing sticks out on a small phone, in light
// and in dark, with much on it and with little.
import { type Browser } from '@playwright/test';
import { accessible, expect, fits, setUp, test, type Nofault, watch } from './nofault';

const PAGES = [
  '/incidents',
  '/incidents?q=nothing-matches-this',
  '/incidents/new',
  '/incidents/INC-6',
  '/incidents/INC-9',
  '/incidents/INC-9/details',
  '/incidents/INC-9/milestones',
  '/incidents/INC-9/roles',
  '/incidents/INC-9/updates',
  '/incidents/INC-9/updates/U-1',
  '/incidents/INC-9/handover',
  '/incidents/INC-9/reader',
  '/incidents/INC-9/impacts',
  '/incidents/INC-9/merge',
  '/incidents/INC-9/paste',
  '/incidents/INC-9/privacy',
  '/incidents/INC-9/entries/e1',
  '/incidents/INC-9/redactions/new',
  '/incidents/INC-9/actions/new',
  '/incidents/INC-9/postmortem',
  '/incidents/INC-6/postmortem',
  '/incidents/INC-6/postmortem/sections/summary',
  '/incidents/INC-6/postmortem/publications/1',
  '/incidents/INC-7/postmortem',
  '/incidents/INC-8/postmortem',
  '/incidents/INC-9/review',
  '/postmortems',
  '/postmortems?whose=mine',
  '/actions',
  '/actions/ideas',
  '/actions/A-1',
  '/actions/verifications',
  '/reports',
  '/reports?by=year',
  '/reports?from=2020-01',
  '/reports/durations',
  '/reports/durations?by=year&period=2026',
  '/reports/durations?by=year&before=2025&after=2026&slice=service&with=time-to-detect',
  '/reports/actions',
  '/reports/actions?priority=p1',
  '/reports/budgets',
  '/slos/new',
  '/slos/import',
  '/reports/changes',
  '/reports/counts',
  '/reports/counts?by=fortnight&period=x',
  '/reports/methods',
  '/reports/factors',
  '/reports/reviews',
  '/reports/toil',
  '/reports/kept',
  '/changes',
  '/changes/new',
  '/changes/import',
  '/imports/new',
  '/people',
  '/teams',
  '/services',
  '/settings',
  '/settings/metrics',
  '/settings/metrics/time-to-resolve',
  '/templates',
  '/templates/new',
  '/templates/00000000-0000-7000-8000-000000000001',
  '/review-policy',
  '/profile',
  '/nothing-here',
];

// Long lists of pages, in parts: each has a server of its own.
test.describe.configure({ mode: 'parallel' });
const PARTS = [0, 1, 2, 3];

async function begin(browser: Browser, nofault: Nofault, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  const wrong = watch(context);
  const page = await context.newPage();
  await page.goto(`${nofault.address}/sign-in`);
  await accessible(page);
  await page.goto(nofault.setUpLink);
  await accessible(page);
  await setUp(page, nofault);
  await accessible(page);
  await page.getByRole('button', { name: 'Add example data' }).click();
  await expect(page.locator('.incidents > li')).not.toHaveCount(0);
  return { context, page, wrong };
}

test('how we are doing is answered on one screen', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const time of ['', '?by=quarter', '?by=half', '?by=year', '?from=2026-01&to=2026-11']) {
    await page.goto(`${nofault.address}/reports${time}`);
    const answers = page.locator('.answer');
    await expect(answers).toHaveCount(7);
    for (const answer of await answers.all()) {
      const { y, height } = (await answer.boundingBox())!;
      expect(y + height, time).toBeLessThanOrEqual(800);
    }
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const part of PARTS) {
    test(`every page, ${colorScheme}, part ${part + 1} of ${PARTS.length}`, async ({ browser, nofault }) => {
      test.setTimeout(240_000);
      const { context, page, wrong } = await begin(browser, nofault, colorScheme);
      for (const path of PAGES.filter((_, at) => at % PARTS.length === part)) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(nofault.address + path);
        await accessible(page);
        await page.setViewportSize({ width: 320, height: 640 });
        await fits(page);
        // What dark changes, the colours, are the same on a phone.
        if (colorScheme === 'light') await accessible(page);
      }
      expect(wrong).toEqual([]);
      await context.close();
    });
  }

  test(`pages that are made on the way, ${colorScheme}`, async ({ browser, nofault }) => {
    test.setTimeout(240_000);
    const { context, page, wrong } = await begin(browser, nofault, colorScheme);
    await page.setViewportSize({ width: 320, height: 640 });
    // Their addresses are made when they are.
    for (const list of ['/services', '/teams', '/people']) {
      await page.goto(nofault.address + list);
      await page.locator('main :is(th, h2) > a').first().click();
      await expect(page).toHaveURL(new RegExp(`${list}/`));
      await fits(page);
      await accessible(page);
    }
    await page.goto(`${nofault.address}/reports/budgets`);
    const budgets = page.locator('main th > a');
    const pages = await budgets.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(pages.filter((path) => path?.startsWith('/slos/')).length).toBeGreaterThan(2);
    const days = pages.find((path) => path?.startsWith('/services/'));
    for (const path of [...pages, `${days}/availability`]) {
      await page.goto(nofault.address + path);
      const folded = page.locator('main details:not([open]) > summary');
      while (await folded.count()) await folded.first().click();
      await fits(page);
      await accessible(page);
    }
    await page.goto(`${nofault.address}/reports/durations`);
    await page.getByText('Keep this report').click();
    await fits(page);
    await accessible(page);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByRole('heading', { name: 'What differs today' })).toBeVisible();
    await fits(page);
    await accessible(page);
    await page.goto(`${nofault.address}/incidents/INC-9/entries/e1`);
    await page.getByText('Attach files').click();
    await page.getByLabel('Files').setInputFiles({ name: 'app.log', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Attach' }).click();
    await expect(page).toHaveURL(/INC-9#e1$/);
    await page.goto(`${nofault.address}/incidents/INC-9/entries/e1`);
    await page.getByRole('link', { name: 'Remove app.log' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remove a file');
    await fits(page);
    await accessible(page);
    await page.goto(`${nofault.address}/imports/new`);
    const csv = 'title,severity,impact_started_at,what\nMail was late,sev9,2024-01-10T10:00Z,x\n,sev1,,\n';
    await page.getByLabel('CSV file').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Upload' }).click();
    await fits(page);
    await accessible(page);
    await page.getByRole('button', { name: 'Show what will happen' }).click();
    await expect(page.locator('main')).toContainText('“sev9”');
    await fits(page);
    await accessible(page);
    expect(wrong).toEqual([]);
    await context.close();
  });
}

test('two texts side by side are read by everybody and fit a phone', async ({ page, context, nofault }) => {
  const wrong = watch(context);
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  await expect(page.locator('.incidents > li')).not.toHaveCount(0);
  const both: [string, string, string][] = [
    ['/settings', 'Name', '#installation'],
    ['/actions/A-1', 'What is to be done?', '#edit'],
    ['/incidents/INC-9/updates/U-1', 'What people outside the response read', 'main'],
  ];
  for (const [path, label, place] of both) {
    const other = await context.newPage();
    for (const one of [page, other]) await one.goto(nofault.address + path);
    for (const [one, text] of [[other, 'As she has it'], [page, 'As he has it']] as const) {
      const form = one.locator(`${place} form`).filter({ has: one.getByLabel(label) });
      await form.getByLabel(label).first().fill(text);
      const answered = one.waitForResponse((answer) => answer.request().method() === 'POST');
      await form.getByRole('button', { name: 'Save' }).click();
      await answered;
    }
    await other.close();
    await expect(page.getByRole('heading', { name: 'Both, side by side' })).toBeVisible();
    await accessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
    await accessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'Use mine' }).click();
    await expect(page.getByRole('heading', { name: 'Both, side by side' })).toHaveCount(0);
    await expect(page.locator('main')).toContainText(path === '/settings' ? 'Settings' : 'As he has it');
  }
  expect(wrong).toEqual([]);
});

test('a long title, a long word and markup stay inside', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.setViewportSize({ width: 320, height: 640 });
  const long = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)} <b>&amp; ${'and so on '.repeat(12)}`;
  await page.goto(`${nofault.address}/incidents/new`);
  await page.getByLabel('What is happening?').fill(long);
  await page.getByRole('button', { name: 'Declare' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(long.trim());
  await fits(page);
  await page.getByLabel('What happened?').fill(`\`${'x'.repeat(300)}\`\n\n| a | b | c |\n|---|---|---|\n| ${'y'.repeat(80)} | 2 | 3 |`);
  await page.getByRole('button', { name: 'Log' }).click();
  await expect(page.locator('.timeline .entry')).toHaveCount(1);
  await fits(page);
  await page.goto(`${nofault.address}/incidents`);
  await fits(page);
  await accessible(page);
});
