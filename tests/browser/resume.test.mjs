// The conversation outlives the page, the tab and the server; it ends where the visitor says so.
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
const BUDGET = 'between 25,000 and 30,000 euros';

/** A visitor who has said two things; the log as it then is. */
async function visitWithConversation(t) {
  const chat = await visit(t);
  await chat.open();
  await chat.say(SHOP);
  await chat.say(BUDGET);
  return { chat, log: await chat.log() };
}

/** The conversation is the one before, seen and understood. */
async function goesOn(chat, log) {
  await chat.hasMessages(log.length);
  assert.deepEqual(await chat.log(), log);
  assert.ok(await chat.card.isVisible());
  const reply = await chat.say('by mid March');
  assert.equal(reply.extracted_attributes.project_type.display, 'Online shop');
  assert.equal(reply.extracted_attributes.budget.display, '€25,000–30,000');
  assert.match(reply.extracted_attributes.deadline.display, /15 March/);
}

/** The page is told of an answer, the first since it was loaded. */
const isAnswered = (chat) => until('it is answered', async () => (await chat.replies()).length > 0);

/** What the server has of a message. */
async function timesInHistory(chat, origin, text) {
  const messages = await history(chat.page, origin);
  return {
    asked: messages.filter((message) => message.author === 'user' && message.text === text).length,
    answered: messages.filter((message) => message.author === 'assistant').length,
  };
}

test('after a reload the panel is open again, with the conversation', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  await chat.page.reload();
  await chat.isThere();
  assert.ok(await chat.panel.isVisible());
  await goesOn(chat, log);
});

test('closed before the reload, it stays closed', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  await chat.input.press('Escape');
  await chat.page.reload();
  await chat.launcher.waitFor();
  assert.equal(await chat.panel.isVisible(), false);
  await chat.open();
  await goesOn(chat, log);
});

test('on another page of the site it goes on', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  await chat.page.getByRole('navigation').getByRole('link', { name: 'About' }).click();
  await chat.page.waitForURL('**/about.html');
  await chat.isThere();
  await goesOn(chat, log);
});

test('a server that was killed and started again has it still', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  await server.kill();
  await server.again();
  await goesOn(chat, log);
  const longer = await chat.log();
  await chat.page.reload();
  await chat.isThere();
  await chat.hasMessages(longer.length);
  assert.deepEqual(await chat.log(), longer);
});

test('two tabs show the same conversation', async (t) => {
  const { chat: first, log } = await visitWithConversation(t);
  const second = await newTab(first.page.context(), address);
  await second.open();
  await second.hasMessages(log.length);
  await second.say('by mid March');
  await first.hasMessages(log.length + 2);
  await first.say('Ana Kowalska');
  await second.hasMessages(log.length + 4);
  const written = await history(first.page, server.origin);
  await showsOnly([first, second], written);
  assert.equal(written.length, log.length + 4);
});

test('two tabs that send at once are both answered, in one order', async (t) => {
  const first = await visit(t);
  await first.open();
  await first.say(SHOP);
  const second = await newTab(first.page.context(), address);
  await second.open();
  await second.hasMessages(2);
  await Promise.all([first.write(BUDGET), second.write('by mid March')]);
  await isAnswered(second);
  await until('the first is answered again', async () => (await first.replies()).length >= 2);
  const written = await history(first.page, server.origin);
  assert.equal(written.length, 6);
  await showsOnly([first, second], written);
});

/** Every tab comes to show exactly what the server has, in its order. */
async function showsOnly(tabs, written) {
  const order = written.map((message) => message.text).join('\n');
  for (const chat of tabs) {
    const shown = async () => (await chat.log()).map(([, text]) => text).join('\n');
    await until('the tab shows what the server has', async () => (await shown()) === order);
  }
}

test('starting over forgets everything, here, on the server and in the other tab', async (t) => {
  const { chat } = await visitWithConversation(t);
  const other = await newTab(chat.page.context(), address);
  await other.open();
  await other.hasMessages(4);
  await chat.element.getByRole('button', { name: 'More' }).click();
  await chat.element.getByRole('button', { name: 'Start over' }).click();
  await chat.element.getByRole('button', { name: 'Keep it' }).click();
  assert.equal((await chat.log()).length, 4, 'kept');
  await chat.element.getByRole('button', { name: 'More' }).click();
  await chat.element.getByRole('button', { name: 'Start over' }).click();
  await chat.element.getByRole('button', { name: 'Start over' }).click();
  await chat.hasMessages(0);
  await other.hasMessages(0);
  assert.equal(await chat.card.isVisible(), false);
  await until('the server has forgotten', async () => (await history(chat.page, server.origin)).length === 0);
  await chat.page.reload();
  await chat.isThere();
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes), ['deadline']);
  assert.equal((await history(chat.page, server.origin)).length, 2);
});

