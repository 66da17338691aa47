// Every page: axe finds nothing, nothing sticks out on a small phone, in light
// and in dark, with much on it and with little.
import { accessible, expect, fits, setUp, test, watch } from './nofault';

const PAGES = [
  '/incidents',
  '/incidents?q=nothing-matches-this',
  '/incidents/new',
  '/incidents/INC-6',
  '/incidents/INC-9',
  '/incidents/INC-9/details',
  '/incidents/INC-9/milestones',
  '/incidents/INC-9/entries/e1',
  '/incidents/INC-9/redactions/new',
  '/incidents/INC-9/actions/new',
  '/incidents/INC-9/postmortem',
  '/incidents/INC-6/postmortem',
  '/incidents/INC-6/postmortem/sections/summary',
  '/actions',
  '/actions/A-1',
  '/reports',
  '/reports/durations',
  '/reports/durations?by=year&period=2026',
  '/reports/actions',
  '/imports/new',
  '/people',
  '/teams',
  '/services',
  '/settings',
  '/profile',
  '/nothing-here',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page, ${colorScheme}`, async ({ browser, nofault }) => {
    test.setTimeout(240_000);
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
    for (const path of PAGES) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(nofault.address + path);
      await accessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
      await accessible(page);
    }
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
