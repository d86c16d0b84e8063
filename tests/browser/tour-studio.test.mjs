// The studio's five minutes: from the first sentence to the card, and what is told to the page.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

test('a project is told in six sentences, and is ready for an estimate', async (t) => {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`, { locale: 'en-GB' });
  await chat.open();
  await chat.say('We need an online shop, 20–30k euros');
  await chat.say('It should sell our candles abroad');
  await chat.say('by mid March');
  const { extracted_attributes: known } = await chat.say('Ana Kowalska');
  assert.equal(known.project_type.value, 'online_shop');
  const answer = await chat.say('ana@candles.example');
  assert.equal(answer.ready_for_estimate, true);
  assert.equal((await chat.heard('estimate-ready')).length, 1);
  await chat.page.getByText('We have what we need for an estimate').waitFor();
  assert.deepEqual(chat.errors, []);
});
