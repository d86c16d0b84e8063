// Hosts that allow little, and hosts that do harm: the widget keeps to their policy and keeps its looks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { CANDLES } from './support/candles.mjs';
import { HostSite } from './support/host-site.mjs';
import { directives, listenForViolations, strictest } from './support/policy.mjs';
import { widget } from './support/programs.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();

/** What the embed guide tells site owners with a strict policy to allow, and nothing else. */
const policy = strictest(directives('page', site.anteroom.origin, 'r4nd0m'));

/** The tag of the guide for one exact version, its checksum and all. */
const { path: exact, integrity } = JSON.parse(readFileSync(join(widget, 'manifest.json'), 'utf8')).others.find(
  ({ role }) => role === 'exact_loader',
);
const exactTag = `<script async crossorigin="anonymous" integrity="${integrity}" nonce="r4nd0m"
  src="${site.anteroom.origin}/${exact}" data-tenant="studio"></script>`;

for (const [name, path, tag] of [
  ['the script', '/strict', site.tag('nonce="r4nd0m"')],
  ['an exact version of the script, with its checksum', '/exact', exactTag],
]) {
  test(`${name}: a whole conversation under a strict policy with trusted types violates nothing`, async (t) => {
    const address = site.add(path, { body: tag, headers: { 'content-security-policy': policy } });
    const chat = await newVisitor(t, browser, 'about:blank');
    await chat.page.addInitScript(listenForViolations);
    await chat.page.goto(address);
    await chat.open();
    for (const words of CANDLES) await chat.say(words);
    assert.equal((await chat.heard('estimate-ready')).length, 1);
    await chat.card.getByRole('button').first().click();
    await chat.card.getByText('Online shop').first().waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.panel.waitFor({ state: 'hidden' });
    await chat.page.reload();
    await chat.open();
    await chat.hasMessages(2 * CANDLES.length);
    assert.deepEqual(await chat.page.evaluate(() => document.violations), []);
    assert.deepEqual(chat.errors, []);

    // The policy is in force, and this would be seen.
    await chat.page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'h1 { color: red }';
      document.head.append(style);
    });
    assert.match((await chat.page.evaluate(() => document.violations)).join(), /style-src/);
  });
}

/** What a stylesheet of a host can do at its worst. */
const HOSTILE = `
  * { all: unset !important; letter-spacing: 9px !important; text-transform: uppercase !important; }
  html { font-size: 3px !important; line-height: 9 !important; direction: ltr; }
  body { zoom: 2; }
  div, button, textarea, anteroom-chat { display: none !important; width: 3px !important; color: lime !important;
    position: static !important; opacity: 0.1 !important; transform: rotate(9deg) !important; filter: blur(9px) !important;
    font: 99px fantasy !important; }
  button { background: lime !important; min-width: 999px !important; box-sizing: content-box !important; }
  *, *::before, *::after { animation: none !important; visibility: hidden !important; }`;

/** How the launcher and the open panel look: sizes, and what of their style a host could reach. */
async function looks(chat) {
  await chat.launcher.waitFor();
  await chat.open();
  await chat.settles();
  await chat.say('We need an online shop');
  await chat.card.waitFor();
  await chat.settles();
  return chat.element.evaluate((element) => {
    const parts = ['launcher', 'panel', 'input', 'send', 'message', 'chip', 'card'];
    return parts.map((part) => {
      const node = element.shadowRoot.querySelector(`[part~=${part}]`);
      const { x, y, width, height } = node.getBoundingClientRect();
      const style = getComputedStyle(node);
      const names = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'textTransform'];
      return [part, x, y, width, height, ...[...names, 'visibility', 'opacity', 'cursor'].map((name) => style[name])];
    });
  });
}

test('a hostile stylesheet of the host changes nothing', async (t) => {
  const calm = await newVisitor(t, browser, site.add('/calm', { body: site.tag() }));
  const hostile = await newVisitor(t, browser, site.add('/hostile', { head: `<style>${HOSTILE}</style>`, body: site.tag() }));
  const expected = await looks(calm);
  assert.ok(expected[0][3] >= 48 && expected[1][3] >= 300, 'they have the size of a launcher and a panel');
  assert.deepEqual(await looks(hostile), expected);
  assert.deepEqual(hostile.errors, []);
});

test('a base address, redefined helpers and a form around it change nothing', async (t) => {
  const head =
    `<base href="https://elsewhere.example/"><script>` +
    `for (const name of ['map', 'forEach', 'filter', 'find', 'some', 'includes', 'indexOf', 'slice', 'join', 'concat'])` +
    `{ const was = Array.prototype[name]; Array.prototype[name] = function (...words) { ` +
    `if (new Error().stack.includes('/anteroom')) throw new Error('redefined ' + name); return was.apply(this, words); }; }` +
    `Array.prototype.extra = 1; Object.prototype.extra = 1; Element.prototype.extra = 1;</script>`;
  const body = `<form action="/gone" id="form"></form>${site.tag()}`;
  const chat = await newVisitor(t, browser, site.add('/helpers', { head, body }));
  await chat.launcher.waitFor();
  await chat.page.evaluate(() => document.getElementById('form').append(document.querySelector('anteroom-chat')));
  await chat.open();
  await chat.say('We need an online shop');
  await chat.element.getByRole('button', { name: 'More' }).click();
  assert.match(chat.page.url(), /\/helpers$/, 'no button submits the host’s form');
  assert.equal((await chat.log()).length, 2);
  assert.deepEqual(chat.errors, []);
});

test('the host’s own page is left as it was', async (t) => {
  const body = '<p class="own">Own words</p><button class="own">Own button</button>';
  const look = () => ({
    globals: Object.getOwnPropertyNames(window),
    styles: [...document.querySelectorAll('html, body, h1, .own')].map((node) =>
      [...getComputedStyle(node)].map((name) => `${name}: ${getComputedStyle(node).getPropertyValue(name)}`).join('; '),
    ),
    prototypes: [Array, Object, Element, HTMLElement, EventTarget].map(({ prototype }) => Object.getOwnPropertyNames(prototype)),
    body: document.body.querySelectorAll('*').length,
    scroll: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    title: document.title,
  });
  const bare = await newVisitor(t, browser, site.add('/bare', { body }));
  const expected = await bare.page.evaluate(look);
  const chat = await newVisitor(t, browser, site.add('/bare-with', { body: body + site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  const found = await chat.page.evaluate(look);
  assert.deepEqual(found.globals.filter((name) => !expected.globals.includes(name)), ['Anteroom']);
  expected.globals = found.globals;
  // Its script tag is in the body.
  expected.body += 1;
  assert.deepEqual(found, expected);
});

test('where the browser refuses storage, it works until the page is left', async (t) => {
  const refused = () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
  };
  const chat = await newVisitor(t, browser, 'about:blank');
  await chat.page.addInitScript(refused);
  await chat.page.goto(site.add('/refused', { body: site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  const reply = await chat.say('by mid March');
  assert.deepEqual(Object.keys(reply.extracted_attributes).sort(), ['deadline', 'project_type']);
  assert.deepEqual(chat.errors, []);
});
