// A published postmortem on paper: what a PDF of it says, in which order, and that nothing is cut off.
import type { Page } from '@playwright/test';
import { expect, type Nofault, setUp, test } from './nofault';
import { type Sheet, sheets } from './pdf';

const TITLE = 'Checkout times out for “a third” of orders';
const LONG = 'The pool is filled when a node starts and is never looked at again, so a request that finds it empty waits. ';
const TOKEN = 'checkout-7f9c4d5b6-x2x4q/'.repeat(8);
const LOG = Array.from({ length: 90 }, (_, line) => `17:53:${line} checkout WARN waiting=${line} ${'x'.repeat(line)}`).join('\n');

/** In the order of the template. */
const SECTIONS: [title: string, body: string][] = [
  ['Summary', `One order in three failed.\n\n${LONG.repeat(8)}`],
  ['Impact', `| Service | From | Orders |\n|---|---|--:|\n| web | 17:53 | 1,312 |\n| ${TOKEN} | 18:14 | 588 |\n\nINC-1#picture`],
  ['Trigger', `See [the runbook](https://runbooks.example.org/pool?size=40) and <https://status.example.org/1>.\n\nINC-1#e1\n\nA-2`],
  ['Lessons', `${LONG.repeat(12)}\n\n${TOKEN}${TOKEN}`],
  ['Supporting information', `\`\`\`\n${LOG}\nlast line\n\`\`\``],
];

/** Words to work with, which paper has no use for. */
const NAVIGATION = [
  'Skip to the content', 'Sign out', 'Settings', 'Declare ', 'Reports', 'Your time zone', 'Markdown', 'Add an action',
  'Add or change factors', 'Go to the draft', 'Owner and due date', 'Name them', 'Ask for a review', 'Publish ',
  'The same as a table', 'Three sentences for somebody', 'Edit',
];

async function act(page: Page, nofault: Nofault, title: string, number: number, does?: (page: Page) => Promise<void>) {
  await page.goto(`${nofault.address}/incidents/INC-1/actions/new`);
  await page.getByLabel('What is to be done?').fill(title);
  await page.locator('input[name=due]').fill('2020-01-31');
  await page.getByRole('button', { name: 'Add the action' }).click();
  await page.goto(`${nofault.address}/actions/A-${number}`);
  await does?.(page);
}

async function written(page: Page, nofault: Nofault) {
  await page.goto(`${nofault.address}/incidents/new`);
  await page.getByLabel('What is happening?').fill(TITLE);
  await page.getByLabel('Severity').selectOption('sev1');
  await page.getByLabel('Services').fill('checkout');
  await page.getByRole('button', { name: 'Declare' }).last().click();
  await page.locator('textarea[name=body]').first().fill('The queue stands at **90 %**');
  await page.locator('form.composer').getByRole('button', { name: 'Log' }).click();
  await expect(page.locator('#timeline')).toContainText('The queue stands at 90 %');
  await act(page, nofault, 'Alert on the queue', 1, async (page) => {
    await page.getByLabel('What was done').fill('It pages now.');
    await page.getByRole('button', { name: 'Complete' }).click();
    await expect(page.locator('#ended')).toBeVisible();
  });
  await act(page, nofault, 'Load test at evening volume', 2);
  await act(page, nofault, 'Let the pool grow', 3, async (page) => {
    await page.getByText('It will not be done').click();
    await page.getByLabel('Why not?').fill('The database takes 300.');
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect(page.locator('#ended')).toBeVisible();
  });
  await page.goto(`${nofault.address}/incidents/INC-1/postmortem`);
  await page.getByRole('button', { name: 'Begin the postmortem' }).click();
  for (const [title, body] of SECTIONS) {
    await page.getByRole('link', { name: `Write “${title}”` }).click();
    await page.locator('#section-form textarea[name=body]').fill(body);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('link', { name: `Edit “${title}”` })).toBeVisible();
  }
}

/** Everything stands within the page's margins, which are at least 15 mm. */
function within(all: Sheet[]) {
  const margin = (15 / 25.4) * 72;
  for (const [place, sheet] of all.entries()) {
    expect(sheet.left, `left of sheet ${place + 1}`).toBeGreaterThan(margin);
    expect(sheet.right, `right of sheet ${place + 1}`).toBeLessThan(sheet.width - margin);
    expect(sheet.bottom, `foot of sheet ${place + 1}`).toBeGreaterThan(10);
    expect(sheet.top, `head of sheet ${place + 1}`).toBeLessThan(sheet.height - margin);
  }
}

