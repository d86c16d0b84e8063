// The widget's keys beyond Tab: in the log, in the menu, between the parts, on a phone, and with an input method.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const visit = (t, options) => newVisitor(t, browser, `${server.origin}/demo/studio/`, options);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The name of what has the focus inside the widget; nothing where it is elsewhere. */
const focused = (chat) =>
  chat.element.evaluate(({ shadowRoot }) => {
    const { activeElement: here } = shadowRoot;
    return here && (here.getAttribute('part') || here.getAttribute('role') || here.ariaLabel || here.textContent);
  });

test('F6 jumps between the conversation and the text box', async (t) => {
  const chat = await visit(t);
  const { keyboard } = chat.page;
  await chat.open();
  assert.equal(await focused(chat), 'input');
  await keyboard.press('F6');
  assert.equal(await focused(chat), 'log');
  await keyboard.press('F6');
  assert.equal(await focused(chat), 'input');
  await keyboard.press('Shift+F6');
  assert.equal(await focused(chat), 'log');
  await chat.panel.getByRole('button', { name: 'Close chat' }).focus();
  await keyboard.press('F6');
  assert.equal(await focused(chat), 'input', 'from anywhere else it leads to the text box');
});

test('the conversation is read with arrows, Page Up, Home and End', async (t) => {
  const chat = await visit(t);
  const { keyboard } = chat.page;
  await chat.open();
  for (const words of ['We need an online shop', 'about 20k euros', 'by mid March', 'What does it cost?']) await chat.say(words);
  // It comes when it is first needed, and takes room from the conversation.
  await chat.card.waitFor();
  const log = chat.element.getByRole('log');
  const top = () => log.evaluate((frame) => Math.round(frame.scrollTop));
  const left = () => log.evaluate((frame) => frame.scrollHeight - frame.clientHeight - frame.scrollTop);
  await keyboard.press('F6');
  assert.ok((await top()) > 100, 'there is something to scroll');
  const moved = async (key, what) => {
    const before = await top();
    await keyboard.press(key);
    await until(`${key} moves`, async () => what(await top(), before));
  };
  await moved('ArrowUp', (now, before) => now < before);
  await moved('PageUp', (now, before) => now < before);
  await moved('Home', (now) => now === 0);
  await moved('ArrowDown', (now) => now > 0);
  await keyboard.press('End');
  await until('End leads to the end', async () => (await left()) < 2);
});

test('Escape closes the menu first and the panel then; the focus goes back each time', async (t) => {
  const chat = await visit(t);
  const { keyboard } = chat.page;
  await chat.open();
  const more = chat.element.getByRole('button', { name: 'More' });
  await more.focus();
  await keyboard.press('Enter');
  assert.equal(await more.getAttribute('aria-expanded'), 'true');
  await keyboard.press('Tab');
  assert.equal(await focused(chat), 'Start over');
  await keyboard.press('Enter');
  await until('it asks, at the harmless answer', async () => (await focused(chat)) === 'Keep it');
  await keyboard.press('Escape');
  await until('the focus is back', async () => (await focused(chat)) === 'More');
  assert.equal(await more.getAttribute('aria-expanded'), 'false');
  assert.ok(await chat.panel.isVisible());
  await keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  assert.equal(await focused(chat), 'launcher');
});

test('on a desktop Tab leads out of the panel; on a phone, where it is modal, it stays inside', async (t) => {
  const desktop = await visit(t);
  await desktop.open();
  assert.equal(await desktop.panel.getAttribute('aria-modal'), null);
  const left = async (chat) => {
    for (let steps = 0; steps < 30; steps += 1) {
      await chat.page.keyboard.press('Tab');
      const inside = await chat.panel.evaluate((panel) => panel.contains(panel.getRootNode().activeElement));
      if (!inside) return true;
    }
    return false;
  };
  assert.equal(await left(desktop), true);
  const phone = await visit(t, PHONE);
  await phone.open();
  assert.equal(await phone.panel.getAttribute('aria-modal'), 'true');
  assert.equal(await left(phone), false);
  const seen = new Set();
  for (let steps = 0; steps < 30; steps += 1) {
    await phone.page.keyboard.press('Shift+Tab');
    seen.add(await focused(phone));
  }
  for (const name of ['input', 'log', 'More', 'Close chat']) assert.ok(seen.has(name), `${name} in ${[...seen]}`);
  assert.ok(!seen.has('launcher') && !seen.has(null), 'and backwards too');
});

