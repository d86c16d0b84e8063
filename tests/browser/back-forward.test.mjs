// The browser's back-forward cache: a page with the widget stays fit for it, and works when it comes back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newTab, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start();
after(() => site.stop());
// Playwright turns the cache off.
const browser = await browserForTests({ without: ['--disable-back-forward-cache'] });
const next = site.add('/next', {});

/** Goes to another page and back; whether the page came back as it was left. */
async function leaveAndReturn(chat) {
  await chat.page.evaluate(() => {
    document.left = true;
  });
  await chat.page.goto(next);
  await chat.page.goBack({ waitUntil: 'commit' });
  await chat.launcher.waitFor();
  const reasons = () => performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons?.map(({ reason }) => reason);
  assert.ok(await chat.page.evaluate(() => document.left), `it was loaded anew: ${await chat.page.evaluate(reasons)}`);
}

test('with a conversation open, the page comes back as it was left, and goes on', async (t) => {
  const chat = await newVisitor(t, browser, site.add('/page', { body: site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  await chat.input.fill('by mid March');
  await leaveAndReturn(chat);
  assert.equal(await chat.input.inputValue(), 'by mid March');
  await chat.input.press('Enter');
  await chat.hasMessages(4);
  assert.deepEqual(chat.errors, []);
});

test('in the iframe mode too', async (t) => {
  const page = await newVisitor(t, browser, site.add('/framed', { body: site.tag('data-mode="iframe"') }));
  const chat = page.inFrame();
  await chat.launcher.click();
  await chat.isThere();
  await chat.say('We need an online shop');
  await leaveAndReturn(chat);
  // Playwright does not find a frame again that comes out of the cache; the page does.
  await page.page.evaluate(() => window.Anteroom('send', 'by mid March'));
  const [, reply] = await until('it is answered', async () => (await chat.replies()).length === 2 && chat.replies());
  assert.deepEqual(Object.keys(reply.extracted_attributes).sort(), ['deadline', 'project_type']);
  assert.deepEqual(page.errors, []);
});

test('untouched, the page comes back too', async (t) => {
  const chat = await newVisitor(t, browser, site.add('/untouched', { body: site.tag() }));
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  await leaveAndReturn(chat);
  await chat.open();
});

test('back again, it shows what another tab has said in the meantime', async (t) => {
  const address = site.add('/tabs', { body: site.tag() });
  const chat = await newVisitor(t, browser, address);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.page.evaluate(() => {
    document.left = true;
  });
  await chat.page.goto(next);
  const other = await newTab(chat.page.context(), address);
  await other.open();
  await other.hasMessages(2);
  await other.say('by mid March');
  await other.page.close();
  await chat.page.goBack({ waitUntil: 'commit' });
  await chat.launcher.waitFor();
  await chat.hasMessages(4);
});
