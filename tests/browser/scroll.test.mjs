// Where the reader is in the conversation: following, being left in peace, going back, and a thousand messages.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { tenantsLikeTheStudio } from './support/host-site.mjs';
import { Server } from './support/server.mjs';
import { withAnswers } from './support/staged.mjs';
import { answering, startStandIn } from './support/stand-in.mjs';
import { until } from './support/until.mjs';

const LINES = Array.from({ length: 40 }, (_, place) => `- line ${place}`).join('\n');
const model = await startStandIn([answering('online shop', LINES, { latency: 40, chunkSize: 8 }), answering('mid March', 'Noted.')]);
after(() => model.stop());
// Nobody says a thousand things in a minute but a test.
const limits = { per_minute: 6_000, per_hour: 100_000, burst: 1_000 };
const tenants = await tenantsLikeTheStudio(['studio'], ['self'], { studio: { limits } });
const [slow, server] = await Promise.all([Server.start({ env: model.env }), Server.start({ tenants })]);
after(() => Promise.all([slow.stop(), server.stop()]));
after(() => rm(tenants, { recursive: true, force: true }));
const browser = await browserForTests();

const log = (chat) => chat.element.getByRole('log');
const newer = (chat) => chat.element.getByRole('button', { name: 'New messages' });
const earlier = (chat) => chat.element.getByRole('button', { name: 'Earlier messages' });

/** Pixels below what is seen. */
const below = (chat) => log(chat).evaluate((frame) => Math.round(frame.scrollHeight - frame.scrollTop - frame.clientHeight));

/** A visitor who sees an answer grow that is higher than the panel. */
async function visitLongAnswer(t) {
  const chat = await newVisitor(t, browser, `${slow.origin}/demo/studio/`);
  await chat.open();
  await chat.write('We need an online shop');
  await until('it is higher than the panel', () => log(chat).evaluate((frame) => frame.scrollHeight > frame.clientHeight + 200));
  return chat;
}

test('while an answer grows, the reader at its end stays there', async (t) => {
  const chat = await visitLongAnswer(t);
  assert.deepEqual(await chat.replies(), [], 'it still grows');
  await until('the answer is whole', async () => (await chat.replies()).length === 1);
  await until('its end is seen', async () => (await below(chat)) < 2);
  assert.equal(await newer(chat).isVisible(), false);
});

test('who has scrolled up is left in peace, and a button leads back', async (t) => {
  const chat = await visitLongAnswer(t);
  const box = await log(chat).boundingBox();
  await chat.page.mouse.move(box.x + 50, box.y + 100);
  await chat.page.mouse.wheel(0, -400);
  await newer(chat).waitFor();
  const place = await log(chat).evaluate((frame) => frame.scrollTop);
  await until('the answer is whole', async () => (await chat.replies()).length === 1);
  assert.equal(await log(chat).evaluate((frame) => frame.scrollTop), place);
  await newer(chat).click();
  assert.ok((await below(chat)) < 2);
  await newer(chat).waitFor({ state: 'hidden' });
  // Who writes wants to see the answer, wherever they were.
  await chat.page.mouse.wheel(0, -400);
  await until('up again', async () => (await below(chat)) > 100);
  await chat.say('by mid March');
  await until('the answer is seen', async () => (await below(chat)) < 2);
});

test('what the reader unfolds is nothing new', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const chart = { kind: 'chart', title: 'Leads', shape: 'bar', unit: '', labels: ['Jan', 'Feb'], series: [{ name: 'Leads', values: [1, 2] }] };
  await withAnswers(chat.page, () => ({ blocks: [chart, chart, chart] }));
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  await chat.say('Show me');
  await chat.element.locator('summary').nth(2).waitFor();
  await until('its end is seen', async () => (await below(chat)) < 2);
  await log(chat).evaluate((frame) => frame.scrollTo(0, 0));
  await until('it is up', async () => (await below(chat)) > 100);
  const height = () => log(chat).evaluate((frame) => frame.scrollHeight);
  const before = await height();
  await chat.element.locator('summary').first().click();
  await until('it is higher', async () => (await height()) > before);
  // What the observer has to say is said with the next frame.
  await chat.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await newer(chat).isVisible(), false);
});

