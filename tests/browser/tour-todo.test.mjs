// The five minutes of tenants/todo/README.md, by rules alone: the list on the page follows what is said.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests } from './support/browser.mjs';
import { blocks, done, shows, visit } from './support/demo.mjs';
import { Server } from './support/server.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const group = (chat, name) => chat.page.getByRole('region', { name, exact: true });

test('what is said is done, and the list on the page follows', async (t) => {
  const chat = await visit(t, browser, server, 'todo/');
  await shows(group(chat, 'Overdue'), 'Return the library books');
  await chat.say('add buy groceries');
  await shows(group(chat, 'Some day'), 'Buy groceries');
  await chat.say('also call dentist tomorrow');
  await shows(group(chat, 'Tomorrow'), 'Call dentist');
  const { tool_calls: calls } = await chat.say('show me my tasks');
  assert.equal(calls[0].tool, 'find', 'the call is told');
  assert.match(await blocks(chat), /Buy groceries/);
  assert.doesNotMatch(await blocks(chat), /bicycle/);
  await chat.say('mark groceries done');
  await shows(group(chat, 'Done'), 'Buy groceries');
  await chat.say('delete the dentist one');
  await shows(group(chat, 'Tomorrow'), 'Call dentist', false);
  assert.deepEqual(await done(chat), ['create T-17', 'create T-18', 'change_status T-17', 'delete T-18']);
  // What the page shows is what is stored.
  await chat.page.reload();
  await shows(group(chat, 'Done'), 'Buy groceries');
  await shows(chat.page.locator('#list'), 'Call dentist', false);
  assert.deepEqual(chat.errors, []);
});

test('a click on a box, and the field above the list, say it to the chat', async (t) => {
  const chat = await visit(t, browser, server, 'todo/', { user: 'ben' });
  await group(chat, 'Today').getByRole('checkbox', { name: /Oil the bicycle chain/ }).click();
  await shows(group(chat, 'Done'), 'Oil the bicycle chain');
  await chat.page.getByLabel('Something to do').fill('sweep the stairs tomorrow');
  await chat.page.getByRole('button', { name: 'Add', exact: true }).click();
  await shows(group(chat, 'Tomorrow'), 'Sweep the stairs');
  assert.deepEqual(chat.errors, []);
});

test('nobody finds or changes what is another’s', async (t) => {
  const chat = await visit(t, browser, server, 'todo/', { user: 'ben' });
  await shows(chat.page.locator('#list'), 'Plan the hike');
  await shows(chat.page.locator('#list'), 'library', false);
  const answer = await chat.say('delete the library books');
  assert.doesNotMatch(JSON.stringify(answer.blocks ?? []), /Return the library books/);
  assert.deepEqual(await done(chat), []);
});