test('a message written while the server is away arrives once when it is back', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  await server.kill();
  await chat.page.evaluate(() => document.anteroomEvents.splice(0));
  await chat.write('by mid March');
  await chat.element.getByText('Waits to be sent').waitFor();
  assert.deepEqual((await chat.log()).at(-1), ['user', 'by mid March']);
  await server.again();
  await isAnswered(chat);
  await chat.hasMessages(log.length + 2);
  assert.deepEqual(await timesInHistory(chat, server.origin, 'by mid March'), { asked: 1, answered: 3 });
});

test('… and also when the page was left in the meantime', async (t) => {
  const { chat, log } = await visitWithConversation(t);
  const context = chat.page.context();
  await server.kill();
  await chat.write('by mid March');
  await chat.element.getByText('Waits to be sent').waitFor();
  await chat.page.close();
  await server.again();

  // The page can be had again, the conversation not yet.
  let isAway = true;
  await context.route('**/api/v1/chat/**', (route) => (isAway ? route.abort() : route.continue()));
  const later = await newTab(context, address);
  await later.open();
  await later.element.getByText('No connection').waitFor();
  isAway = false;
  await later.element.getByRole('button', { name: 'Try now' }).click();
  await isAnswered(later);
  await later.hasMessages(log.length + 2);
  assert.deepEqual(await timesInHistory(later, server.origin, 'by mid March'), { asked: 1, answered: 3 });
  await later.page.reload();
  await later.isThere();
  await later.hasMessages(log.length + 2);
  assert.deepEqual(await timesInHistory(later, server.origin, 'by mid March'), { asked: 1, answered: 3 });
});

test('while a message waits, one learns that the next is too long', async (t) => {
  const { chat } = await visitWithConversation(t);
  await chat.page.route('**/api/v1/chat/**', (route) => route.abort());
  await chat.write('by mid March');
  await chat.element.getByText('No connection').waitFor();
  await chat.input.fill('x'.repeat(10_002));
  await chat.element.getByText('Characters over the limit: 2').waitFor();
  // The next try fails as well, and the one after it is waited for.
  await chat.page.waitForEvent('requestfailed');
  await chat.page.waitForEvent('requestfailed');
  assert.ok(await chat.element.getByText('Characters over the limit: 2').isVisible());
});

test('a reload in the middle of an answer loses nothing and doubles nothing', async (t) => {
  const { chat, slow } = await visitSlowModel(t);
  await chat.page.reload();
  await chat.isThere();
  await chat.hasMessages(2);
  await isAnswered(chat);
  await until('the answer is whole', async () => /tenth\.$/.test((await chat.log())[1]?.[1]));
  assert.deepEqual(await timesInHistory(chat, slow.origin, SHOP), { asked: 1, answered: 1 });
});

test('a server killed in the middle of an answer answers after all, once', async (t) => {
  const { chat, slow } = await visitSlowModel(t);
  await slow.kill();
  await slow.again();
  await isAnswered(chat);
  await until('the answer is whole', async () => /tenth\.$/.test((await chat.log())[1]?.[1]));
  assert.equal((await chat.log()).length, 2);
  assert.deepEqual(await timesInHistory(chat, slow.origin, SHOP), { asked: 1, answered: 1 });
});

/** A visitor who sees the beginning of an answer that takes a second or more. */
async function visitSlowModel(t) {
  const reply = 'First, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth.';
  const model = await startStandIn([answering('online shop', reply, { latency: 60, chunkSize: 5 })]);
  t.after(() => model.stop());
  const slow = await Server.start({ env: model.env });
  t.after(() => slow.stop());
  const chat = await newVisitor(t, browser, `${slow.origin}/demo/studio/`);
  await chat.open();
  await chat.write(SHOP);
  await until('the answer begins', async () => /^First/.test((await chat.log())[1]?.[1]));
  assert.deepEqual(await chat.replies(), [], 'it is not whole yet');
  return { chat, slow };
}
