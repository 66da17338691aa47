// A Nofault of a test's own: an empty data folder, a free port, ended with the test.
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Nofault {
  constructor(
    readonly address: string,
    readonly setUpLink: string,
    private process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Nofault> {
    const folder = mkdtempSync(join(tmpdir(), 'nofault-'));
    const [child, link] = await Nofault.run(folder, '127.0.0.1:0', /(http:\S+\/welcome\/\S+)/);
    return new Nofault(new URL(link).origin, link, child, folder);
  }

  /** The program, once it has said what is waited for. */
  private static async run(folder: string, listen: string, waited: RegExp): Promise<[ChildProcess, string]> {
    const binary = process.env.NOFAULT_BIN;
    if (!binary) throw new Error('NOFAULT_BIN is not set: run the tests by `cargo xtask test`');
    const child = spawn(binary, ['--data', join(folder, 'data'), '--listen', listen, '--log', 'warn'], {
      cwd: folder,
    });
    let said = '';
    child.stderr.on('data', (text) => process.stderr.write(text));
    const found = await new Promise<string>((resolve, reject) => {
      child.on('exit', (code) => reject(new Error(`nofault ended with ${code}: ${said}`)));
      child.stdout.on('data', (text) => {
        said += text;
        const found = said.match(waited);
        if (found) resolve(found[1]);
      });
    });
    return [child, found];
  }

  /** Ends it; its data and its address stay for `again`. */
  async end() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  }

  async again() {
    [this.process] = await Nofault.run(this.folder, new URL(this.address).host, /(http:\S+)/);
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Becomes the first administrator, through the one-time link. */
export async function setUp(page: Page, nofault: Nofault, zone = 'Europe/Berlin') {
  await page.goto(nofault.setUpLink);
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByLabel(/Time zone/).fill(zone);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page).toHaveURL(/\/incidents$/);
}

/** Every island of the page is at work. */
export async function awake(page: Page) {
  await expect(page.locator('leptos-island[data-awake]')).not.toHaveCount(0);
  await expect(page.locator('leptos-island:not([data-awake])')).toHaveCount(0);
}

/** What axe finds on the page, which is nothing. */
export async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`);
  expect(found, page.url()).toEqual([]);
}

/** Nothing sticks out to the side, at the width of a small phone. */
export async function fits(page: Page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Fails the test where the browser refused or missed something, such as what the policy forbids. */
export function watch(context: BrowserContext): string[] {
  const wrong: string[] = [];
  context.on('console', (message) => {
    // A rejected form answers 4xx on purpose.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) wrong.push(message.text());
  });
  context.on('weberror', (error) => wrong.push(String(error.error())));
  return wrong;
}

export const test = base.extend<{ nofault: Nofault }>({
  nofault: async ({}, use) => {
    const nofault = await Nofault.start();
    await use(nofault);
    await nofault.stop();
  },
});

export { expect };
