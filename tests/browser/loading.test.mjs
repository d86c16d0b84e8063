// While the app is on its way, and where it or the tenant cannot be had: the visitor has a way out, the page hears of
// nothing but one event.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests } from './support/browser.mjs';
import { Chat } from './support/chat.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();

/** A visitor to whom some files do not come. */
async function without(test, files, { address = site.add('/page', { body: site.tag() }), ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  test.after(() => context.close());
  const page = await context.newPage();
  const chat = await Chat.on(page);
  await page.route(files, (route) => route.abort());
  await page.goto(address);
  return chat;
}

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

test('on a phone the launcher stays as the way out of a panel whose app does not come', async (t) => {
  const chat = await without(t, '**/*.wasm', phone);
  await chat.launcher.tap();
  await chat.panel.waitFor({ state: 'visible' });
  await until('it is told', async () => (await chat.heard('error')).length > 0);
  await chat.launcher.tap();
  await chat.panel.waitFor({ state: 'hidden' });
});

for (const [what, files] of [
  ['the WASM', '**/*.wasm'],
  ['the module', '**/anteroom-app-*.js*'],
]) {
  test(`without ${what} the page hears an event, and of no rejected promise`, async (t) => {
    const chat = await without(t, files);
    await chat.launcher.hover();
    await chat.launcher.click();
    await until('it was tried again', async () => (await chat.heard('error')).length > 2);
    assert.deepEqual(chat.errors.filter((error) => !/\[anteroom\]|ERR_FAILED/.test(error)), []);
  });
}

test('what failed is tried again until it is there, and what was written is sent', async (t) => {
  const chat = await without(t, '**/*.wasm');
  await chat.launcher.click();
  await until('it is told', async () => (await chat.heard('error')).length > 0);
  await chat.input.fill('We need an online shop');
  await chat.page.unroute('**/*.wasm');
  await chat.isThere();
  assert.equal(await chat.input.inputValue(), 'We need an online shop');
});

test('a tenant that is not there, or not for this page, shows no launcher', async (t) => {
  const address = site.add('/nobody', { body: site.tag().replace('studio', 'nobody') });
  const chat = await without(t, '**/none', { address });
  await until('it is told', async () => (await chat.heard('error')).length > 0);
  assert.equal(await chat.launcher.isVisible(), false);
  assert.equal((await chat.heard('error')).length, 1);
});
