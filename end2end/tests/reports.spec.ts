// What somebody sees of a report's tables: figures beside their names, on a wide page and on a phone.
import type { Locator, Page } from '@playwright/test';
import { expect, fits, type Nofault, setUp, test } from './nofault';

async function example(page: Page, nofault: Nofault) {
  await setUp(page, nofault);
  await page.getByRole('button', { name: 'Add example data' }).click();
  await expect(page.locator('.incidents > li')).not.toHaveCount(0);
}

/** Each stands between the sides of what scrolls, and what names it does not cover it. */
async function seen(all: Locator) {
  await expect(all).not.toHaveCount(0);
  const outside = await all.evaluateAll((cells) =>
    cells
      .filter((cell) => {
        const ground = cell.closest('.table')!.getBoundingClientRect();
        const name = cell.closest('tr')?.querySelector('th')?.getBoundingClientRect();
        const text = document.createRange();
        text.selectNodeContents(cell);
        const { left, right, top } = text.getBoundingClientRect();
        const covered = name !== undefined && top < name.bottom && left < name.right - 1;
        return covered || left < ground.left || right > ground.right + 1;
      })
      .map((cell) => cell.closest('tr')?.textContent),
  );
  expect(outside, all.page().url()).toEqual([]);
}

test('a kept report shows then and today side by side', async ({ page, nofault }) => {
  await example(page, nofault);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${nofault.address}/reports/durations?by=month`);
  await page.getByText('Keep this report').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(page).toHaveURL(/\/reports\/kept\/KR-1/);
  const figures = page.locator('#figures');
  await seen(figures.locator('tr:has(td:nth-child(4)) > td:not(:empty)'));
  await seen(figures.getByRole('columnheader', { name: /Today|Differs/ }));
  // A name is a line, not a column of words.
  const { height } = (await figures.getByRole('rowheader', { name: 'The longest, of the sum' }).first().boundingBox())!;
  expect(height).toBeLessThan(40);
  await page.setViewportSize({ width: 320, height: 640 });
  await seen(figures.locator('td:nth-child(2), td:nth-child(3)'));
  await fits(page);
});

test('on a phone the figures stand beside what they are of', async ({ page, nofault }) => {
  await example(page, nofault);
  await page.setViewportSize({ width: 320, height: 640 });
  const first = (table: string, columns: number[]) =>
    page.locator(columns.map((column) => `${table} tbody tr > td:nth-child(${column})`).join(', '));

  await page.goto(`${nofault.address}/reports/budgets`);
  await seen(first('[aria-label="Budgets"]', [2, 3]));
  await page.getByRole('link', { name: 'checkout: Availability' }).click();
  await seen(first('[aria-label="Figures"]', [2, 3]));
  await seen(first('[aria-label="What each incident spent"]', [2]));

  await page.goto(`${nofault.address}/reports/durations?by=month`);
  await seen(first('[aria-label="Figures"]', [2, 3, 4]));

  await page.goto(`${nofault.address}/reports/toil`);
  await seen(first('[aria-label="Toil by service"]', [2, 3]));

  await page.goto(`${nofault.address}/reports?by=month&from=2026-01&to=2026-11`);
  await seen(first('[aria-label^="Error budgets on"]', [2]));

  // What is hidden is a scroll away, and the names stay.
  await page.goto(`${nofault.address}/reports/durations?by=month`);
  const table = page.locator('[aria-label="Figures"]');
  await table.evaluate((one) => one.scrollTo({ left: one.scrollWidth, behavior: 'instant' }));
  const { x } = (await table.locator('tbody th').first().boundingBox())!;
  expect(x).toBeGreaterThanOrEqual(0);
  await seen(table.locator('tbody td:last-child'));
});

test('the picture of an incident leads to the incident', async ({ page, nofault }) => {
  await example(page, nofault);
  for (const path of ['/incidents/INC-7/postmortem', '/incidents/INC-6?show=decision']) {
    await page.goto(`${nofault.address}${path}`);
    const dead = page.locator('main a[href^="#"]').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')!).filter((href) => !document.getElementById(href.slice(1))),
    );
    expect(await dead, path).toEqual([]);
  }
  await page.goto(`${nofault.address}/incidents/INC-7/postmortem`);
  await page.getByText('The same as a table').click();
  await page.locator('td > a[href*="#e"]').first().click();
  await expect(page).toHaveURL(/\/incidents\/INC-7#e\d+$/);
});
