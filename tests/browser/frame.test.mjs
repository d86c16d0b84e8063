// The iframe mode: where a page's policy forbids WebAssembly it takes over by itself, and all is as in the page.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { HostSite } from './support/host-site.mjs';
import { withAnswers, withConfig } from './support/staged.mjs';
import { STATES_OF_SCOPE } from './support/staged-answers.mjs';
import { directives, listenForViolations, strictest } from './support/policy.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();

const NONCE = 'r4nd0m';
const guarded = (path, allowed) =>
  site.add(path, {
    body: site.tag(`nonce="${NONCE}"`),
    headers: { 'content-security-policy': strictest(allowed) },
  });
const advised = directives('frame', site.anteroom.origin, NONCE);
const chosen = site.add('/chosen', { body: site.tag('data-mode="iframe"') });

/** A visitor of a page on which the widget runs in its frame. */
async function visit(t, address, options) {
  const page = await newVisitor(t, browser, 'about:blank', options);
  await page.page.addInitScript(listenForViolations);
  await page.page.goto(address);
  return { page, chat: page.inFrame() };
}

/** Gives a command to the widget as a page does. */
const command = (chat, ...words) => chat.page.evaluate((given) => window.Anteroom(...given), words);
const violations = (chat) => chat.page.evaluate(() => document.violations);
const focusIsOn = (chat) =>
  chat.page.evaluate(() => {
    const { shadowRoot } = document.activeElement;
    return (shadowRoot?.activeElement ?? document.activeElement).localName;
  });

test('under the policy of the guide the frame takes over, and a whole conversation violates nothing', async (t) => {
  const { page, chat } = await visit(t, guarded('/guarded', advised));
  await chat.launcher.click();
  await chat.isThere();
  for (const words of CANDLES) await chat.say(words);
  assert.equal((await chat.heard('estimate-ready')).length, 1);
  await chat.card.getByRole('button').first().click();
  await chat.card.getByText('Online shop').first().waitFor();
  assert.equal(await page.element.locator('iframe').count(), 1);

  // That WASM is refused is how the widget knows.
  const others = (await violations(chat)).filter((violation) => !violation.includes('wasm-eval'));
  assert.deepEqual(others, []);
  assert.deepEqual(chat.errors.filter((error) => !/wasm|WebAssembly/i.test(error)), []);

  await chat.input.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  assert.equal(await focusIsOn(chat), 'button');
  assert.deepEqual((await chat.heard('close')), [false]);
  await page.page.reload();
  await chat.launcher.click();
  await chat.isThere();
  await chat.hasMessages(2 * CANDLES.length);
});

test('where the policy forbids requests too, the launcher keeps its looks and the frame takes over', async (t) => {
  const allowed = advised.filter((directive) => !directive.startsWith('connect-src'));
  assert.equal(allowed.length, advised.length - 1);
  const { chat } = await visit(t, guarded('/silent', allowed));
  await chat.launcher.waitFor();
  assert.equal((await chat.launcher.boundingBox()).width, 60);
  await chat.launcher.click();
  await chat.isThere();
  await chat.say('We need an online shop');
  assert.equal((await chat.heard('ready')).length, 1);
  assert.equal((await chat.log()).length, 2);
});

test('without frame-src, the page is told and the console names it', async (t) => {
  const allowed = advised.filter((directive) => !directive.startsWith('frame-src'));
  const { page, chat } = await visit(t, guarded('/unframed', allowed));
  await chat.launcher.click();
  await until('the page is told', async () => (await chat.heard('error')).some(({ code }) => code === 'not_loaded'));
  assert.match(page.errors.join('\n'), /\[anteroom\] .*frame-src/);
});

test('chosen by the tag, the page fetches no WASM, and commands and events are as in the page', async (t) => {
  const { page, chat } = await visit(t, 'about:blank');
  const byPage = [];
  page.page.on('request', (request) => request.frame() === page.page.mainFrame() && byPage.push(request.url()));
  await page.page.goto(chosen);
  await chat.launcher.waitFor();
  await command(chat, 'send', 'We need an online shop');
  await until('it is answered', async () => (await chat.replies()).length === 1);
  assert.equal(await chat.panel.isVisible(), false);
  assert.equal(await chat.launcher.getAttribute('data-unread'), '1');
  await until('it is in its name', async () => (await chat.launcher.getAttribute('aria-label')) === 'Open chat – New messages: 1');
  assert.deepEqual(byPage.filter((address) => address.endsWith('.wasm')), []);

  await command(chat, 'prefill', 'Later: ');
  await command(chat, 'open');
  await chat.hasMessages(2);
  await until('nothing is unread', async () => (await chat.launcher.getAttribute('data-unread')) === null);
  await until('the text is there', async () => (await chat.input.inputValue()) === 'Later: ');
  await until('the focus is in the frame', async () => (await focusIsOn(chat)) === 'iframe');
  await chat.input.fill('');

  await command(chat, 'dance');
  await until('unknown commands are told', async () => (await chat.heard('error')).length === 1);
  assert.deepEqual(await chat.heard('error'), [{ code: 'unknown_command', message: 'dance' }]);

  await command(chat, 'identify', null);
  await chat.hasMessages(0);
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes), ['deadline']);
  await command(chat, 'toggle');
  await chat.panel.waitFor({ state: 'hidden' });
  assert.deepEqual((await chat.heardNames()).filter((name) => name === 'open' || name === 'close'), ['open', 'close']);
  assert.equal((await chat.heard('ready')).length, 1);
});

