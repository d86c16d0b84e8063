// The widget on a page of somebody else's: commands, several of it, and no trace before it is wanted or after it went.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();
const visit = (t, address, options) => newVisitor(t, browser, address, options);

const STUB = 'window.Anteroom=window.Anteroom||function(){(window.Anteroom.q=window.Anteroom.q||[]).push(arguments)};';
const stub = (commands) => `<script>${STUB}${commands}</script>`;

/** Gives a command to the widget as a page does. */
const command = (chat, ...words) => chat.page.evaluate((given) => window.Anteroom(...given), words);

const plain = site.add('/plain', { body: site.tag() });

test('commands given before the script has loaded are carried out in their order', async (t) => {
  const commands =
    'window.told=[];Anteroom("on","message",function(event){told.push([event.detail.role,event.detail.text])});' +
    'Anteroom("prefill","Later: ");Anteroom("send","We need an online shop");Anteroom("open");';
  const chat = await visit(t, site.add('/queue', { body: stub(commands) + site.tag() }));
  await chat.hasMessages(2);
  assert.ok(await chat.panel.isVisible());
  assert.equal(await chat.input.inputValue(), 'Later: ');
  assert.deepEqual((await chat.log())[0], ['user', 'We need an online shop']);
  await until('the page’s own listener is told', () => chat.page.evaluate(() => window.told.length === 2));
  assert.deepEqual(await chat.page.evaluate(() => window.told[0]), ['user', 'We need an online shop']);
});

test('sent while the panel is closed, a message is answered and counted on the launcher', async (t) => {
  const chat = await visit(t, plain);
  await chat.launcher.waitFor();
  await command(chat, 'send', 'We need an online shop');
  await until('it is answered', async () => (await chat.replies()).length === 1);
  assert.equal(await chat.panel.isVisible(), false);
  assert.equal(await chat.launcher.getAttribute('data-unread'), '1');
  await chat.open();
  await chat.hasMessages(2);
  assert.equal(await chat.launcher.getAttribute('data-unread'), null);
});

test('open, close, toggle, hide and show do what they say', async (t) => {
  const chat = await visit(t, plain);
  // The launcher is there before the configuration.
  await until('it is ready', async () => (await chat.heard('ready')).length > 0);
  await command(chat, 'open');
  await chat.isThere();
  await command(chat, 'close');
  await chat.panel.waitFor({ state: 'hidden' });
  await command(chat, 'toggle');
  await chat.panel.waitFor({ state: 'visible' });
  await command(chat, 'toggle');
  await chat.panel.waitFor({ state: 'hidden' });
  await command(chat, 'hide');
  await chat.launcher.waitFor({ state: 'hidden' });
  await command(chat, 'show');
  await chat.launcher.waitFor({ state: 'visible' });
  assert.deepEqual(await chat.heardNames(), ['ready', 'open', 'close', 'open', 'close']);
});

test('a listener is told until it is taken off', async (t) => {
  const chat = await visit(t, plain);
  await chat.launcher.waitFor();
  await chat.page.evaluate(() => {
    window.opened = 0;
    window.listener = () => window.opened++;
    window.Anteroom('on', 'open', window.listener);
  });
  await command(chat, 'open');
  await chat.isThere();
  await command(chat, 'close');
  await chat.page.evaluate(() => window.Anteroom('off', 'open', window.listener));
  await command(chat, 'open');
  assert.equal(await chat.page.evaluate(() => window.opened), 1);
  assert.equal((await chat.heard('open')).length, 2);
});

test('a command that does not exist is told to the page and breaks nothing', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await command(chat, 'dance');
  assert.deepEqual(await chat.heard('error'), [{ code: 'unknown_command', message: 'dance' }]);
  await chat.say('We need an online shop');
});

test('somebody who logs out leaves nothing to the next', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  await command(chat, 'identify', null);
  await chat.hasMessages(0);
  await chat.page.reload();
  await chat.isThere();
  await until('nothing is shown', async () => (await chat.log()).length === 0);
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes), ['deadline']);
});