/** Each of them after the one before. */
function inOrder(text: string, parts: string[]) {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `“${part}” is missing, or too early, in ${text}`).toBeGreaterThanOrEqual(0);
    from = at + part.length;
  }
}

const without = (text: string, part: RegExp) => text.replace(part, ' ');
const whole = (all: Sheet[]) => all.map((sheet) => without(sheet.text, /^ ?\d+ \/ \d+ /)).join(' ');

test('a published postmortem is a clean document', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await written(page, nofault);

  const draft = await sheets(await page.pdf({ format: 'A4' }));
  within(draft);
  expect(draft[0].text).toContain('Draft, not published yet');
  expect(whole(draft)).not.toContain('What went well');

  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.locator('.strip')).toContainText('Published');
  await page.goto(`${nofault.address}/incidents/INC-1/postmortem?published`);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const format of ['A4', 'Letter']) {
    const all = await sheets(await page.pdf({ format }));
    expect(all.length, format).toBeGreaterThanOrEqual(4);
    expect(all.length, format).toBeLessThanOrEqual(7);
    within(all);
    for (const [place, sheet] of all.entries()) {
      expect(sheet.text).toContain(`${place + 1} / ${all.length}`);
      expect(sheet.text).toContain(`INC-1 ${TITLE} · Published`);
    }
    const text = whole(all);
    inOrder(text, [
      TITLE, 'Severity', 'SEV1', 'Services', 'checkout', 'Published', 'by Ada Admin',
      ...SECTIONS.flatMap(([title]) => (title === 'Lessons' ? [title, 'never looked at again'] : [title])),
      'last line', 'Actions', 'As of', 'A-1', 'Alert on the queue', 'It pages now.', 'Done', 'A-2',
      'Load test at evening volume', 'Open', 'A-3', 'Let the pool grow', 'The database takes 300.', 'Won’t do',
      'Times are in Europe/Berlin', 'Printed as of',
    ]);
    // Where a link goes is said once.
    expect(text.match(/runbooks\.example\.org/g)).toHaveLength(1);
    expect(text.match(/status\.example\.org/g)).toHaveLength(1);
    expect(text).toContain('The queue stands at 90 %');
    for (const word of NAVIGATION) expect(text).not.toContain(word);
  }
});

test('a month is handed on as a report of two sheets', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  await page.goto(`${nofault.address}/reports`);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const format of ['A4', 'Letter']) {
    const all = await sheets(await page.pdf({ format }));
    expect(all, format).toHaveLength(2);
    within(all);
    for (const [place, sheet] of all.entries()) {
      expect(sheet.text).toContain(`${place + 1} / 2`);
      expect(sheet.text).toContain('How are we doing? ');
    }
    const [answers, behind] = all;
    inOrder(without(answers.text, /^.*?How are we doing\? (?=.*How are we doing)/), [
      'compared with', 'began', 'error budgets', 'How long did incidents take?', 'Is there error budget left?',
      'What led to incidents?', 'Do we follow through?', 'How much toil was it?', 'Counted are incidents',
    ]);
    for (const caption of ['Incidents that began', 'Actions that are overdue today', 'Error budgets on']) {
      expect(behind.text, format).toContain(caption);
    }
    for (const word of [...NAVIGATION, 'The last whole', 'The same as a table', 'All reports']) {
      expect(whole(all), format).not.toContain(word);
    }
  }
});

test('any span is handed on as two sheets', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  for (const span of ['by=month&from=2026-01&to=2026-11', 'by=half&from=2026-H1&to=2026-H2', 'by=year&from=2020&to=2026']) {
    await page.goto(`${nofault.address}/reports?${span}`);
    for (const format of ['A4', 'Letter']) {
      const all = await sheets(await page.pdf({ format }));
      expect(all, `${span} on ${format}`).toHaveLength(2);
      within(all);
      for (const word of ['Medians: intervals', 'Printed as of']) expect(all[1].text).toContain(word);
    }
  }
});

test('incidents and reports print, too', async ({ page, nofault }) => {
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  for (const path of ['/incidents/INC-6', '/incidents/INC-6/postmortem', '/reports/durations', '/reports/actions']) {
    await page.goto(`${nofault.address}${path}`);
    const title = (await page.getByRole('heading', { level: 1 }).textContent())!;
    const all = await sheets(await page.pdf({ format: 'A4' }));
    within(all);
    expect(all.length, path).toBeLessThanOrEqual(7);
    for (const sheet of all) expect(sheet.text, path).toContain(title);
    for (const word of ['Skip to the content', 'Sign out', 'Filter', 'Compare', 'Your time zone', 'Keys']) {
      expect(whole(all), path).not.toMatch(new RegExp(`\\b${word}\\b`));
    }
  }
});
