// A message once written is sent exactly once, whatever the network, the page and the server do meanwhile.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { history } from './support/api.mjs';
import { browserForTests, newTab, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { answering, startStandIn } from './support/stand-in.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const address = `${server.origin}/demo/studio/`;
const visit = (t) => newVisitor(t, browser, address);

const SHOP = 'We need an online shop';
const MARCH = 'by mid March';

/** A visitor who has said something. */
async function visitWithConversation(t) {
  const chat = await visit(t);
  await chat.open();
  await chat.say(SHOP);
  return chat;
}

/** A problem as the server tells it. */
const problem = (status, code, more = {}) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: 'Try later.', retryable: false, ...more }),
});

/** How often the server has this message. */
const times = async (chat, text) =>
  (await history(chat.page, server.origin)).filter((message) => message.author === 'user' && message.text === text).length;

test('offline, a message is kept and says so; it goes out as soon as the network is back', async (t) => {
  const chat = await visitWithConversation(t);
  await chat.page.context().setOffline(true);
  await chat.write(MARCH);
  await chat.element.getByText('You are offline').waitFor();
  await chat.element.getByText('Waits to be sent').waitFor();
  await chat.page.context().setOffline(false);
  await chat.hasMessages(4);
  await until('it is answered', async () => (await chat.replies()).length === 2);
  assert.equal(await times(chat, MARCH), 1);
  assert.equal(await chat.element.getByText('You are offline').isVisible(), false);
});

test('a message that two tabs have in their outbox is sent once and shown once', async (t) => {
  const chat = await visitWithConversation(t);
  const context = chat.page.context();
  let isAway = true;
  await context.route('**/api/v1/chat/**', (route) => (isAway ? route.abort() : route.continue()));
  await chat.write(MARCH);
  await chat.element.getByText('Waits to be sent').waitFor();
  const other = await newTab(context, address);
  await other.open();
  await other.element.getByText('No connection').waitFor();
  isAway = false;
  for (const tab of [chat, other]) {
    await tab.hasMessages(4);
    const shown = (await tab.log()).filter(([, text]) => text === MARCH);
    assert.equal(shown.length, 1);
  }
  await until('it is answered', async () => (await history(chat.page, server.origin)).length === 4);
  assert.equal(await times(chat, MARCH), 1);
  const kept = await chat.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':out:')));
  assert.deepEqual(kept, [], 'nothing is left to be sent');
});

test('the wait between the tries is told, and the visitor can be in a hurry', async (t) => {
  const chat = await visitWithConversation(t);
  let tries = 0;
  await chat.page.route('**/api/v1/chat/send', (route) => {
    tries += 1;
    return route.abort();
  });
  await chat.write(MARCH);
  await chat.element.getByText(/No connection. Next try in \d+ seconds?/).waitFor();
  await until('it waits longer', async () => /in [2-9] s/.test(await chat.element.locator('.notice').innerText()));
  const isLive = (live) => until('a screen reader is told of a wait once, not every second', async () => (await chat.element.locator('.notice').getAttribute('aria-live')) === live);
  await isLive('off');
  await isLive(null);
  const before = tries;
  await chat.element.getByRole('button', { name: 'Try now' }).click();
  await until('it has tried again', () => tries > before);
  await chat.page.unroute('**/api/v1/chat/send');
  // The wait has grown to many seconds by now.
  await chat.element.getByRole('button', { name: 'Try now' }).click();
  await chat.hasMessages(4);
  assert.equal(await times(chat, MARCH), 1);
});

test('a limit says when one can go on, keeps the message, and sends it then', async (t) => {
  const chat = await visitWithConversation(t);
  let refused = 0;
  await chat.page.route('**/api/v1/chat/send', (route) => {
    refused += 1;
    return refused === 1 ? route.fulfill(problem(429, 'rate_limited', { retryable: true, retry_after: 2 })) : route.continue();
  });
  await chat.write(MARCH);
  await chat.element.getByText('You can go on in 2 seconds').waitFor();
  assert.equal(await chat.element.getByRole('button', { name: 'Try now' }).isVisible(), false, 'hurry is of no use');
  await chat.hasMessages(4);
  assert.equal(await times(chat, MARCH), 1);
});

test('a session that is over begins anew, says so, and the message is answered in it', async (t) => {
  const chat = await visitWithConversation(t);
  const [before] = await history(chat.page, server.origin);
  const token = await chat.page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(':token'))));
  const { session } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  const ended = await fetch(`${server.origin}/api/v1/chat/session/${session}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  assert.ok(ended.ok);
  await chat.write(MARCH);
  await chat.element.getByText('The earlier conversation has ended').waitFor();
  await until('it is answered', async () => (await chat.replies()).length === 2);
  const now = await history(chat.page, server.origin);
  assert.deepEqual(now.map(({ author, text }) => author === 'user' && text).filter(Boolean), [MARCH]);
  assert.notEqual(now[0].turn_id, before.turn_id);
});

test('a message that is refused for good is marked, and its words are given back', async (t) => {
  const chat = await visitWithConversation(t);
  await chat.page.route('**/api/v1/chat/send', (route) => route.fulfill(problem(422, 'invalid_request')));
  await chat.write(MARCH);
  await chat.element.getByText('Not sent').waitFor();
  assert.equal(await chat.input.inputValue(), MARCH);
  await chat.page.unroute('**/api/v1/chat/send');
  await chat.input.press('Enter');
  await until('it is answered', async () => (await chat.replies()).length === 2);
  assert.equal(await times(chat, MARCH), 1);
});

test('a stream that falls silent is left, and the answer comes all the same', async (t) => {
  const reply = `First, ${'and so on, '.repeat(30)}the end.`;
  const model = await startStandIn([answering('online shop', reply, { latency: 60, chunkSize: 8 })]);
  t.after(() => model.stop());
  const slow = await Server.start({ env: model.env });
  t.after(() => slow.stop());
  const context = await browser.newContext();
  t.after(() => context.close());
  const chat = await newTab(context, `${slow.origin}/demo/studio/`);
  await chat.open();
  // From here on the page's time is ours; the server's is not: to the page 40 seconds pass without a byte.
  await chat.page.clock.install();
  await chat.write(SHOP);
  await until('the answer begins', async () => /^First/.test((await chat.log())[1]?.[1]));
  const asked = chat.page.waitForRequest('**/api/v1/chat/status/*');
  await chat.page.clock.fastForward(41_000);
  await asked;
  await until('the answer is whole', async () => {
    await chat.page.clock.fastForward(1_000);
    return /the end\.$/.test((await chat.log())[1]?.[1]);
  });
  assert.equal((await chat.log()).length, 2);
  assert.equal((await history(chat.page, slow.origin)).length, 2);
});

test('what is being written outlives a reload, in its own tab only, and goes once it is sent', async (t) => {
  const chat = await visitWithConversation(t);
  await chat.input.fill('by mid');
  const other = await newTab(chat.page.context(), address);
  await other.open();
  await other.hasMessages(2);
  assert.equal(await other.input.inputValue(), '');
  await chat.page.reload();
  await chat.isThere();
  await until('the draft is back', async () => (await chat.input.inputValue()) === 'by mid');
  await chat.input.press('End');
  await chat.input.pressSequentially(' March');
  await chat.input.press('Enter');
  await chat.hasMessages(4);
  assert.deepEqual((await chat.log())[2], ['user', MARCH]);
  await chat.page.reload();
  await chat.hasMessages(4);
  assert.equal(await chat.input.inputValue(), '');
});