test('an input method’s Enter takes the word and does not send', async (t) => {
  const chat = await visit(t);
  await chat.open();
  const session = await chat.page.context().newCDPSession(chat.page);
  await session.send('Input.imeSetComposition', { text: 'すし', selectionStart: 2, selectionEnd: 2 });
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Enter', code: 'Enter' });
  await session.send('Input.insertText', { text: '寿司' });
  assert.equal(await chat.input.inputValue(), '寿司');
  assert.deepEqual(await chat.log(), []);
  await chat.page.keyboard.press('Enter');
  await chat.hasMessages(2);
  assert.deepEqual((await chat.log())[0], ['user', '寿司']);
});

test('the keyboard of a phone leaves the text box in sight, and nothing is magnified by the focus', async (t) => {
  const chat = await visit(t, PHONE);
  await chat.open();
  assert.ok((await chat.input.evaluate((input) => parseFloat(getComputedStyle(input).fontSize))) >= 16);
  // A keyboard makes the visual viewport smaller and leaves the page's own as it is.
  await chat.page.evaluate(() => {
    const { visualViewport } = window;
    for (const [name, value] of [['height', 420], ['offsetTop', 30]]) {
      Object.defineProperty(visualViewport, name, { value, configurable: true });
    }
    visualViewport.dispatchEvent(new Event('resize'));
  });
  const { y, height } = await chat.panel.boundingBox();
  assert.deepEqual([y, height], [30, 420]);
  const input = await chat.input.boundingBox();
  assert.ok(input.y + input.height <= 450, JSON.stringify(input));
  await chat.page.evaluate(() => {
    delete window.visualViewport.height;
    delete window.visualViewport.offsetTop;
    window.visualViewport.dispatchEvent(new Event('resize'));
  });
  assert.equal((await chat.panel.boundingBox()).height, 844);
});

test('behind the panel that fills the screen the page stays where it is', async (t) => {
  const chat = await visit(t, PHONE);
  await chat.page.evaluate(() => {
    document.body.style.minHeight = '3000px';
    scrollTo(0, 200);
  });
  await chat.open();
  const session = await chat.page.context().newCDPSession(chat.page);
  const swipe = (y, distance) => session.send('Input.synthesizeScrollGesture', { x: 200, y, yDistance: distance, speed: 2000 });
  await swipe(40, -200);
  await swipe(400, -300);
  await swipe(400, 300);
  await swipe(810, -200);
  assert.equal(await chat.page.evaluate(() => Math.round(scrollY)), 200);
  const styles = await chat.page.evaluate(() => [document.documentElement, document.body].map((node) => node.style.overflow));
  assert.deepEqual(styles, ['', ''], 'the page’s own styles are not touched');
});

test('at 400 % everything can be reached and nothing is cut', async (t) => {
  const chat = await visit(t, { viewport: { width: 320, height: 256 } });
  await chat.open();
  await chat.say('We need an online shop, about 20k euros');
  await chat.settles();
  const fits = async (part, name) => {
    const { x, y, width, height } = await part.boundingBox();
    const inside = x >= 0 && y >= 0 && x + width <= 320 && y + height <= 256;
    assert.ok(inside, `${name}: ${JSON.stringify({ x, y, width, height })}`);
  };
  const named = (name) => chat.panel.getByRole('button', { name }).first();
  for (const [name, part] of Object.entries({ input: chat.input, send: chat.send, card: chat.card, more: named('More'), close: named('Close chat') })) {
    await fits(part, name);
  }
  const log = chat.element.getByRole('log');
  assert.ok((await log.boundingBox()).height >= 60, 'there is room to read');
  await named('More').click();
  for (const name of ['Start over', 'End chat']) await fits(named(name), name);
  await named('Start over').click();
  for (const name of ['Keep it', 'Start over']) await fits(named(name), name);
  await named('Keep it').click();
  assert.equal(await chat.page.evaluate(() => document.documentElement.scrollWidth), 320);
});
