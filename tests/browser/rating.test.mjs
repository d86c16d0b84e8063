// Thumbs, stars and copying, on the real server.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { history } from './support/api.mjs';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { Server } from './support/server.mjs';
import { withAnswers } from './support/staged.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const visit = (t, options) => newVisitor(t, browser, `${server.origin}/demo/studio/`, options);

test('a thumb is kept, shown again after a reload, and taken back', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say(CANDLES[0]);
  const thumb = (name) => chat.element.getByRole('button', { name, exact: true });
  const kept = async () => (await history(chat.page, server.origin)).at(-1).thumb;
  await thumb('Helpful').click();
  assert.equal(await thumb('Helpful').getAttribute('aria-pressed'), 'true');
  await until('it is kept', async () => (await kept()) === 'up');
  await thumb('Not helpful').click();
  await until('the other one replaces it', async () => (await kept()) === 'down');
  assert.equal(await thumb('Helpful').getAttribute('aria-pressed'), 'false');
  await chat.page.reload();
  await chat.isThere();
  await until('it is shown again', async () => (await thumb('Not helpful').getAttribute('aria-pressed')) === 'true');
  await thumb('Not helpful').click();
  await until('it is taken back', async () => (await kept()) === undefined);
  assert.deepEqual(chat.errors, []);
});

test('a thumb that cannot be kept is not shown as given', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say(CANDLES[0]);
  await chat.page.route('**/api/v1/chat/feedback', (route) => route.abort());
  const helpful = chat.element.getByRole('button', { name: 'Helpful', exact: true });
  const [request] = await Promise.all([chat.page.waitForEvent('requestfailed'), helpful.click()]);
  assert.match(request.url(), /feedback$/);
  await until('it is taken back', async () => (await helpful.getAttribute('aria-pressed')) === 'false');
});

test('a confirmed conversation is rated by keyboard, with a comment, and that is kept', async (t) => {
  const chat = await visit(t);
  await chat.open();
  for (const words of CANDLES) await chat.say(words);
  assert.equal(await chat.element.locator('[part~=rating]').isVisible(), false, 'not before the end');
  await chat.card.locator('.act button').click();
  const stars = chat.element.getByRole('radiogroup', { name: 'How was this conversation?' });
  await stars.getByRole('radio', { name: '1 of 5 stars' }).focus();
  await chat.page.keyboard.press('Space');
  for (let steps = 0; steps < 3; steps += 1) await chat.page.keyboard.press('ArrowRight');
  assert.ok(await stars.getByRole('radio', { name: '4 of 5 stars' }).isChecked());
  const form = chat.element.locator('[part~=rating]');
  await form.getByRole('textbox').fill('Quick and "clear"');
  const [sent] = await Promise.all([chat.page.waitForRequest('**/api/v1/chat/rating'), form.getByRole('button', { name: 'Send' }).click()]);
  assert.deepEqual(sent.postDataJSON(), { stars: 4, comment: 'Quick and "clear"' });
  assert.equal((await sent.response()).status(), 204);
  await form.getByText('Thank you for your rating.').waitFor();
  await chat.page.reload();
  await chat.isThere();
  await form.getByText('Thank you for your rating.').waitFor();
  assert.equal(await form.locator('.given').count(), 4);
  assert.deepEqual(chat.errors, []);
});

test('a rating that cannot be kept leaves the one before', async (t) => {
  const chat = await visit(t);
  await chat.open();
  for (const words of CANDLES) await chat.say(words);
  await chat.card.locator('.act button').click();
  const form = chat.element.locator('[part~=rating]');
  await form.locator('label').nth(3).click();
  const [sent] = await Promise.all([chat.page.waitForRequest('**/api/v1/chat/rating'), form.getByRole('button', { name: 'Send' }).click()]);
  assert.equal((await sent.response()).status(), 204);
  await chat.page.route('**/api/v1/chat/rating', (route) => route.abort());
  const failed = chat.page.waitForEvent('requestfailed');
  // What no visitor does, since the button is gone: given again.
  await form.evaluate((element) => element.requestSubmit());
  await failed;
  // The code after the request has run once the next message is answered.
  await chat.say('Thank you');
  assert.equal(await form.locator('.given').count(), 4);
});

const CODE = 'const a = "<b>";\nconst c = 2;';

for (const [how, refused] of [['by the clipboard', false], ['by a selection where the clipboard is refused', true]]) {
  test(`an answer and its code are copied ${how}, and that is told`, async (t) => {
    const chat = await newVisitor(t, browser, 'about:blank', { permissions: ['clipboard-read', 'clipboard-write'] });
    if (refused) await chat.page.addInitScript(() => (Clipboard.prototype.writeText = () => Promise.reject(new Error('refused'))));
    await withAnswers(chat.page, () => ({ bot_message: `So:\n\n\`\`\`js\n${CODE}\n\`\`\`` }));
    await chat.page.goto(`${server.origin}/demo/studio/`);
    await chat.open();
    await chat.say('How?');
    const copied = () => chat.page.evaluate(() => navigator.clipboard.readText());
    const buttons = chat.element.getByRole('button', { name: 'Copy' });
    await buttons.first().click();
    await until('the code is there', async () => (await copied()) === CODE);
    await chat.element.locator('[aria-live=polite]', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    await buttons.last().click();
    await until('the answer is there', async () => (await copied()).startsWith('So:\n\n```js'));
    assert.deepEqual(chat.errors, []);
  });
}
