// A postmortem from its template over a review to two publications, with and without JavaScript.
import { type Browser, type Page } from '@playwright/test';
import { accessible, expect, fits, type Nofault, setUp, test } from './nofault';

/** Invites a viewer, who comes in by a browser of their own. */
async function viewer(browser: Browser, admin: Page, nofault: Nofault, name: string, javaScriptEnabled: boolean): Promise<Page> {
  await admin.goto(`${nofault.address}/people`);
  const invite = admin.locator('form[action="/invitations"]');
  await invite.getByLabel('Name').fill(name);
  await invite.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`);
  await invite.getByLabel('Role').selectOption('viewer');
  await invite.getByRole('button').click();
  const link = (await admin.locator('.notice').textContent())!.match(/http:\S+\/welcome\/\w+/)![0];
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page).not.toHaveURL(/welcome/);
  return page;
}

async function write(page: Page, text: string) {
  await page.getByRole('link', { name: /^(Write|Edit) “Summary”$/ }).click();
  await page.locator('#section-form textarea[name=body]').fill(text);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('#summary')).toContainText(text);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('from draft over review to publication, and again', async ({ page, browser, nofault }) => {
      await setUp(page, nofault);
      const vera = await viewer(browser, page, nofault, 'Vera', javaScriptEnabled);
      const postmortem = `${nofault.address}/incidents/INC-1/postmortem`;

      await page.goto(`${nofault.address}/incidents/new`);
      await page.getByLabel('What is happening?').fill('Checkout is slow');
      await page.getByLabel('Severity').selectOption('sev1');
      await page.getByRole('button', { name: 'Declare' }).last().click();
      await page.locator('#status').getByLabel('Change status to').selectOption('resolved');
      await page.locator('#status').getByRole('button', { name: 'Change status' }).click();
      await page.goto(`${nofault.address}/postmortems`);
      await expect(page.locator('#unbegun')).toContainText('Checkout is slow');
      await page.locator('#unbegun').getByRole('link', { name: 'Checkout is slow' }).click();

      await expect(page.locator('.review-level')).toContainText('full: SEV1');
      await expect(page.getByLabel('Template')).toContainText('Full (suits this incident)');
      await page.getByRole('button', { name: 'Begin the postmortem' }).click();
      await write(page, 'The queue filled up.');
      await page.getByText('Reviewers', { exact: true }).last().click();
      await page.getByLabel('Vera').check();
      await page.getByRole('button', { name: 'Name them' }).click();
      await page.getByRole('button', { name: 'Ask for a review' }).click();
      await expect(page.locator('.state')).toContainText('In review');

      await vera.goto(`${nofault.address}/postmortems`);
      await vera.locator('#asked').getByRole('link', { name: 'Checkout is slow' }).click();
      await vera.getByRole('button', { name: 'Approve this version' }).click();
      await expect(vera.locator('.reviewers')).toContainText('approved');
      await page.goto(postmortem);
      await write(page, 'The queue filled up for an hour.');
      await expect(page.locator('.reviewers')).toContainText('approved an earlier version');
      await expect(page.locator('#publication')).toContainText('Not approved as it stands by Vera.');
      if (javaScriptEnabled) await accessible(page);
      await page.getByRole('button', { name: 'Publish' }).click();
      await write(page, 'The queue filled up for two hours.');
      await page.getByRole('button', { name: 'Publish the changes' }).click();

      await vera.goto(postmortem);
      await vera.locator('#_publications').getByRole('link', { name: 'Publication 1' }).click();
      await expect(vera.locator('main')).toContainText('The queue filled up for an hour.');
      if (javaScriptEnabled) await accessible(vera);
      await vera.setViewportSize({ width: 320, height: 640 });
      await fits(vera);
      await vera.getByRole('link', { name: /^Read the newest one/ }).click();
      await expect(vera.locator('main')).toContainText('The queue filled up for two hours.');
      await vera.context().close();
    });
  });
}
