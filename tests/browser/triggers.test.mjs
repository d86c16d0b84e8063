// Triggers: the panel opens by itself, quietly, once per visitor, and never for one who has met it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newTab, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start(
  {},
  {
    timed: { triggers: [{ after_seconds: 20, paths: ['/shop/*', '/prices'] }] },
    scrolled: { triggers: [{ scroll_percent: 60 }] },
    leaving: { triggers: [{ exit_intent: true }] },
  },
);
after(() => site.stop());
const browser = await browserForTests();

const body = (tenant) => `<label>Own <input id="own"></label><div style="height: 4000px"></div>${site.tag().replace('studio', tenant)}`;
const scrolled = site.add('/scrolled', { body: body('scrolled') });
const leaving = site.add('/leaving', { body: body('leaving') });
const shop = site.add('/shop/candles', { body: body('timed') });
const about = site.add('/about', { body: body('timed') });

/** Loads a page, until its triggers have decided whether they are armed. */
async function isDecided(page, load) {
  const fetched = page.waitForResponse(/triggers/);
  await load();
  const address = (await fetched).url();
  // Whoever asks for the module again gets it after those who asked before.
  await page.evaluate((module) => import(module).then(() => {}), address);
}

/** A visitor whose clock the test turns. */
async function visit(t, address) {
  const chat = await newVisitor(t, browser, 'about:blank');
  await chat.page.clock.install();
  await isDecided(chat.page, () => chat.page.goto(address));
  await chat.page.locator('#own').focus();
  return chat;
}

const focusIsOnTheField = (chat) => chat.page.evaluate(() => document.activeElement.id === 'own');
const scrollTo = (chat, share) =>
  chat.page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight - innerHeight), share);
const leaves = (chat) =>
  chat.page.evaluate(() =>
    document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, relatedTarget: null, clientY: -1 })),
  );
const isClosed = async (chat) => assert.equal(await chat.panel.isVisible(), false);

test('after so many seconds on one of its paths it opens, leaves the focus alone, and says so', async (t) => {
  const chat = await visit(t, shop);
  await chat.page.clock.runFor(19_000);
  await isClosed(chat);
  await chat.page.clock.runFor(2_000);
  await chat.isThere();
  assert.ok(await focusIsOnTheField(chat));
  assert.deepEqual(await chat.heard('open'), [true]);
  assert.deepEqual(chat.errors, []);
});

test('what opened by itself asks the server for nothing and writes only that it has, until it is touched', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const asked = [];
  chat.page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
  await isDecided(chat.page, () => chat.page.goto(leaving));
  await until('it opens', async () => {
    await leaves(chat);
    return chat.panel.isVisible();
  });
  await chat.isThere();
  const written = () => chat.page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)));
  // The app writes and asks while it is mounted, or with the opening: both are over once what follows is heard.
  await chat.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.deepEqual(asked, []);
  assert.deepEqual(await written(), ['anteroom:leaving:met']);
  const begun = chat.page.waitForResponse('**/api/v1/chat/sessions');
  await chat.input.click();
  assert.ok((await begun).ok());
  await until('the conversation is kept', async () => (await written()).some((key) => key.endsWith(':token')));
  assert.deepEqual(chat.errors, []);
});

test('on another path it does not, until the page changes its address by itself; the seconds count anew', async (t) => {
  const chat = await visit(t, about);
  await chat.page.clock.runFor(60_000);
  await isClosed(chat);
  await chat.page.evaluate(() => history.pushState({}, '', '/prices'));
  await chat.page.clock.runFor(15_000);
  await isClosed(chat);
  await chat.page.clock.runFor(10_000);
  await chat.isThere();
});

test('scrolled so far, it opens, once per visitor', async (t) => {
  const chat = await visit(t, scrolled);
  await scrollTo(chat, 0.5);
  await chat.page.clock.runFor(100);
  await isClosed(chat);
  await scrollTo(chat, 0.7);
  await chat.isThere();
  assert.ok(await focusIsOnTheField(chat));

  const again = await newTab(chat.page.context(), 'about:blank');
  await isDecided(again.page, () => again.page.goto(scrolled));
  await scrollTo(again, 0.7);
  // The trigger is not armed any more: what would have opened it has happened when the page has scrolled.
  await until('it has scrolled', () => again.page.evaluate(() => scrollY > 1000));
  await again.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await isClosed(again);
});

test('the pointer leaving by the upper edge opens it', async (t) => {
  const chat = await visit(t, leaving);
  await chat.page.mouse.move(300, 300);
  await isClosed(chat);
  await until('it is armed', async () => {
    await leaves(chat);
    return chat.panel.isVisible();
  });
  assert.ok(await focusIsOnTheField(chat));
});

test('whoever has opened and closed it is left alone, here and on the next page', async (t) => {
  const chat = await visit(t, leaving);
  await chat.open();
  await chat.page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  await leaves(chat);
  await isClosed(chat);
  await isDecided(chat.page, () => chat.page.reload());
  await leaves(chat);
  await isClosed(chat);
});

test('where it would fill the window, it does not open by itself', async (t) => {
  const chat = await visit(t, leaving);
  await chat.page.setViewportSize({ width: 480, height: 800 });
  await leaves(chat);
  await isClosed(chat);
  // It was armed all the while.
  await chat.page.setViewportSize({ width: 481, height: 800 });
  await leaves(chat);
  await chat.isThere();
});

test('where storage is refused, it opens once per page', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  await chat.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
  });
  await chat.page.goto(leaving);
  await until('it opens', async () => {
    await leaves(chat);
    return chat.panel.isVisible();
  });
  await chat.isThere();
  await chat.input.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  await leaves(chat);
  await isClosed(chat);
  assert.deepEqual(chat.errors, []);
});

test('tenants without triggers fetch nothing for them', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const requests = [];
  chat.page.on('request', (request) => requests.push(request.url()));
  await chat.page.goto(site.add('/without', { body: site.tag() }));
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  assert.deepEqual(requests.filter((address) => address.includes('/assets/')), []);
});
