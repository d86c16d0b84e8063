// What the tabs of one visitor tell each other, and what a page that is not looked at says in its title.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newTab, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();
const plain = site.add('/plain', { body: site.tag() });
const visit = (t, options) => newVisitor(t, browser, plain, options);

/** Gives a command to the widget as a page does. */
const command = (chat, ...words) => chat.page.evaluate((given) => window.Anteroom(...given), words);

const kept = (chat) => chat.page.evaluate(() => ({ ...localStorage, ...sessionStorage }));

/** A visitor with two tabs that show the same conversation. */
async function visitTwice(t) {
  const chat = await visit(t);
  await chat.open();
  await chat.say('We need an online shop');
  const other = await newTab(chat.page.context(), plain);
  await other.open();
  await other.hasMessages(2);
  return [chat, other];
}

test('what was understood from a message stands under it in the other tab, and after a reload', async (t) => {
  const [chat, other] = await visitTwice(t);
  await chat.say('our budget is 20-30k euros, by mid March');
  const chips = ['Project Online shop', 'Budget €20,000–30,000', 'Live by 15 March 2027'];
  assert.deepEqual(await chat.chips.allTextContents(), chips);
  await until('the other tab has them', async () => (await other.chips.count()) === 3);
  assert.deepEqual(await other.chips.allTextContents(), chips);
  await other.page.reload();
  await other.isThere();
  await until('they are there again', async () => (await other.chips.count()) === 3);
  assert.deepEqual(await other.chips.allTextContents(), chips);
});

test('who logs out leaves nothing behind: in no tab, in no storage, in no text box', async (t) => {
  const [chat, other] = await visitTwice(t);
  await other.input.fill('my secret');
  await chat.input.fill('another');
  await command(chat, 'identify', null);
  for (const tab of [chat, other]) {
    await tab.hasMessages(0);
    await until('the text box is empty', async () => (await tab.input.inputValue()) === '');
    assert.equal(await tab.card.isVisible(), false);
  }
  for (const tab of [chat, other]) {
    // Whether the panel is open says nothing of anybody.
    const words = Object.entries(await kept(tab)).filter(([key]) => key.startsWith('anteroom:'));
    assert.deepEqual(words, []);
  }
  const reply = await other.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes), ['deadline']);
  await chat.page.bringToFront();
  assert.deepEqual(chat.errors, []);
});

test('a user where the tenant knows of none is told to the page, and the chat goes on', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say('We need an online shop');
  await command(chat, 'identify', 'some.token');
  await until('the page is told', async () => (await chat.heard('error')).some(({ code }) => code === 'body_invalid'));
  assert.equal((await chat.log()).length, 2);
  const reply = await chat.say('by mid March');
  assert.ok('deadline' in reply.extracted_attributes && 'project_type' in reply.extracted_attributes);
});

test('an ended chat can be read and not written to, in every tab and after a reload, until a new one is begun', async (t) => {
  const [chat, other] = await visitTwice(t);
  await chat.element.getByRole('button', { name: 'More' }).click();
  await chat.element.getByRole('button', { name: 'End chat' }).click();
  for (const tab of [chat, other]) {
    await tab.element.getByText('This chat has ended').waitFor();
    assert.equal(await tab.input.isVisible(), false);
    assert.equal((await tab.log()).length, 2);
  }
  assert.equal((await chat.heardNames()).filter((name) => name === 'error').length, 0);
  assert.equal(await chat.element.getByRole('button', { name: 'Website' }).isVisible(), false, 'nothing to answer with');
  await chat.page.reload();
  await chat.element.getByText('This chat has ended').waitFor();
  await chat.element.getByRole('button', { name: 'Start a new chat' }).click();
  for (const tab of [chat, other]) {
    await tab.hasMessages(0);
    await tab.input.waitFor();
  }
  const focused = await chat.element.evaluate((element) => element.shadowRoot.activeElement?.getAttribute('part'));
  assert.equal(focused, 'input');
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes), ['deadline']);
});

test('what the page sends after the end begins a new chat', async (t) => {
  const chat = await visit(t);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.element.getByRole('button', { name: 'More' }).click();
  await chat.element.getByRole('button', { name: 'End chat' }).click();
  await chat.element.getByText('This chat has ended').waitFor();
  await command(chat, 'send', 'by mid March');
  await chat.hasMessages(2);
  await chat.input.waitFor();
  assert.deepEqual((await chat.log())[0], ['user', 'by mid March']);
});