test('the script loaded twice makes one widget', async (t) => {
  const chat = await visit(t, site.add('/twice', { body: site.tag() + site.tag('defer') }));
  await chat.open();
  assert.equal(await chat.element.count(), 1);
  await chat.say('We need an online shop');
  assert.equal((await chat.log()).length, 2);
  assert.deepEqual(chat.errors, []);
});

test('two widgets on one page have two conversations', async (t) => {
  const body = `<anteroom-chat tenant="studio"></anteroom-chat><anteroom-chat tenant="second" id="other"></anteroom-chat>`;
  const page = await visit(t, site.add('/two', { body: body + site.tag() }));
  const [studio, other] = [page.of('[tenant=studio]'), page.of('[tenant=second]')];
  await studio.launcher.waitFor();
  assert.equal(await page.element.count(), 2);
  // They stand in the same corner, so that only the upper one can be clicked.
  await page.page.evaluate(() => document.getElementById('other').call('open'));
  await other.isThere();
  await other.say('by mid March');
  await command(page, 'open');
  await studio.isThere();
  assert.deepEqual(await studio.log(), []);
  await studio.write('We need an online shop');
  await studio.hasMessages(2);
  assert.equal((await other.log())[0][1], 'by mid March');
  assert.equal((await studio.log())[0][1], 'We need an online shop');
  assert.equal((await other.log()).length, 2);
});

test('taken out and put in again, it goes on', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.page.evaluate(async () => {
    window.chat = document.querySelector('anteroom-chat');
    window.chat.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.body.append(window.chat);
  });
  await chat.isThere();
  await chat.hasMessages(2);
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes).sort(), ['deadline', 'project_type']);
  assert.equal((await chat.log()).length, 4);
  assert.deepEqual(chat.errors, []);
});

test('moved to another place of the page, it loses neither conversation nor draft', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.input.fill('and ');
  await chat.page.evaluate(() => document.body.prepend(document.querySelector('anteroom-chat')));
  assert.equal(await chat.input.inputValue(), 'and ');
  assert.equal((await chat.log()).length, 2);
  await chat.say('by mid March');
  assert.equal((await chat.log()).length, 4);
});

test('destroyed, it leaves no node, no style and no request, and can be had again', async (t) => {
  const chat = await visit(t, plain);
  const nodes = () => chat.page.evaluate(() => [document.querySelectorAll('*').length, document.adoptedStyleSheets.length]);
  await chat.launcher.waitFor();
  const [before] = await nodes();
  await chat.open();
  await chat.say('We need an online shop');
  await chat.page.evaluate(() => (window.chat = document.querySelector('anteroom-chat')));
  await command(chat, 'destroy');
  assert.deepEqual(await nodes(), [before - 1, 0], 'one element went, and nothing else had come');
  const requests = [];
  chat.page.on('request', (request) => requests.push(request.url()));
  assert.equal(await chat.page.evaluate(() => window.chat.shadowRoot.childNodes.length), 0);
  await chat.page.evaluate(() => {
    for (const name of ['online', 'offline', 'focus', 'resize', 'pageshow']) window.dispatchEvent(new Event(name));
    new BroadcastChannel('anteroom:studio').postMessage('changed');
    // A turn of the event loop for whoever still listens.
    return new Promise((resolve) => setTimeout(resolve));
  });
  assert.deepEqual(requests, []);
  assert.deepEqual(chat.errors, []);
  await chat.page.evaluate(() => {
    const element = document.createElement('anteroom-chat');
    element.setAttribute('tenant', 'studio');
    document.body.append(element);
  });
  await chat.isThere();
  await chat.hasMessages(2);
});

