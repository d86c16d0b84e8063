// The code that is fetched when it is first needed: not before, once, and again where it could not be had.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { withAnswers, withConfig } from './support/staged.mjs';
import { CHARTS, FORM, STATES_OF_SCOPE } from './support/staged-answers.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

const LATER = '**/assets/anteroom-later-*.wasm';

/** A visitor with the panel open, whose messages are answered so; and the requests for the code. */
async function opened(t, answer, { refused = false, config = {} } = {}) {
  const chat = await newVisitor(t, browser, 'about:blank');
  const fetched = [];
  chat.page.on('request', (request) => request.url().includes('/anteroom-later-') && fetched.push(request.url()));
  if (refused) await chat.page.route(LATER, (route) => route.abort());
  await withConfig(chat.page, config);
  await withAnswers(chat.page, answer);
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  return { chat, fetched, charts: chat.element.getByRole('img', { name: CHARTS[0].title }) };
}

const chartFor = ({ message }) => (message === 'A chart' ? { bot_message: 'Here:', blocks: [CHARTS[0]] } : {});

test('opening, typing and chatting fetches none of it; the first chart does, the second does not', async (t) => {
  const { chat, fetched, charts } = await opened(t, chartFor);
  await chat.input.pressSequentially('Good day');
  await chat.input.press('Enter');
  await chat.hasMessages(2);
  assert.deepEqual(fetched, []);
  for (const count of [1, 2]) {
    await chat.say('A chart');
    await charts.nth(count - 1).waitFor();
    assert.equal(fetched.length, 1);
  }
  assert.deepEqual(chat.errors, []);
});

test('a block whose code is refused offers to try again, and the chat goes on', async (t) => {
  const { chat, fetched, charts } = await opened(t, chartFor, { refused: true });
  const told = chat.page.waitForEvent('console', (line) => line.text().startsWith('[anteroom] a part of the panel'));
  await chat.say('A chart');
  await told;
  const again = chat.element.locator('.blocks').getByRole('button', { name: 'Try now' });
  await again.waitFor();
  assert.equal(await charts.count(), 0);
  await chat.say('Still there?');
  await chat.page.unroute(LATER);
  await again.click();
  await charts.waitFor();
  assert.equal(await again.count(), 0);
  assert.equal(fetched.length, 2);
});

test('a card whose code was refused comes with the next thing that is understood', async (t) => {
  let confidence = 0.5;
  const { chat } = await opened(t, () => ({ ...STATES_OF_SCOPE.some, confidence: (confidence += 0.1) }), { refused: true });
  const refused = chat.page.waitForEvent('requestfailed', (request) => request.url().includes('/anteroom-later-'));
  await chat.say('A shop');
  await refused;
  assert.equal(await chat.card.count(), 0);
  await chat.page.unroute(LATER);
  await chat.say('In March');
  await chat.card.waitFor();
});

test('a form whose code is refused gives way to the chat', async (t) => {
  const { chat } = await opened(t, chartFor, { refused: true, config: FORM });
  await chat.input.waitFor();
  await chat.say('Good day');
  assert.deepEqual(chat.errors.filter((error) => !error.includes('ERR_FAILED')), []);
});
