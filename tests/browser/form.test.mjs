// The form before the chat: it waits for what is required, and what is filled in is the conversation's first turn.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { history } from './support/api.mjs';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { withConfig } from './support/staged.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

/** A visitor of a tenant that asks for these fields first. */
async function asked(t, fields) {
  const chat = await newVisitor(t, browser, 'about:blank');
  await withConfig(chat.page, { before_chat: { text: 'Who are *you*?', fields } });
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  const form = chat.element.locator('[part~=form]');
  await form.waitFor();
  return { chat, form };
}

const REQUIRED = [{ key: 'contact_name', required: true }, { key: 'email', required: true }, { key: 'project_type', required: false }];

test('it stands where one writes, says what is wrong at the field, and then the chat begins', async (t) => {
  const { chat, form } = await asked(t, REQUIRED);
  assert.equal(await chat.input.isVisible(), false);
  assert.equal(await form.locator('em').innerText(), 'you');
  const [name, email] = [form.getByRole('textbox', { name: 'Name' }), form.getByRole('textbox', { name: 'E-mail' })];
  assert.deepEqual([await name.getAttribute('autocomplete'), await email.getAttribute('autocomplete')], ['name', 'email']);
  const begin = form.getByRole('button', { name: 'Start the chat' });
  await begin.click();
  assert.equal(await form.getByText('Please fill this in.').count(), 2);
  assert.ok(await name.evaluate((field) => field.getRootNode().activeElement === field), 'the first wrong one has the focus');
  await name.fill('Ana Kowalska');
  await email.fill('ana at candles');
  await begin.click();
  await form.getByText('This is not an e-mail address yet.').waitFor();
  assert.equal(await email.getAttribute('aria-invalid'), 'true');
  assert.equal(await name.getAttribute('aria-invalid'), null);
  await email.fill('ana@candles.example');
  await form.getByRole('radio', { name: 'Online shop' }).check({ force: true });
  await email.press('Enter');
  await form.waitFor({ state: 'hidden' });
  assert.ok(await chat.input.isVisible());
  const [reply] = await until('it is answered', async () => {
    const replies = await chat.replies();
    return replies.length > 0 && replies;
  });
  const known = Object.entries(reply.extracted_attributes).map(([key, { display }]) => [key, display]);
  assert.deepEqual(Object.fromEntries(known), { contact_name: 'Ana Kowalska', email: 'ana@candles.example', project_type: 'Online shop' });
  const [first] = await history(chat.page, server.origin);
  assert.equal(first.edit, true);
  await chat.page.reload();
  await chat.isThere();
  await chat.element.locator('[part~=edit]').waitFor();
  assert.equal(await form.isVisible(), false, 'it is not asked again');
  assert.deepEqual(chat.errors, []);
});

test('where nothing is required it can be skipped', async (t) => {
  const { chat, form } = await asked(t, [{ key: 'email', required: false }]);
  await form.getByRole('button', { name: 'Skip' }).click();
  await form.waitFor({ state: 'hidden' });
  await chat.say('We need an online shop');
  assert.equal(await chat.element.locator('[part~=edit]').count(), 0);
});

test('where something is required it cannot', async (t) => {
  const { form } = await asked(t, REQUIRED);
  assert.equal(await form.getByRole('button', { name: 'Skip' }).isVisible(), false);
});