/** A visitor whose conversation has so many messages, as the page shows it after a reload. */
async function visitManyMessages(t, count) {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  await chat.open();
  await chat.say('We need an online shop');
  const token = await chat.page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(':token'))));
  for (let place = 2; place < count; place += 2) {
    const response = await fetch(`${server.origin}/api/v1/chat/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: `We also need thing number ${place}`, message_id: `message-${place}` }),
    });
    assert.ok(response.ok, await response.text());
  }
  await chat.page.reload();
  await earlier(chat).waitFor();
  return chat;
}

const rows = (chat) => chat.questions.count();

/** What the reader sees, and where: the first question in sight. */
const inSight = (chat) =>
  log(chat).evaluate((frame) => {
    const { top } = frame.getBoundingClientRect();
    const all = [...frame.querySelectorAll('[data-role=user]')];
    const first = all.find((message) => message.getBoundingClientRect().top >= top);
    return { text: first.innerText, y: Math.round(first.getBoundingClientRect().top) };
  });

test('older messages come while one scrolls up, by a button too, and nothing that is read moves', async (t) => {
  const chat = await visitManyMessages(t, 200);
  let held;
  await chat.page.route('**/api/v1/chat/history/**', async (route) => {
    await new Promise((resolve) => (held = resolve));
    await route.continue();
  });
  const first = await rows(chat);
  const box = await log(chat).boundingBox();
  await chat.page.mouse.move(box.x + 50, box.y + 100);
  await chat.page.mouse.wheel(0, -100_000);
  await until('it is asked for', () => held);
  assert.equal(await earlier(chat).getAttribute('aria-busy'), 'true');
  // Meanwhile the reader goes on.
  await chat.page.mouse.wheel(0, 150);
  await until('it has moved', () => log(chat).evaluate((frame) => frame.scrollTop > 100));
  const before = await inSight(chat);
  held();
  await until('they are there', async () => (await rows(chat)) > first);
  await chat.page.unroute('**/api/v1/chat/history/**');
  const after = await inSight(chat);
  assert.equal(after.text, before.text);
  assert.ok(Math.abs(after.y - before.y) <= 1, `${before.y} → ${after.y}`);

  const second = await rows(chat);
  await chat.page.mouse.wheel(0, 2_000);
  await earlier(chat).focus();
  await chat.page.keyboard.press('Enter');
  await until('still older ones are there', async () => (await rows(chat)) > second);
  // Another tab writes: what was read further back stays.
  const third = await rows(chat);
  const token = await chat.page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(':token'))));
  await fetch(`${server.origin}/api/v1/chat/send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message: 'from another tab', message_id: 'another-tab' }),
  });
  const context = chat.page.context();
  const other = await context.newPage();
  await other.goto(`${server.origin}/demo/studio/`);
  await other.evaluate(() => new BroadcastChannel('anteroom:studio').postMessage('changed'));
  await until('it is shown', async () => (await rows(chat)) === third + 1);
});

test('a thousand messages can be had and scrolled; how smoothly is said, not judged', async (t) => {
  const chat = await visitManyMessages(t, 1_000);
  while (await earlier(chat).isVisible()) {
    const before = await rows(chat);
    await until('a page more', async () => {
      await log(chat).evaluate((frame) => frame.scrollTo(0, 0));
      // The last page may be empty.
      return (await rows(chat)) > before || (await earlier(chat).isHidden());
    });
  }
  assert.equal(await rows(chat), 500);
  await chat.page.evaluate(() => {
    document.longTasks = [];
    const observer = new PerformanceObserver((list) => document.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
  });
  const box = await log(chat).boundingBox();
  await chat.page.mouse.move(box.x + 50, box.y + 100);
  const top = () => log(chat).evaluate((frame) => frame.scrollTop);
  const before = await top();
  for (let turns = 0; turns < 40; turns += 1) await chat.page.mouse.wheel(0, 800);
  await until('it has scrolled', async () => (await top()) > before + 10_000);
  t.diagnostic(`long tasks while scrolling: ${JSON.stringify(await chat.page.evaluate(() => document.longTasks))} ms`);
  await chat.page.evaluate(() => document.longTasks.splice(0));
  await chat.say('by mid March');
  t.diagnostic(`long tasks while a message is sent: ${JSON.stringify(await chat.page.evaluate(() => document.longTasks))} ms`);
  assert.equal(await rows(chat), 501);
});
