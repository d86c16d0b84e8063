// The summary card: what is understood is changed, removed, filled in and confirmed where it stands, on the real server.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { history } from './support/api.mjs';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { Server } from './support/server.mjs';
import { withConfig } from './support/staged.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

/** A visitor who has said this, with the card unfolded. */
async function understood(t, words = ['We need an online shop for about 20k euros'], config = {}) {
  const chat = await newVisitor(t, browser, 'about:blank');
  await withConfig(chat.page, config);
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  for (const one of words) await chat.say(one);
  await chat.card.getByRole('button').first().click();
  return chat;
}

const press = (chat, name) => chat.card.getByRole('button', { name, exact: true }).click();
const row = (chat, label) => chat.card.locator('dl > div').filter({ has: chat.page.locator('dt', { hasText: label }) });
const value = async (chat, label) => (await row(chat, label).locator('dd').innerText()).trim();
const edits = (chat) => chat.element.locator('[part~=edit]');

test('a value is changed where it stands, and the log says so quietly', async (t) => {
  const chat = await understood(t);
  await press(chat, 'Change Budget');
  const field = chat.card.getByRole('textbox', { name: 'Budget' });
  assert.equal(await field.inputValue(), '€20,000');
  await field.fill('30k euros');
  await field.press('Enter');
  await until('the new value stands', async () => (await value(chat, 'Budget')) === '€30,000');
  assert.equal(await field.count(), 0, 'the field is gone');
  assert.match(await edits(chat).innerText(), /Budget: 30k euros/);
  assert.equal(await chat.questions.count(), 1, 'it is no speech');
  const kept = (await history(chat.page, server.origin)).filter((message) => message.edit);
  assert.equal(kept.length, 1);
  await chat.page.reload();
  await chat.isThere();
  await edits(chat).waitFor();
  assert.equal(await chat.questions.count(), 1);
  assert.deepEqual(chat.errors, []);
});

test('a value is removed, is missing then, and can be filled in there', async (t) => {
  const chat = await understood(t);
  await press(chat, 'Remove Budget');
  await press(chat, 'Add Budget');
  await chat.card.getByRole('textbox', { name: 'Budget' }).fill('between 5,000 and 8,000 euros');
  await press(chat, 'Save');
  await until('it stands', async () => (await value(chat, 'Budget')) === '€5,000–8,000');
  assert.equal(await chat.card.getByRole('button', { name: 'Add Budget' }).isVisible(), false);
});

test('what cannot be read shows why at the field, keeps what was typed, and leaves the old value', async (t) => {
  const chat = await understood(t);
  await press(chat, 'Change Budget');
  const field = chat.card.getByRole('textbox', { name: 'Budget' });
  await field.fill('purple');
  await field.press('Enter');
  await until('it is refused', async () => (await field.getAttribute('aria-invalid').catch(() => null)) === 'true');
  assert.equal(await field.inputValue(), 'purple');
  const why = chat.card.locator(`#${await field.getAttribute('aria-describedby')}`);
  assert.ok((await why.innerText()).length > 5);
  await press(chat, 'Cancel');
  assert.equal(await value(chat, 'Budget'), '€20,000');
});

test('Escape leaves the field and not the chat', async (t) => {
  const chat = await understood(t);
  await press(chat, 'Change Budget');
  await chat.card.getByRole('textbox').press('Escape');
  await chat.card.getByRole('textbox').waitFor({ state: 'detached' });
  assert.ok(await chat.panel.isVisible());
});

test('a choice is made by the arrow keys, a list by ticking', async (t) => {
  const chat = await understood(t, ['We need an online shop with a blog']);
  await press(chat, 'Change Project');
  const shop = chat.card.getByRole('radio', { name: 'Online shop' });
  assert.ok(await shop.isChecked());
  await shop.press('ArrowDown');
  await chat.page.keyboard.press('Enter');
  await until('the next one is chosen', async () => (await value(chat, 'Project')) === 'Web app');
  await press(chat, 'Change Features');
  assert.ok(await chat.card.getByRole('checkbox', { name: 'Blog' }).isChecked());
  await chat.card.getByRole('checkbox', { name: 'Newsletter' }).press('Space');
  await press(chat, 'Save');
  await until('both stand', async () => /Blog.*Newsletter/.test(await value(chat, 'Features')));
});

test('an edit made offline is kept over a reload and goes out once', async (t) => {
  const chat = await understood(t);
  await chat.page.route('**/api/v1/chat/**', (route) => route.abort());
  await press(chat, 'Change Budget');
  await chat.card.getByRole('textbox').fill('30k euros');
  await chat.card.getByRole('textbox').press('Enter');
  await chat.element.getByText('Waits to be sent').waitFor();
  await chat.page.unroute('**/api/v1/chat/**');
  await chat.page.reload();
  await chat.isThere();
  const kept = await until('it is answered', async () => {
    const messages = await history(chat.page, server.origin);
    const edits = messages.filter((message) => message.edit && message.state === 'done');
    return edits.length > 0 && edits;
  });
  assert.equal(kept.length, 1);
  await chat.card.getByRole('button').first().click();
  await until('the new value stands', async () => (await value(chat, 'Budget')) === '€30,000');
});

test('the call to action confirms, tells the page, and leads on; a later change takes it back', async (t) => {
  const action = { call_to_action: { label: 'Request my estimate', url: '/demo/studio/?thanks' } };
  const chat = await understood(t, CANDLES, action);
  await chat.page.evaluate(() => {
    document.addEventListener('anteroom:action', ({ detail }) => sessionStorage.setItem('action', JSON.stringify(detail)));
  });
  await press(chat, 'Request my estimate');
  await chat.page.waitForURL('**/?thanks');
  assert.equal(await chat.page.evaluate(() => sessionStorage.getItem('action')), '{"action":"confirm"}');
  await chat.isThere();
  await chat.card.getByText('Confirmed').waitFor();
  assert.equal(await chat.card.getByRole('button', { name: 'Request my estimate' }).isVisible(), false);
  await chat.card.getByRole('button').first().click();
  await press(chat, 'Change Budget');
  await chat.card.getByRole('textbox').fill('40k euros');
  await chat.card.getByRole('textbox').press('Enter');
  await chat.card.getByRole('button', { name: 'Request my estimate' }).waitFor();
  assert.deepEqual(chat.errors, []);
});
