// WCAG 2.2 AA as far as axe can tell, in every state; and the whole way by keyboard.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isAccessible } from './support/axe.mjs';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { Server } from './support/server.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const visit = (t, options) => newVisitor(t, browser, `${server.origin}/demo/studio/`, options);

/** From the closed launcher to a conversation at readiness with the card unfolded, looked at on the way. */
async function isAccessibleThroughout(chat, what) {
  await chat.launcher.waitFor();
  await isAccessible(chat, `${what}: closed`);
  await chat.open();
  await isAccessible(chat, `${what}: open`);
  await chat.say(CANDLES[0]);
  await isAccessible(chat, `${what}: a conversation`);
  await chat.card.getByRole('button').first().click();
  await isAccessible(chat, `${what}: the card unfolded`);
  await chat.card.getByRole('button').first().click();
  for (const words of CANDLES.slice(1)) await chat.say(words);
  await chat.card.getByRole('button').first().click();
  await isAccessible(chat, `${what}: the card at readiness`);
  await chat.card.getByRole('button').first().click();
  await chat.element.getByRole('button', { name: 'More' }).click();
  await isAccessible(chat, `${what}: the menu`);
  assert.deepEqual(chat.errors, []);
}

test('light', async (t) => {
  await isAccessibleThroughout(await visit(t, { colorScheme: 'light' }), 'light');
});

test('dark', async (t) => {
  await isAccessibleThroughout(await visit(t, { colorScheme: 'dark' }), 'dark');
});

test('forced colours', async (t) => {
  await isAccessibleThroughout(await visit(t, { forcedColors: 'active' }), 'forced colours');
});

test('on a phone, where it fills the screen', async (t) => {
  const chat = await visit(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await isAccessibleThroughout(chat, 'phone');
  const { x, y, width, height } = await chat.panel.boundingBox();
  assert.deepEqual([x, y, width, height], [0, 0, 390, 844]);
});

test('at 320 pixels nothing is cut off', async (t) => {
  const chat = await visit(t, { viewport: { width: 320, height: 568 } });
  await chat.open();
  await chat.say(CANDLES[0]);
  await isAccessible(chat, '320 pixels');
  for (const part of [chat.input, chat.send, chat.card]) {
    const { x, y, width, height } = await part.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 320 && y + height <= 568, JSON.stringify({ x, y, width, height }));
  }
  assert.equal(await chat.page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test('on a page that is written from right to left', async (t) => {
  const chat = await visit(t);
  await chat.page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await isAccessibleThroughout(chat, 'right to left');
  const { x } = await chat.launcher.boundingBox();
  assert.ok(x < 100, `the end of the line is on the left: ${x}`);
});

test('when a message is too long and when the server is away', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.input.fill('x'.repeat(10_002));
  await chat.element.getByText('Characters over the limit: 2').waitFor();
  await isAccessible(chat, 'too long');
  await chat.page.route('**/api/v1/chat/**', (route) => route.abort());
  await chat.write('We need an online shop');
  await chat.element.getByText('Waits to be sent').waitFor();
  await isAccessible(chat, 'away');
});

test('by keyboard alone: open, type, send, close', async (t) => {
  const chat = await visit(t);
  const { keyboard } = chat.page;
  await chat.launcher.waitFor();
  const focused = () => chat.element.evaluate((element) => element.shadowRoot.activeElement?.getAttribute('part'));
  for (let steps = 0; (await focused()) !== 'launcher' && steps < 100; steps += 1) await keyboard.press('Tab');
  assert.equal(await focused(), 'launcher', 'Tab leads there');
  await keyboard.press('Enter');
  await chat.isThere();
  assert.equal(await focused(), 'input');
  await keyboard.type('We need an online shop');
  await keyboard.press('Enter');
  await chat.hasMessages(2);
  assert.equal(await focused(), 'input', 'one can go on writing');
  await keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  assert.equal(await focused(), 'launcher');
});

test('every control can be reached by keyboard and shows where the focus is', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say('We need an online shop');
  // It comes when it is first needed, a moment after the answer.
  await chat.card.waitFor();
  const controls = await chat.element.evaluate((element) => {
    const all = [...element.shadowRoot.querySelectorAll('button, textarea, a, [tabindex="0"]')];
    const visible = all.filter((one) => one.checkVisibility());
    visible.forEach((one, place) => (one.dataset.place = place));
    return visible.map((one) => one.dataset.place);
  });
  await chat.launcher.focus();
  const reached = [];
  for (const _ of controls) {
    const { place, name, isShown } = await chat.element.evaluate((element) => {
      const one = element.shadowRoot.activeElement;
      const isOutlined = (node) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      };
      // The composer is outlined as a whole.
      const isShown = one && (isOutlined(one) || isOutlined(one.parentNode));
      return { place: one?.dataset.place, name: one?.ariaLabel || one?.textContent, isShown };
    });
    assert.ok(isShown, `${name} shows that it has the focus`);
    reached.push(place);
    await chat.page.keyboard.press('Tab');
  }
  assert.deepEqual(reached.sort(), controls.sort());
});

test('an answer is told to screen readers once, when it is whole', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.element.evaluate((element) => {
    const told = (document.anteroomTold = []);
    const live = [...element.shadowRoot.querySelectorAll('[aria-live=polite]')];
    const look = (records) => told.push(...records.map(({ target }) => target.textContent));
    for (const region of live) new MutationObserver(look).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const reply = await chat.say('We need an online shop');
  const told = await chat.page.evaluate(() => document.anteroomTold.filter((text) => text));
  assert.deepEqual([...new Set(told)], [reply.bot_message]);
  assert.equal(await chat.element.getByRole('log').getAttribute('aria-live'), 'off', 'not every piece of it');
});

test('who wants less motion gets none', async (t) => {
  const chat = await visit(t, { reducedMotion: 'reduce' });
  await chat.open();
  await chat.write('We need an online shop');
  await chat.hasMessages(2);
  const lengths = await chat.element.evaluate((element) =>
    [...element.shadowRoot.querySelectorAll('*')].flatMap((node) => {
      const style = getComputedStyle(node);
      return [...style.animationDuration.split(', '), ...style.transitionDuration.split(', ')];
    }),
  );
  assert.deepEqual(new Set(lengths), new Set(['0s']));
});
