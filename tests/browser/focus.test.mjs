// The focus is never lost to the page's body: whatever goes away hands it on to what is nearest.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

async function understood(t, words = ['We need an online shop for about 20k euros']) {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  await chat.open();
  for (const one of words) await chat.say(one);
  await chat.card.getByRole('button').first().click();
  return chat;
}

/** What has the focus inside the widget: its name for screen readers, or its text. */
const focused = (chat) =>
  chat.element.evaluate((element) => {
    const { activeElement } = element.shadowRoot;
    return activeElement && (activeElement.getAttribute('aria-label') || activeElement.textContent);
  });
const hasFocus = (chat, name) => until(`“${name}” has the focus`, async () => name === (await focused(chat)));
const button = (chat, name) => chat.card.getByRole('button', { name, exact: true });

/** Opens the editor of the budget, and types. */
async function type(chat, text) {
  await button(chat, 'Change Budget').focus();
  await chat.page.keyboard.press('Enter');
  await chat.card.getByRole('textbox', { name: 'Budget' }).fill(text);
}

test('a value that is saved leaves the focus on its row', async (t) => {
  const chat = await understood(t);
  await type(chat, '30k euros');
  await chat.page.keyboard.press('Enter');
  await hasFocus(chat, 'Change Budget');
  await until('it is answered', async () => (await chat.replies()).length === 2);
  await hasFocus(chat, 'Change Budget');
});

test('a value that is refused puts the focus into its field again, and the log does not repeat it', async (t) => {
  const chat = await understood(t);
  await type(chat, 'purple');
  await chat.page.keyboard.press('Enter');
  await hasFocus(chat, 'Budget');
  assert.equal(await chat.element.locator('[part~=edit]').count(), 0);
});

test('Escape in an editor leaves the focus on the row, and the next one closes the panel', async (t) => {
  const chat = await understood(t);
  await type(chat, 'purple');
  await chat.page.keyboard.press('Escape');
  await hasFocus(chat, 'Change Budget');
  await chat.page.keyboard.press('F6');
  await hasFocus(chat, 'Write a message…');
  await chat.page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
});

test('a value that is removed hands the focus to the button that adds it; the log says so in words', async (t) => {
  const chat = await understood(t);
  await button(chat, 'Remove Budget').focus();
  await chat.page.keyboard.press('Enter');
  await hasFocus(chat, 'Add Budget');
  assert.match(await chat.element.locator('[part~=edit]').innerText(), /Budget removed$/);
  await chat.page.keyboard.press('Enter');
  await hasFocus(chat, 'Budget');
  await chat.page.keyboard.press('Escape');
  await hasFocus(chat, 'Add Budget');
});

test('who confirms stays in the card, who rates comes to the conversation', async (t) => {
  const chat = await understood(t, CANDLES);
  await chat.card.locator('.act button').focus();
  await chat.page.keyboard.press('Enter');
  await until('the card has it', async () => /^Confirmed/.test(await focused(chat)));
  const check = await chat.card.locator('.fold path').first().getAttribute('d');
  assert.equal(await chat.element.locator('[part~=edit] path').getAttribute('d'), check, 'the line has a check');
  await chat.element.getByRole('radio').last().focus();
  await chat.page.keyboard.press('Space');
  await chat.element.locator('[part~=rating]').getByRole('button').focus();
  await chat.page.keyboard.press('Enter');
  await hasFocus(chat, 'Conversation');
});

test('on the launcher, too, Escape closes the panel', async (t) => {
  const chat = await understood(t);
  await chat.launcher.focus();
  await chat.page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
});

test('a chat that is ended hands the focus to the button for a new one, and that to a composer of a line', async (t) => {
  const chat = await understood(t);
  const { height } = await chat.input.boundingBox();
  for (const _ of [1, 2]) {
    if ((await chat.questions.count()) === 0) await chat.say('We need an online shop');
    await chat.element.getByRole('button', { name: 'More' }).click();
    await chat.element.getByRole('button', { name: 'End chat' }).click();
    await hasFocus(chat, 'Start a new chat');
    await chat.page.keyboard.press('Enter');
    await hasFocus(chat, 'Write a message…');
    assert.equal((await chat.input.boundingBox()).height, height);
  }
});