test('the assistant is told of the page, not of the frame', async (t) => {
  const { page, chat } = await visit(t, chosen);
  const sent = () => page.page.waitForRequest('**/api/v1/chat/send');
  await chat.launcher.click();
  await chat.isThere();
  let request = sent();
  await chat.say('We need an online shop');
  const about = (await request).postDataJSON().page;
  assert.deepEqual(about, { url: chosen, title: 'A page', referrer: '' });

  await page.page.evaluate(() => {
    history.pushState({}, '', '/chosen/two');
    document.title = 'Two';
  });
  await page.page.locator('h1').click();
  request = sent();
  await chat.input.click();
  await chat.say('by mid March');
  assert.deepEqual((await request).postDataJSON().page, { ...about, url: `${chosen}/two`, title: 'Two' });

  await command(chat, 'context', { title: 'Basket' });
  request = sent();
  await chat.say('Ana Kowalska');
  assert.equal((await request).postDataJSON().page.title, 'Basket');
});

test('a path of the site leads to the page’s own, in its tab: from an answer, and from the card', async (t) => {
  site.add('/thanks', { body: 'thanks' });
  const buttons = [{ label: 'Lead', url: '/thanks' }];
  const visitOf = async (config) => {
    const { page, chat } = await visit(t, 'about:blank');
    await withConfig(page.page, config);
    await withAnswers(page.page, ({ edit }) => ({
      ...(edit ? STATES_OF_SCOPE.confirmed : STATES_OF_SCOPE.ready),
      blocks: edit ? [] : [{ kind: 'buttons', buttons }],
    }));
    await page.page.goto(chosen);
    await chat.launcher.click();
    await chat.isThere();
    await chat.say('A shop');
    return { page, chat };
  };
  const linked = await visitOf({});
  await linked.chat.element.getByRole('link', { name: 'Lead' }).click();
  await linked.page.page.waitForURL(`${site.origin}/thanks`);
  const confirmed = await visitOf({ call_to_action: { label: 'Off we go', url: '/thanks' } });
  await confirmed.chat.card.getByRole('button', { name: 'Off we go' }).click();
  await confirmed.page.page.waitForURL(`${site.origin}/thanks`);
});

test('what is written while the frame is on its way is not lost', async (t) => {
  const { page, chat } = await visit(t, 'about:blank');
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.page.route('**/frame/studio*', async (route) => {
    await held;
    await route.continue();
  });
  await page.page.goto(chosen);
  await chat.launcher.click();
  await page.element.locator('iframe').waitFor({ state: 'attached' });
  await page.input.fill('We need an online shop');
  await page.input.press('Enter');
  await page.input.fill('by mid');
  letGo();
  await chat.hasMessages(2);
  assert.equal(await chat.input.inputValue(), 'by mid');
  assert.equal((await chat.log())[0][1], 'We need an online shop');
});

test('on a phone the frame fills the window; on a desk it fills the panel', async (t) => {
  for (const [viewport, expected] of [
    [{ width: 360, height: 640 }, { x: 0, y: 0, width: 360, height: 640 }],
    [{ width: 1280, height: 800 }, { x: 880, y: 108, width: 380, height: 600 }],
  ]) {
    const { page, chat } = await visit(t, chosen, { viewport });
    await chat.launcher.click();
    await chat.isThere();
    await page.settles();
    assert.deepEqual(await page.element.locator('iframe').boundingBox(), expected);
    const inside = await chat.element.locator('[part~=panel]').evaluate((panel) => {
      const { x, y, width, height } = panel.getBoundingClientRect();
      return { x, y, width, height };
    });
    assert.deepEqual(inside, { x: 0, y: 0, width: expected.width, height: expected.height });
  }
});

test('words from anywhere but the frame are not heard', async (t) => {
  const { page, chat } = await visit(t, chosen);
  await chat.launcher.click();
  await chat.isThere();
  await page.page.evaluate(async () => {
    const forged = [{ type: 'anteroom:close' }, { type: 'anteroom:event', name: 'message', detail: {} }, { type: 'anteroom:unread', unread: 9 }];
    const other = document.body.appendChild(document.createElement('iframe'));
    for (const words of forged) {
      window.postMessage(words, '*');
      other.contentWindow.eval(`parent.postMessage(${JSON.stringify(words)}, '*')`);
    }
    // A message of ours behind them: once it is here, they were.
    await new Promise((resolve) => {
      addEventListener('message', ({ data }) => data === 'last' && resolve());
      window.postMessage('last', '*');
    });
    other.remove();
  });
  assert.ok(await chat.panel.isVisible());
  assert.equal(await chat.launcher.getAttribute('data-unread'), null);
  assert.deepEqual(await chat.heard('message'), []);
});

test('a page of another origin cannot hold the frame, whatever it says', async (t) => {
  const frame = `${site.anteroom.origin}/frame/studio?origin=${encodeURIComponent(site.origin)}`;
  const elsewhere = site.add('/holder', { body: `<iframe src="${frame}"></iframe>` }).replace('127.0.0.1', 'localhost');
  const { page } = await visit(t, elsewhere);
  await until('the browser refuses it', () => /frame-ancestors/.test(page.errors.join('\n')));
  const refused = await fetch(`${site.anteroom.origin}/frame/studio?origin=http://localhost`);
  assert.equal(refused.status, 403);
});

test('destroyed, no frame and no listener stay; put in again, the conversation is there', async (t) => {
  const { page, chat } = await visit(t, chosen);
  await chat.launcher.click();
  await chat.isThere();
  await chat.say('We need an online shop');
  await page.page.evaluate(() => {
    window.chat = document.querySelector('anteroom-chat');
    window.Anteroom('destroy');
  });
  await until('the frame is gone', () => page.page.frames().length === 1);
  await page.page.evaluate(() => document.documentElement.append(window.chat));
  await chat.isThere();
  await chat.hasMessages(2);
});
