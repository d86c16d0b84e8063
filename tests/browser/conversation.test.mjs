// The main job on the studio's site: from the launcher to “enough for an estimate”, by the rules engine.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const visit = (t, options) => newVisitor(t, browser, `${server.origin}/demo/studio/`, options);

const percent = (share) => share.toLocaleString('en-GB', { style: 'percent' });

test('the launcher is there, a click opens the panel, and the assistant greets', async (t) => {
  const chat = await visit(t);
  await chat.launcher.waitFor();
  assert.equal(await chat.launcher.getAttribute('aria-expanded'), 'false');
  assert.equal(await chat.panel.isVisible(), false);
  await chat.open();
  assert.equal(await chat.launcher.getAttribute('aria-expanded'), 'true');
  assert.ok(await chat.panel.isVisible());
  assert.match(await chat.answers.first().innerText(), /Tell me in your own words/);
  assert.equal(await chat.card.isVisible(), false, 'nothing is understood yet');
  await chat.launcher.click();
  await chat.panel.waitFor({ state: 'hidden' });
  assert.deepEqual(await chat.heardNames(), ['ready', 'open', 'close']);
  assert.deepEqual(chat.errors, []);
});

test('a link of the page opens the panel too', async (t) => {
  const chat = await visit(t);
  await chat.launcher.waitFor();
  await chat.page.locator('a[data-open-chat]').first().click();
  await chat.isThere();
  assert.ok(await chat.panel.isVisible());
  assert.match(chat.page.url(), /\/demo\/studio\/$/, 'the link led nowhere else');
});

test('a suggestion is sent by a click and answered', async (t) => {
  const chat = await visit(t);
  await chat.open();
  const suggestion = chat.element.getByRole('button', { name: 'We need an online shop' });
  await suggestion.click();
  await chat.hasMessages(2);
  assert.deepEqual((await chat.log())[0], ['user', 'We need an online shop']);
  assert.equal(await suggestion.isVisible(), false, 'openings go once the conversation has begun');
});

test('what is understood appears as chips and in the card, as the page is told it', async (t) => {
  const chat = await visit(t);
  await chat.open();
  const reply = await chat.say('We need an online shop, our budget is 20-30k euros');
  await chat.chips.nth(1).waitFor();
  assert.deepEqual(await chat.chips.allTextContents(), ['Project Online shop', 'Budget €20,000–30,000']);
  assert.deepEqual((await chat.log())[1], ['assistant', reply.bot_message]);

  const [scope] = await chat.heard('scope');
  assert.equal(scope.extracted_attributes.budget.display, '€20,000–30,000');
  assert.ok(scope.extracted_attributes.budget.evidence.includes('20-30k'), 'with the visitor’s own words');
  assert.deepEqual(scope.missing_attributes, ['goal', 'deadline', 'contact_name', 'email']);
  const [question, answer] = await chat.heard('message');
  assert.deepEqual([question.role, question.text], ['user', 'We need an online shop, our budget is 20-30k euros']);
  assert.equal(answer.message_id, question.message_id);

  await unfold(chat);
  const card = await chat.card.innerText();
  for (const words of ['Project', 'Online shop', 'Budget', '€20,000–30,000', percent(reply.confidence)]) {
    assert.ok(card.includes(words), `${words} in: ${card}`);
  }
  const missing = await chat.card.getByRole('listitem').allInnerTexts();
  assert.deepEqual(missing, ['Goal', 'Live by', 'Name', 'E-mail']);
});

test('a value is corrected, and so are its chip and the card', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say('We need an online shop for about 20k euros');
  const reply = await chat.say('no, make it 30k euros');
  assert.equal(reply.extracted_attributes.budget.value.max, 30_000);
  await unfold(chat);
  const card = await chat.card.innerText();
  assert.ok(card.includes('€30,000') && !card.includes('20,000'), card);
});

