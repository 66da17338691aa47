// How long it takes from the key press to the entry: (a) shown and logged in the writer's own
// browser, (b) shown in another one. Prints figures; asserts nothing. For docs/figures.md:
//
// | what | figure | how |
// | key press to own entry shown; logged and shown; shown in another browser | p50, p95 | `NOFAULT_BIN=../target/release/nofault CHROMIUM_PATH=/usr/bin/chromium node measure.mjs 200` in `end2end`, after `cargo xtask build` and `npm ci` |
//
// On Postgres: with NOFAULT_DATABASE_URL, an empty database's. Against a server that was started
// elsewhere: with NOFAULT_LINK, the link that it printed to set it up, in place of NOFAULT_BIN.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const entries = Number(process.argv[2] ?? 100);
const { link, stop } = process.env.NOFAULT_LINK ? { link: process.env.NOFAULT_LINK, stop() {} } : await start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  await measure();
} finally {
  await browser.close();
  stop();
}

/** A server of our own, and its link to set it up. */
async function start() {
  if (!process.env.NOFAULT_BIN) throw new Error('Say which program: NOFAULT_BIN, or NOFAULT_LINK of a started one.');
  const folder = mkdtempSync(join(tmpdir(), 'nofault-measure-'));
  const server = spawn(process.env.NOFAULT_BIN, ['--data', join(folder, 'data'), '--listen', '127.0.0.1:0', '--log', 'warn']);
  server.stderr.on('data', (text) => process.stderr.write(text));
  const link = await new Promise((resolve, reject) => {
    let said = '';
    server.on('exit', (code) => reject(new Error(`nofault ended with ${code}: ${said}`)));
    server.stdout.on('data', (text) => {
      said += text;
      const found = said.match(/(http:\S+\/welcome\/\S+)/);
      if (found) resolve(found[1]);
    });
  });
  const stop = () => {
    server.removeAllListeners('exit');
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  return { link, stop };
}

async function measure() {
  const here = await browser.newContext();
  const writer = await here.newPage();
  await writer.goto(link);
  await writer.getByLabel('Your name').fill('Ada');
  await writer.getByLabel('E-mail').fill('ada@example.org');
  await writer.getByLabel('Password').fill('correct horse battery');
  await writer.getByRole('button', { name: 'Set up' }).click();
  await writer.waitForURL(/\/incidents$/);
  const there = await browser.newContext({ storageState: await here.storageState() });
  const reader = await there.newPage();
  await writer.getByLabel('What is happening?').fill('Checkout is slow');
  await writer.getByRole('button', { name: 'Declare', exact: true }).first().click();
  await writer.waitForURL(/INC-1$/);
  await reader.goto(writer.url());
  await Promise.all([awake(writer), awake(reader)]);
  await Promise.all([notice(writer), notice(reader)]);
  // Until both streams are open.
  await writer.waitForTimeout(1500);

  const body = writer.getByLabel('What happened?');
  const [own, logged, other, event] = [
    'key press to own entry shown',
    'key press to own entry logged and shown',
    'key press to shown in another browser',
    'sent to shown in another browser',
  ];
  const took = { [own]: [], [logged]: [], [other]: [], [event]: [] };
  for (let at = 0; at < entries; at += 1) {
    const token = `token${String(at).padStart(5, '0')}`;
    await body.fill(`We saw ${token}`);
    const pressed = writer.evaluate(
      () => new Promise((resolve) => addEventListener('keydown', () => resolve(performance.timeOrigin + performance.now()), { once: true, capture: true })),
    );
    await body.press('Enter');
    const from = await pressed;
    const [here, known, there] = await Promise.all([seen(writer, token, 'any'), seen(writer, token, 'logged'), seen(reader, token, 'logged')]);
    took[own].push(here - from);
    took[logged].push(known - from);
    took[other].push(there - from);
    took[event].push(there - (await sent(writer, from)));
  }
  console.log('| what | p50 | p95 | of |\n|---|---|---|---|');
  for (const [what, all] of Object.entries(took)) {
    all.sort((a, b) => a - b);
    const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))].toFixed(1);
    console.log(`| ${what} | ${at(0.5)} ms | ${at(0.95)} ms | ${all.length} |`);
  }
}

/** Every island is at work. */
function awake(page) {
  return page.waitForFunction(() => document.querySelector('leptos-island[data-awake]') && !document.querySelector('leptos-island:not([data-awake])'));
}

/** When the browser sent the entry whose key was pressed then: the answer may still be under way. */
async function sent(page, pressed) {
  const found = await page.waitForFunction((pressed) => {
    const post = performance.getEntriesByType('resource').find((one) => /\/entries$/.test(one.name) && performance.timeOrigin + one.startTime >= pressed - 1);
    return post && performance.timeOrigin + post.requestStart;
  }, pressed, { timeout: 10_000 });
  return found.jsonValue();
}

/** Notes in the page when each token came to stand anywhere, and in the timeline. */
function notice(page) {
  return page.evaluate(() => {
    performance.setResourceTimingBufferSize(100_000);
    const seen = (window.seen = { any: {}, logged: {} });
    const look = (element, into) => {
      for (const [token] of element?.textContent.matchAll(/token\d{5}/g) ?? []) into[token] ??= performance.timeOrigin + performance.now();
    };
    const all = () => {
      for (const list of document.querySelectorAll('ol, ul')) look(list, seen.any);
      look(document.querySelector('#timeline ol.timeline'), seen.logged);
    };
    new MutationObserver(all).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

async function seen(page, token, where) {
  const found = await page.waitForFunction(([token, where]) => window.seen[where][token], [token, where], { timeout: 10_000 });
  return found.jsonValue();
}
