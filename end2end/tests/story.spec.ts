// The whole of the main job with JavaScript off: set up, declare, log, change,
// write, publish, follow, import, report, find.
import { expect, setUp, test } from './nofault';

test.use({ javaScriptEnabled: false });

const CSV = `reference,title,severity,status,impact_started_at,resolved_at,time_to_repair,services
OLD-1,Mail was late,sev3,closed,2024-01-10T10:00Z,2024-01-10T12:00Z,1h 30m,mail
OLD-2,Mail was lost,sev2,closed,2024-02-10T10:00Z,2024-02-10T14:00Z,"3 hours 30 minutes.",mail
`;

test('an incident from its first word to the report, without JavaScript', async ({ page, browser, nofault }) => {
  await setUp(page, nofault);

  // An empty installation asks for a title and nothing else.
  await page.getByLabel('What is happening?').fill('Checkout is slow');
  await page.getByRole('button', { name: 'Declare' }).click();
  await expect(page).toHaveURL(/\/incidents\/INC-1$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Checkout is slow');

  await test.step('log, with a time of its own; a refused form keeps what was typed', async () => {
    await page.getByLabel('What happened?').fill('Queue depth is **rising**');
    await page.locator('.composer input[name=at]').fill('yesterday at tea');
    await page.getByRole('button', { name: 'Log' }).click();
    await expect(page.getByLabel('What happened?')).toHaveValue(/Queue depth is \*\*rising\*\*/);
    await expect(page.locator('#composer-at-error')).toBeVisible();
    await page.locator('.composer input[name=at]').fill('2026-01-05 14:05 Europe/London');
    await page.getByRole('button', { name: 'Log' }).click();
    await expect(page.locator('#e1 strong')).toHaveText('rising');
    // Shown in the zone of the reader, who is in Berlin.
    await expect(page.locator('#e1 time').first()).toHaveText('2026-01-05 15:05 CET');
  });

  await test.step('edit an entry, its earlier text stays; delete one, its trace stays', async () => {
    await page.getByRole('link', { name: 'Edit e1' }).click();
    await page.getByLabel('What happened', { exact: true }).fill('Queue depth is falling');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('#e1')).toContainText('falling');
    await page.getByRole('link', { name: 'Edit e1' }).click();
    await expect(page.locator('main')).toContainText('rising');
    await page.goto(`${nofault.address}/incidents/INC-1`);
    await page.getByLabel('What happened?').fill('wrong channel, token hunter2hunter2');
    await page.getByRole('button', { name: 'Log' }).click();
    await page.getByRole('link', { name: 'Edit e2' }).click();
    await page.getByText('Delete this entry').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.locator('#e2')).toContainText('Deleted by Ada Admin');
    await expect(page.locator('main')).not.toContainText('hunter2');
  });

  await test.step('redact', async () => {
    await page.getByRole('link', { name: 'Redact text' }).click();
    await page.getByLabel('Exact text to remove').fill('hunter2hunter2');
    await page.getByLabel('Reason').fill('a token was pasted');
    await page.getByRole('button', { name: 'Redact' }).click();
    await expect(page.locator('.redactions')).toContainText('a token was pasted');
  });

  await test.step('status, severity, milestones out of order', async () => {
    await page.getByLabel('Change status to').selectOption('fixing');
    await page.getByRole('button', { name: 'Change status' }).click();
    await expect(page.locator('.timeline')).toContainText('Investigating → Fixing');
    await page.getByText('Change severity', { exact: true }).first().click();
    await page.getByLabel('Severity', { exact: true }).selectOption('sev2');
    await page.getByRole('button', { name: 'Change severity' }).click();
    await expect(page.locator('.facts')).toContainText('SEV2');
    await page.getByRole('link', { name: 'Set milestones' }).click();
    await page.getByLabel('Impact started').fill('2026-01-05 14:00');
    await page.getByLabel('Resolved').fill('2026-01-05 13:00');
    await page.getByRole('button', { name: 'Save the milestones' }).click();
    await expect(page.locator('.flags').first()).toContainText('Resolved');
    await page.goto(`${nofault.address}/incidents/INC-1/milestones`);
    await page.getByLabel('Resolved').fill('2026-01-05 16:00');
    await page.getByRole('button', { name: 'Save the milestones' }).click();
    await expect(page.locator('.flags')).not.toContainText('Impact started');
  });

  await test.step('postmortem and actions', async () => {
    await page.goto(`${nofault.address}/incidents/INC-1`);
    await page.getByRole('button', { name: 'Begin the postmortem' }).click();
    await expect(page).toHaveURL(/postmortem$/);
    await page.getByRole('link', { name: 'Write “Summary”' }).click();
    await page.locator('#section-form textarea[name=body]').fill('The queue **filled up**.');
    await page.getByRole('button', { name: /Save/ }).click();
    await expect(page.locator('#summary strong')).toHaveText('filled up');
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.locator('main')).toContainText('Published');
    for (const title of ['Alert on queue depth', 'Rewrite everything']) {
      await page.goto(`${nofault.address}/incidents/INC-1/actions/new`);
      await page.getByLabel('What is to be done?').fill(title);
      await page.getByLabel('Owner').selectOption({ label: 'Ada Admin' });
      await page.locator('input[name=due]').fill('2026-01-31');
      await page.getByRole('button', { name: 'Add the action' }).click();
    }
    await page.goto(`${nofault.address}/actions`);
    await expect(page.locator('main')).toContainText('Alert on queue depth');
    await expect(page.locator('main')).toContainText(/overdue/i);
    await page.getByRole('link', { name: 'Alert on queue depth' }).click();
    await page.getByLabel('What was done').fill('alert at 1,000');
    await page.getByRole('button', { name: 'Complete' }).click();
    await expect(page.locator('main')).toContainText('alert at 1,000');
    await page.goto(`${nofault.address}/actions/A-2`);
    await page.getByText('It will not be done').click();
    await page.getByLabel('Why not?').fill('too much at once');
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect(page.locator('main')).toContainText('too much at once');
  });

  await test.step('import, twice', async () => {
    for (const times of ['once', 'twice']) {
      await page.goto(`${nofault.address}/imports/new`);
      await page.getByLabel('CSV file').setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
      await page.getByRole('button', { name: 'Upload' }).click();
      await expect(page).toHaveURL(/mapping/);
      await page.getByRole('button', { name: 'Show what will happen' }).click();
      await expect(page.locator('main')).toContainText('Mail was lost');
      if (times === 'twice') break;
      await page.getByRole('button', { name: 'Import 2 incidents' }).click();
      await expect(page).toHaveURL(/\/imports\/[^/]+$/);
    }
    await expect(page.getByRole('row', { name: /Mail was lost/ })).toContainText(/already there/i);
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await page.goto(`${nofault.address}/incidents?service=mail`);
    await expect(page.locator('.count')).toHaveText('2 incidents');
  });

  await test.step('report', async () => {
    await page.goto(`${nofault.address}/reports/durations?metric=time-to-repair&by=quarter`);
    const row = page.getByRole('row', { name: /2024-Q1/ });
    await expect(row).toContainText('2h 30m');
    await row.getByRole('link').first().click();
    await expect(page.locator('main')).toContainText('Mail was lost');
    const json = await page.request.get(`${nofault.address}/reports/durations.json?metric=time-to-repair&by=quarter`);
    const { periods } = await json.json();
    expect(periods[0]).toMatchObject({ period: '2024-Q1', n: 2, mean_seconds: 9000 });
    await page.goto(`${nofault.address}/reports/actions`);
    await expect(page.locator('main')).toContainText('Ada Admin');
  });

  await test.step('find', async () => {
    await page.goto(`${nofault.address}/incidents`);
    await page.getByLabel('Words of the title').fill('lost MAIL');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect(page.locator('.count')).toHaveText('1 incident');
    await expect(page).toHaveURL(/q=lost/);
  });

  await test.step('invite a viewer, who reads and cannot change', async () => {
    await page.goto(`${nofault.address}/people`);
    const invite = page.locator('form[action="/invitations"]');
    await invite.getByLabel('Name').fill('Vera Viewer');
    await invite.getByLabel('E-mail').fill('vera@example.org');
    await invite.getByLabel('Role').selectOption('viewer');
    await invite.getByRole('button').click();
    const link = (await page.locator('.notice').textContent())!.match(/http:\S+\/welcome\/\w+/)![0];
    const vera = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await vera.goto(link);
    await vera.getByLabel('Password').fill('staple battery horse');
    await vera.getByRole('button', { name: 'Come in' }).click();
    await vera.goto(`${nofault.address}/incidents/INC-1`);
    await expect(vera.getByRole('heading', { level: 1 })).toHaveText('Checkout is slow');
    await expect(vera.getByRole('button', { name: 'Log' })).toHaveCount(0);
    await vera.goto(`${nofault.address}/people`);
    await expect(vera.locator('main')).not.toContainText('vera@example.org');
    await vera.getByRole('button', { name: 'Sign out' }).click();
    await vera.goto(`${nofault.address}/incidents/INC-1`);
    await expect(vera).toHaveURL(/sign-in/);
    await vera.context().close();
  });
});