test('ordinary sentences lead to readiness, which is told once', async (t) => {
  const chat = await visit(t);
  await chat.open();
  let reply;
  for (const [place, words] of CANDLES.entries()) {
    assert.deepEqual(await chat.heard('estimate-ready'), [], `before message ${place}`);
    reply = await chat.say(words);
  }
  assert.equal(reply.ready_for_estimate, true);
  await until('the card says so', async () => /enough for an estimate/i.test(await chat.card.innerText()));
  const ready = await chat.heard('estimate-ready');
  assert.equal(ready.length, 1);
  assert.equal(ready[0].ready_for_estimate, true);
  assert.deepEqual(ready[0].missing_attributes, []);
  const { deadline, ...known } = ready[0].extracted_attributes;
  assert.match(deadline.display, /^15 March 20\d\d$/);
  assert.deepEqual(Object.fromEntries(Object.entries(known).map(([key, { display }]) => [key, display])), {
    project_type: 'Online shop',
    goal: 'We want to sell our candles abroad',
    budget: '€25,000–30,000',
    contact_name: 'Ana Kowalska',
    email: 'ana@candles.example',
  });
  await chat.page.getByText('We have what we need for an estimate').waitFor();

  await chat.say('we also need a newsletter');
  assert.equal((await chat.heard('estimate-ready')).length, 1, 'ready already');
  assert.equal(await chat.questions.count(), CANDLES.length + 1);
  assert.equal(await chat.answers.count(), CANDLES.length + 2, 'one answer each, and the greeting');
  await chat.element.getByRole('button', { name: 'Close chat' }).first().click();
  await chat.panel.waitFor({ state: 'hidden' });
  assert.equal((await chat.heard('close')).length, 1);
  assert.deepEqual(await chat.heard('error'), []);
  assert.deepEqual(chat.errors, []);
});

test('Enter with Shift begins a new line, an empty message is not sent, and too long a one is kept', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.write('   ');
  await chat.input.fill('');
  await chat.input.pressSequentially('one');
  await chat.input.press('Shift+Enter');
  await chat.input.pressSequentially('two');
  assert.equal(await chat.input.inputValue(), 'one\ntwo');
  await chat.input.fill('x'.repeat(10_002));
  await chat.send.click();
  assert.equal((await chat.input.inputValue()).length, 10_002);
  await chat.element.getByText('Characters over the limit: 2').waitFor();
  assert.deepEqual(await chat.log(), []);
  await chat.input.fill('A shop, please');
  await chat.send.click();
  await chat.hasMessages(2);
});

test('the composer is as high as its text', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.settles();
  const heights = () => chat.input.evaluate((input) => [input.clientHeight, input.scrollHeight]);
  const [line, needed] = await heights();
  assert.equal(line, needed, 'before the first key');
  await chat.input.fill('one\ntwo\nthree');
  const [three, neededByThree] = await heights();
  assert.equal(three, neededByThree);
  assert.ok(three > 1.8 * line, `${three} of ${line}`);
  await chat.input.fill('line\n'.repeat(100));
  const { height } = await chat.input.boundingBox();
  assert.ok(height < 200, `it leaves room for the conversation: ${height}`);
  await chat.say('We need an online shop');
  assert.equal((await heights())[0], line);
});

test('what is typed before the app has come is not lost', async (t) => {
  const chat = await visit(t);
  let letIn;
  const gate = new Promise((resolve) => (letIn = resolve));
  await chat.page.route('**/assets/*.wasm', (route) => gate.then(() => route.continue()));
  await chat.launcher.click();
  await chat.write('We need an online shop');
  assert.equal(await chat.messages.count(), 0, 'the app is not there');
  letIn();
  await chat.hasMessages(2);
  assert.deepEqual((await chat.log())[0], ['user', 'We need an online shop']);
});

/** Unfolds the card where it is folded. */
async function unfold(chat) {
  const fold = chat.card.getByRole('button').first();
  if ((await fold.getAttribute('aria-expanded')) !== 'true') await fold.click();
  await chat.card.getByText('Project').first().waitFor();
}
