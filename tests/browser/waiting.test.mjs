// What the visitor is told while something takes its time: that an answer is coming, why it is not, and how long.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { withConfig } from './support/staged.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const address = `${server.origin}/demo/studio/`;

async function visit(t) {
  const chat = await newVisitor(t, browser, address);
  await chat.open();
  return chat;
}

test('an answer is seen to be written from the moment of sending, and goes where the message cannot arrive', async (t) => {
  const chat = await visit(t);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await chat.page.route('**/api/v1/chat/send', async (route) => {
    await held;
    await route.abort();
  });
  await chat.write('We need an online shop');
  await chat.element.locator('[part~=message].writing').waitFor();
  await chat.hasMessages(2);
  assert.equal(await chat.element.getByRole('button', { name: 'Stop' }).count(), 0, 'there is nothing to stop yet');
  go();
  await chat.element.getByText('No connection').waitFor();
  await chat.hasMessages(1);
});

for (const [status, headers, words] of [
  [429, { 'retry-after': '74' }, 'You can go on in 2 minutes'],
  [503, { 'retry-after': '40' }, 'The server does not answer. Next try in 40 seconds'],
  [502, {}, 'The server does not answer. Next try in'],
]) {
  test(`a ${status} in a proxy's own words is told by its status`, async (t) => {
    const chat = await visit(t);
    await chat.page.route('**/api/v1/chat/send', (route) =>
      route.fulfill({ status, headers: { ...headers, 'content-type': 'text/html' }, body: '<h1>Later</h1>' }),
    );
    await chat.write('We need an online shop');
    await chat.element.getByText(words).waitFor();
    assert.equal(await chat.element.getByText('No connection').count(), 0);
  });
}

test('how much is too much is told with its unit, and grouped', async (t) => {
  const chat = await visit(t);
  await chat.input.fill('x'.repeat(11_999));
  await chat.element.getByText('Characters over the limit: 1,999').waitFor();
});

test('what was told to screen readers goes away', async (t) => {
  const chat = await visit(t);
  await chat.say('We need an online shop');
  const told = chat.element.locator('.unseen[aria-live=polite]');
  await until('it is told', async () => (await told.textContent()).length > 0);
  await until('it is gone', async () => (await told.textContent()) === '');
});

test('the tenant’s words on being away stand under the greeting until the first message', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  await withConfig(chat.page, { presence: { open: false, away: 'We rest on Sundays.' } });
  await chat.page.goto(address);
  await chat.open();
  const words = chat.element.locator('a-main').getByText('We rest on Sundays.');
  await words.waitFor();
  assert.ok(await chat.element.locator('a-head').getByText('Our team is away.').isVisible());
  await chat.say('We need an online shop');
  assert.equal(await words.isVisible(), false);
});
