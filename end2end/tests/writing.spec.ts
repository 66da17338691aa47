// Two writers on one section: nothing is overwritten, what was said before stays readable,
// a passage is commented on; with and without JavaScript.
import { accessible, awake, expect, fits, setUp, test, watch } from './nofault';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('two writers, one section', async ({ page, context, nofault }) => {
      const wrong = watch(context);
      await setUp(page, nofault);
      await page.goto(`${nofault.address}/incidents/new`);
      await page.getByLabel('What is happening?').fill('Mail queue fills up');
      await page.getByRole('button', { name: 'Declare' }).last().click();
      await page.locator('textarea[name=body]').first().fill('Queue at **90 %**');
      await page.locator('form.composer').getByRole('button', { name: 'Log' }).click();
      await expect(page.locator('#timeline')).toContainText('Queue at 90 %');
      await page.goto(`${nofault.address}/incidents/INC-1/postmortem`);
      await page.getByRole('button', { name: 'Begin the postmortem' }).click();

      const section = `${nofault.address}/incidents/INC-1/postmortem/sections/summary`;
      const other = await context.newPage();
      await page.goto(section);
      await other.goto(section);
      await page.locator('#section-form textarea[name=body]').fill('The queue filled up.\n\nIt took an hour.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.locator('#summary')).toContainText('It took an hour.');

      // The other one opened the empty text, and loses nothing.
      await other.locator('#section-form textarea[name=body]').fill('Mails were late.');
      await other.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(other.locator('.conflict-notice')).toContainText('Nothing was overwritten');
      await expect(other.locator('main')).toContainText('It took an hour.');
      await other.locator('#section-form textarea[name=body]').fill('Mails were late.\n\nSee INC-1#e1.\n\nINC-1#e1');
      await other.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(other.locator('#summary blockquote.quoted')).toContainText('Queue at 90 %');
      if (javaScriptEnabled) await accessible(other);

      await page.goto(section);
      await page.getByLabel('Comment', { exact: true }).fill('By how much?');
      await page.getByLabel(/About these words/).fill('Mails were late');
      await page.getByRole('button', { name: 'Comment', exact: true }).click();
      await expect(page.locator('#c1')).toContainText('By how much?');
      await expect(page.locator('#c1 .passage')).toHaveText('Mails were late');
      if (javaScriptEnabled) {
        await awake(page);
        await page.locator('#section-form textarea[name=body]').pressSequentially(' *quickly*');
        await expect(page.locator('[data-preview] em')).toHaveText('quickly');
      }
      await page.getByRole('button', { name: 'Resolve', exact: true }).click();
      await expect(page.getByText('Resolved: 1')).toBeVisible();
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
      if (javaScriptEnabled) await accessible(page);

      await page.goto(`${section}/history`);
      await expect(page.locator('#v3 ins').first()).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await fits(page);
      await page.locator('#v2').getByRole('button', { name: 'Restore this text' }).click();
      await expect(page.locator('#summary')).toContainText('It took an hour.');
      expect(wrong).toEqual([]);
    });
  });
}
