// One Chromium for a file of tests; a fresh profile for each visitor.
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { Chat } from './chat.mjs';
import * as programs from './programs.mjs';

const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Starts the browser, with flags besides the usual ones, and without some that Playwright sets. */
export const startBrowser = ({ flags = [], without = [] } = {}) =>
  chromium.launch({
    executablePath: programs.chromium,
    // Chromium cannot build its sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...FLAGS, ...flags],
    ignoreDefaultArgs: without,
  });

/** Starts the browser for a file of tests, which ends it. */
export async function browserForTests(options) {
  const browser = await startBrowser(options);
  after(() => browser.close());
  return browser;
}

/** A visitor without any history, with the first page opened; gone when the test ends. */
export async function newVisitor(test, browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  test.after(() => context.close());
  return newTab(context, address);
}

/** Another tab of the same visitor. */
export async function newTab(context, address) {
  const page = await context.newPage();
  const chat = await Chat.on(page);
  await page.goto(address);
  return chat;
}
