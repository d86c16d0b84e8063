// Removed, the widget leaves nothing behind, however often it comes and goes, in either mode.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { NOTHING, countTraces, traces } from './support/traces.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start({}, { waiting: { triggers: [{ after_seconds: 3600 }, { scroll_percent: 99 }, { exit_intent: true }] } });
after(() => site.stop());
const browser = await browserForTests();

/** A page on which everything that is begun is counted. */
async function visit(t, address) {
  const chat = await newVisitor(t, browser, 'about:blank');
  await chat.page.addInitScript(countTraces);
  await chat.page.goto(address);
  await chat.launcher.waitFor();
  return chat;
}

const nothingIsLeft = (chat) =>
  until('nothing is left', async () => JSON.stringify(await traces(chat.page)) === JSON.stringify(NOTHING)).catch(async () =>
    assert.deepEqual(await traces(chat.page), NOTHING),
  );

const destroy = (chat) => chat.page.evaluate(() => window.Anteroom('destroy'));

test('destroyed after a conversation, it leaves no listener, timer, observer, channel or request', async (t) => {
  const chat = await visit(t, site.add('/leaves', { body: site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  // They are counted.
  const during = await traces(chat.page);
  assert.ok(during.listeners > 0 && during.observers > 0 && during.channels === 1, JSON.stringify(during));
  await destroy(chat);
  await nothingIsLeft(chat);
  assert.equal(await chat.element.count(), 0);
});

test('destroyed while it says that something was copied, it leaves nothing', async (t) => {
  const chat = await visit(t, site.add('/copied', { body: site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  await chat.element.getByRole('button', { name: 'Copy', exact: true }).click();
  await chat.element.locator('.copied').waitFor();
  await destroy(chat);
  // At once: the timer would be over by itself after a while.
  assert.deepEqual(await traces(chat.page), NOTHING);
});

test('destroyed before anything was touched, it leaves nothing', async (t) => {
  const chat = await visit(t, site.add('/untouched', { body: site.tag() }));
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  await destroy(chat);
  await nothingIsLeft(chat);
});

test('destroyed while the app is still on its way or cannot be had, it leaves nothing', async (t) => {
  const chat = await visit(t, site.add('/on-its-way', { body: site.tag() }));
  await chat.page.route('**/*.wasm', (route) => route.abort());
  await chat.launcher.click();
  await until('it has failed', async () => (await chat.heard('error')).length > 0);
  await destroy(chat);
  await nothingIsLeft(chat);
});

test('destroyed with its frame, it leaves nothing', async (t) => {
  const chat = await visit(t, site.add('/framed', { body: site.tag('data-mode="iframe"') }));
  await chat.launcher.click();
  await chat.inFrame().isThere();
  assert.ok((await traces(chat.page)).listeners > 1);
  await destroy(chat);
  await nothingIsLeft(chat);
});

test('destroyed while triggers wait, it leaves nothing', async (t) => {
  const chat = await visit(t, site.add('/waiting', { body: site.tag().replace('studio', 'waiting') }));
  await until('the triggers are armed', async () => (await traces(chat.page)).timers === 1);
  await destroy(chat);
  await nothingIsLeft(chat);
});

test('mounted fifty times, it holds no more than mounted once', async (t) => {
  const chat = await visit(t, site.add('/often', { body: site.tag() }));
  await chat.open();
  const client = await chat.page.context().newCDPSession(chat.page);
  await client.send('Performance.enable');
  const held = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const comeAndGo = (times) =>
    chat.page.evaluate(async (count) => {
      for (let time = 0; time < count; time += 1) {
        document.querySelector('anteroom-chat')?.remove();
        const element = document.createElement('anteroom-chat');
        element.setAttribute('tenant', 'studio');
        document.documentElement.append(element);
        element.call('open');
        // The greeting: the app is there.
        const end = performance.now() + 15_000;
        while (!element.shadowRoot.querySelector('[part~=message]')) {
          if (performance.now() > end) throw new Error('it does not greet');
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      }
    }, times);
  await comeAndGo(2);
  const before = { ...(await traces(chat.page)), ...(await held()) };
  await comeAndGo(50);
  await until('all requests are answered', async () => (await traces(chat.page)).requests === 0);
  await until('what was waiting is over', async () => (await traces(chat.page)).timers <= before.timers + 1);
  const { listeners, observers, channels, JSEventListeners, Nodes } = { ...(await traces(chat.page)), ...(await held()) };
  assert.deepEqual({ listeners, observers, channels }, { listeners: before.listeners, observers: before.observers, channels: 1 });
  assert.ok(JSEventListeners <= before.JSEventListeners, `${before.JSEventListeners} → ${JSEventListeners} listeners`);
  // An empty element and its root each time: the app remembers the element that it was in.
  assert.ok(Nodes <= before.Nodes + 2 * 50, `${before.Nodes} → ${Nodes} nodes`);
});
