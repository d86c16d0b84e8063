// Stopping an answer, against the real server with a slow model: what was said stays, and what it is the server says.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { history } from './support/api.mjs';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { holdingBack } from './support/held-model.mjs';
import { Server } from './support/server.mjs';
import { answering, startStandIn } from './support/stand-in.mjs';
import { until } from './support/until.mjs';

const WORDS = ['First', ...Array.from({ length: 70 }, (_, place) => `word ${place}`), 'and the last.'].join(', ');
const standIn = await startStandIn([answering('online shop', WORDS, { chunkSize: 8 }), answering('mid March', 'Noted.')]);
after(() => standIn.stop());
// Its beginning and a few words more.
const model = await holdingBack(standIn, 20);
after(() => model.stop());
const server = await Server.start({ env: model.env });
after(() => server.stop());
const browser = await browserForTests();

/** A visitor who sees the beginning of an answer of which no more comes until `model.goOn()`. */
async function visitLongAnswer(t) {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  await chat.open();
  await chat.write('We need an online shop');
  await until('the answer begins', async () => /^First/.test((await chat.log())[1]?.[1]));
  return chat;
}

test('the send button stops an answer that is being written: what was said stays, and the draft too', async (t) => {
  const chat = await visitLongAnswer(t);
  const place = await chat.send.boundingBox();
  await chat.input.fill('What I wanted to say');
  assert.equal(await chat.send.getAttribute('aria-label'), 'Stop');
  assert.deepEqual(await chat.send.boundingBox(), place, 'in the same place');
  await chat.send.click();
  await chat.element.getByText('Stopped', { exact: true }).waitFor();
  const reply = await until('it is closed', async () => (await chat.replies())[0]);
  assert.equal(reply.stopped, true);
  assert.equal(await chat.send.getAttribute('aria-label'), 'Send');
  assert.equal(await chat.input.inputValue(), 'What I wanted to say');

  const [, answer] = await history(chat.page, server.origin);
  assert.equal(answer.stopped, true);
  assert.ok(answer.text.startsWith('First') && !answer.text.endsWith('last.'), answer.text);
  assert.deepEqual((await chat.log())[1], ['assistant', answer.text]);
  await chat.page.reload();
  await chat.hasMessages(2);
  await chat.element.getByText('Stopped', { exact: true }).waitFor();
  assert.equal((await chat.say('by mid March')).bot_message, 'Noted.');
  assert.deepEqual(chat.errors, []);
});

test('Enter does not stop the answer: it sends the next message', async (t) => {
  const chat = await visitLongAnswer(t);
  await chat.input.fill('by mid March');
  await chat.input.press('Enter');
  await chat.hasMessages(3);
  assert.equal(await chat.input.inputValue(), '');
  assert.equal(await chat.send.getAttribute('aria-label'), 'Stop', 'the first answer goes on');
  await chat.send.click();
  await until('both are answered', async () => (await chat.replies()).length === 2);
  const [first, second] = await chat.replies();
  assert.deepEqual([first.stopped, second.bot_message], [true, 'Noted.']);
});

test('where the server cannot stop it, the answer comes to its end', async (t) => {
  const chat = await visitLongAnswer(t);
  await chat.page.route('**/api/v1/chat/stop/*', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 404, code: 'not_found', title: 'Not found', detail: 'There is no such address.' }),
    }),
  );
  const refused = chat.page.waitForResponse('**/api/v1/chat/stop/*');
  await chat.send.click();
  await refused;
  model.goOn();
  await until('the answer is whole', async () => /last\.$/.test((await chat.log())[1]?.[1]));
  assert.equal((await chat.replies())[0].stopped ?? false, false);
  assert.equal(await chat.element.getByText('Stopped', { exact: true }).isVisible(), false);
});

test('axe finds nothing while an answer can be stopped, once it is, while a message waits, in the menu and at the end', async (t) => {
  const chat = await visitLongAnswer(t);
  const isAccessible = async (what) => {
    await chat.settles();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page: chat.page }).include('anteroom-chat').withTags(tags).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].failureSummary}`), [], what);
  };
  const press = (name) => chat.panel.getByRole('button', { name, exact: true }).click();
  await isAccessible('writing');
  await press('Stop');
  await chat.element.getByText('Stopped', { exact: true }).waitFor();
  await isAccessible('stopped');
  await chat.page.route('**/api/v1/chat/send', (route) => route.abort());
  await chat.write('by mid March');
  await chat.element.getByRole('button', { name: 'Try now' }).waitFor();
  await isAccessible('waiting');
  await press('More');
  await isAccessible('the menu');
  await press('Start over');
  await isAccessible('the question');
  await press('Keep it');
  await press('More');
  await press('End chat');
  await chat.element.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await isAccessible('ended');
});