test('answers that were not seen are counted in the title, which is the page’s again afterwards', async (t) => {
  const chat = await visit(t);
  await chat.launcher.waitFor();
  const title = () => chat.page.title();
  await command(chat, 'send', 'We need an online shop');
  await until('one is counted', async () => (await title()) === '(1) A page');
  await command(chat, 'send', 'by mid March');
  await until('two are counted', async () => (await title()) === '(2) A page');
  assert.equal(await chat.launcher.getAttribute('data-unread'), '2');
  assert.equal(await chat.launcher.getAttribute('aria-label'), 'Open chat – New messages: 2');
  // The page goes its own way; what it says stands.
  await chat.page.evaluate(() => (document.title = 'Another page'));
  await command(chat, 'send', 'about 20k euros');
  await until('three are counted', async () => (await title()) === '(3) Another page');
  await chat.open();
  assert.equal(await title(), 'Another page');
  assert.equal(await chat.launcher.getAttribute('data-unread'), null);
  assert.equal(await chat.launcher.getAttribute('aria-label'), 'Close chat');
});

test('a widget that is taken down takes its count out of the title', async (t) => {
  const chat = await visit(t);
  await chat.launcher.waitFor();
  await command(chat, 'send', 'We need an online shop');
  await until('one is counted', async () => (await chat.page.title()) === '(1) A page');
  await command(chat, 'destroy');
  await until('it is gone', async () => (await chat.page.title()) === 'A page');
});

test('an answer in an open panel is counted while the page is not looked at', async (t) => {
  const chat = await visit(t);
  await chat.open();
  const look = (hidden) =>
    chat.page.evaluate((is) => {
      Object.defineProperty(document, 'hidden', { value: is, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await look(true);
  await chat.say('We need an online shop');
  assert.equal(await chat.page.title(), '(1) A page');
  await look(false);
  assert.equal(await chat.page.title(), 'A page');
});

/** The widget with a configuration of its own. */
async function visitConfigured(t, changes) {
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin' });
  t.after(() => context.close());
  await context.route('**/api/v1/widget/studio*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...changes } });
  });
  return newTab(context, plain);
}

/** Counts the notes that the page's browser is asked to play. */
const countNotes = () => {
  const { prototype } = window.OscillatorNode;
  const { start } = prototype;
  document.notes = 0;
  prototype.start = function (...words) {
    document.notes += 1;
    return start.apply(this, words);
  };
};

test('a soft sound only where the tenant wants it, and only while nobody looks', async (t) => {
  for (const sound of [false, true]) {
    const chat = await visitConfigured(t, { sound });
    await chat.page.evaluate(countNotes);
    await chat.open();
    await chat.say('We need an online shop');
    assert.equal(await chat.page.evaluate(() => document.notes), 0, 'it is seen');
    await command(chat, 'close');
    await command(chat, 'send', 'by mid March');
    await until('it is counted', async () => (await chat.page.title()).startsWith('(1)'));
    assert.equal(await chat.page.evaluate(() => document.notes), sound ? 1 : 0);
    assert.deepEqual(chat.errors, []);
  }
});

test('the head says whether people are there, and when they are back in the visitor’s time', async (t) => {
  const later = new Date(Date.now() + 3 * 24 * 3_600_000);
  later.setUTCHours(8, 0, 0, 0);
  const changes_at = later.toISOString();
  const here = await visitConfigured(t, { presence: { open: true, changes_at } });
  await here.open();
  await here.element.getByText('team online').waitFor();
  const away = await visitConfigured(t, { presence: { open: false, changes_at } });
  await away.open();
  const hour = later.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
  const weekday = later.toLocaleDateString('en-GB', { timeZone: 'Europe/Berlin', weekday: 'long' });
  const line = away.element.getByText(`Back ${weekday} at ${hour}`, { exact: true });
  await line.waitFor();
  const height = (box) => box.getBoundingClientRect().height;
  const shown = await line.elementHandle();
  const one = await shown.evaluate(height);
  await shown.evaluate((small) => (small.textContent += ' and on many another day that is still to come'));
  assert.equal(await shown.evaluate(height), one, 'it is one line, however long');
  const own = await visitConfigured(t, { presence: { open: false, away: 'We rest on Sundays.' } });
  await own.open();
  await own.element.getByText('We rest on Sundays.', { exact: true }).waitFor();
  const passed = await visitConfigured(t, { presence: { open: true, changes_at: '2020-01-01T00:00:00Z' } });
  await passed.open();
  await passed.element.getByText('Our team is away.', { exact: true }).waitFor();
});