test('destroyed in the middle of an answer, nothing is drawn and nothing fails', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.page.route('**/api/v1/chat/send', () => {});
  const sent = chat.page.waitForRequest('**/api/v1/chat/send');
  await chat.write('We need an online shop');
  const request = await sent;
  const aborted = chat.page.waitForEvent('requestfailed', (failed) => failed === request);
  await command(chat, 'destroy');
  await aborted;
  assert.equal(await chat.element.count(), 0);
  assert.deepEqual(chat.errors, []);
});

test('before the first interaction nothing is stored, and nothing fetched but loader and configuration', async (t) => {
  const requests = [];
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(plain);
  const launcher = page.locator('anteroom-chat [part~=launcher]');
  await launcher.waitFor();
  await page.waitForLoadState('networkidle');
  const before = [plain, site.loader, `${site.anteroom.origin}/api/v1/widget/studio?locale=`];
  assert.deepEqual(requests, before);
  const traces = () =>
    page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookie: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
  const none = { local: 0, session: 0, cookie: '', databases: 0, caches: 0, workers: 0 };
  assert.deepEqual(await traces(), none);
  assert.deepEqual(await context.cookies(), []);

  // The pointer comes near: the app is fetched, and still nothing is stored, nor a conversation begun.
  const fetched = page.waitForResponse((response) => response.url().endsWith('.wasm'));
  await launcher.hover();
  await fetched;
  await page.waitForLoadState('networkidle');
  const paths = requests.slice(before.length).map((url) => url.replace(/-[0-9a-f]{12}/, ''));
  const assets = `${site.anteroom.origin}/assets`;
  // Both at once: neither waits for the other.
  assert.deepEqual(paths.sort(), [`${assets}/anteroom-app.js`, `${assets}/anteroom-app.wasm`]);
  assert.deepEqual(await traces(), none);
});

test('no cookie is set by a whole conversation, and what is stored bears the widget’s name', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  assert.deepEqual(await chat.page.context().cookies(), []);
  const keys = await chat.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  assert.ok(keys.length > 0);
  for (const key of keys) assert.match(key, /^anteroom/);
});

test('a page of another origin than the tenant’s is refused, and told so', async (t) => {
  const elsewhere = plain.replace('127.0.0.1', 'localhost');
  const chat = await visit(t, elsewhere);
  await chat.launcher.waitFor();
  await until('the page is told', async () => (await chat.heard('error')).length > 0);
  assert.deepEqual(await chat.heard('ready'), []);
});

test('the history of the browser brings the page back with its conversation', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.page.goto(site.add('/next', {}));
  await chat.page.goBack();
  await chat.isThere();
  await chat.hasMessages(2);
  await chat.write('by mid March');
  await chat.hasMessages(4);
});

test('a page that changes its address by itself keeps the conversation in sight', async (t) => {
  const chat = await visit(t, plain);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.page.evaluate(() => {
    history.pushState({}, '', '/plain/two');
    document.title = 'Two';
    document.body.replaceChildren('Another view');
  });
  assert.equal((await chat.log()).length, 2);
  const sent = chat.page.waitForRequest('**/api/v1/chat/send');
  await chat.say('by mid March');
  assert.deepEqual((await sent).postDataJSON().page, { url: `${plain}/two`, title: 'Two', referrer: '' });
});

test('a page that loads the script late is served too', async (t) => {
  const chat = await visit(t, site.add('/late', {}));
  await chat.page.evaluate((address) => {
    const script = document.createElement('script');
    Object.assign(script, { src: address, async: true });
    script.dataset.tenant = 'studio';
    document.head.append(script);
  }, site.loader);
  await chat.open();
  await chat.say('We need an online shop');
});

test('a tag without a tenant gets a clear line on the console', async (t) => {
  const chat = await visit(t, site.add('/untold', { body: `<script async src="${site.loader}"></script>` }));
  await until('it says what is missing', () => /\[anteroom\].*data-tenant/.test(chat.errors.join()));
  assert.equal(await chat.element.count(), 0);
});
