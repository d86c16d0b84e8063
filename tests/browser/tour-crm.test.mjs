// The five minutes of tenants/crm/README.md, by rules alone: the board follows without a reload.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests } from './support/browser.mjs';
import { blocks, done, shows, visit } from './support/demo.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const column = (chat, name) => chat.page.getByRole('region', { name, exact: true });

test('leads are found, added, moved and deleted, and the board follows', async (t) => {
  const chat = await visit(t, browser, server, 'crm/');
  await shows(column(chat, 'New'), 'John Okafor');
  await chat.say('Move John to Meeting booked');
  assert.match(await blocks(chat), /John Whitfield/);
  assert.deepEqual(await done(chat), [], 'it is asked which before anything is done');
  await chat.element.getByRole('button', { name: /John Okafor/ }).click();
  await shows(column(chat, 'Meeting booked'), 'John Okafor');
  await chat.say('Add new lead Sarah from TechCorp');
  await shows(column(chat, 'New'), 'Sarah');
  await shows(column(chat, 'New'), 'TechCorp');
  await chat.say('her phone is +44 20 7946 0000');
  const answer = await chat.say("what's her phone?");
  assert.match(`${answer.bot_message} ${await blocks(chat)}`.replaceAll(' ', ''), /2079460000/);
  await chat.say('delete it');
  await shows(column(chat, 'New'), 'Sarah');
  await chat.say('yes');
  await shows(column(chat, 'New'), 'Sarah', false);
  assert.deepEqual(await done(chat), ['change_status LD-3', 'create LD-17', 'update LD-17', 'delete LD-17']);
  await chat.say('leads by status');
  assert.ok(await chat.element.locator('.blocks .chart').last().isVisible());
  assert.deepEqual(chat.errors, []);
});

test('the menu on a card says it to the chat', async (t) => {
  const chat = await visit(t, browser, server, 'crm/', { user: 'tom' });
  await chat.page.getByLabel('Move Nadia Ferris to').selectOption('Contacted');
  await shows(column(chat, 'Contacted'), 'Nadia Ferris');
  assert.deepEqual(await done(chat), ['change_status LD-1']);
});

test('the assistant of the team reads, and changes nothing', async (t) => {
  const chat = await visit(t, browser, server, 'crm/', { user: 'ivy' });
  await shows(column(chat, 'Contacted'), 'Ravi Menon');
  assert.equal(await chat.page.getByLabel(/^Move /).count(), 0);
  await chat.say('move LD-5 to Won');
  await shows(column(chat, 'Contacted'), 'Ravi Menon');
  assert.deepEqual(await done(chat), []);
});

test('a message is answered in the background, and its state can be asked', async (t) => {
  const { token } = await (await fetch(`${server.origin}/demo/crm/token?user=tom`)).json();
  const ask = async (path, options = {}) => {
    const headers = { origin: server.origin, 'content-type': 'application/json', ...options.headers };
    return fetch(`${server.origin}/api/v1/chat/${path}`, { ...options, headers });
  };
  const begun = await ask('sessions', { method: 'POST', body: JSON.stringify({ tenant: 'crm', user_token: token }) });
  const authorization = `Bearer ${(await begun.json()).token}`;
  const sent = await ask('send', {
    method: 'POST',
    headers: { authorization, prefer: 'respond-async' },
    body: JSON.stringify({ message: 'move LD-4 to Contacted', message_id: 'background-1' }),
  });
  assert.equal(sent.status, 202);
  const { turn_id: turn } = await sent.json();
  await until('the turn is answered', async () => {
    const status = await (await ask(`status/${turn}`, { headers: { authorization } })).json();
    return status.state === 'done' || status.status === 'done';
  });
  const { records } = await (await fetch(`${server.origin}/demo/crm/records/lead?user=tom`)).json();
  assert.equal(records.find(({ id }) => id === 'LD-4').status, 'contacted');
});
