// On pages of somebody else's: the widget looks and works as on a plain one, and is where the tenant wants it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import UPNG from 'upng-js';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start({}, (port) => ({
  placed: {
    appearance: {
      accent: '#3056d3',
      side: 'start',
      size: { width: 420, height: 500 },
      offset: { side: 30, bottom: 90 },
      z_index: 10,
      font: 'page',
    },
  },
  quiet: { behaviour: { shortcut: null } },
  spanish: { translations: { es: { greeting: '¡Hola!' } } },
  insecure: { origins: [`http://shop.test:${port}`] },
}));
after(() => site.stop());
// A name that is not this machine's: a page without TLS there is not a secure context.
const browser = await browserForTests({ flags: ['--host-resolver-rules=MAP shop.test 127.0.0.1'] });

/** The tag of another tenant. */
const tag = (tenant) => site.tag().replace('studio', tenant);

/** What a stylesheet of a host can do at its worst. */
const HOSTILE = `
  * { all: unset !important; letter-spacing: 9px !important; text-transform: uppercase !important;
    box-sizing: content-box !important; word-spacing: 1em !important; text-shadow: 2px 2px red !important; }
  html { font-size: 3px !important; line-height: 9 !important; color: lime !important; cursor: none !important;
    visibility: hidden; text-align: right !important; white-space: pre !important; user-select: none !important; }
  div, button, textarea, p, ul, li, svg, iframe, anteroom-chat { display: none !important; width: 3px !important;
    color: lime !important; position: static !important; opacity: 0.1 !important; transform: rotate(9deg) !important;
    filter: blur(9px) !important; font: 99px fantasy !important; z-index: -1 !important; margin: 40px !important;
    zoom: 3 !important; contain: strict !important; content-visibility: hidden !important; }
  button { background: lime !important; min-width: 999px !important; border: 9px solid red !important; }
  *, *::before, *::after { animation: none !important; transition: none !important; visibility: hidden !important; }
  ::selection { background: lime }`;

const HOSTS = {
  'a stylesheet that unsets and hides everything': { head: `<style>${HOSTILE}</style>` },
  'a zoomed body': { head: '<style>body { zoom: 1.5 }</style>' },
  'a transformed body': { head: '<style>body { transform: rotate(3deg) scale(0.7); filter: grayscale(1) }</style>' },
  'a page of its own scroll': { head: '<style>html, body { height: 100%; overflow: hidden; contain: layout }</style>' },
  'a body written from right to left': { head: '<style>body { direction: rtl }</style>' },
};
const SETTINGS = {
  'as usual': {},
  'in the dark': { colorScheme: 'dark' },
  'with reduced motion': { reducedMotion: 'reduce' },
  'with forced colours': { forcedColors: 'active' },
  'with more contrast': { contrast: 'more' },
};
const NOON = new Date('2026-03-02T12:00:00Z');
const plain = site.add('/plain', { body: site.tag() });

/** How the launcher and the open panel look: pixels, sizes, and what of their style a host could reach. */
async function looks(t, address, options) {
  const chat = await newVisitor(t, browser, 'about:blank', options);
  await chat.page.clock.setFixedTime(NOON);
  await chat.page.goto(address);
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  // As soon as two in a row are the same.
  const picture = async (part) => {
    let last;
    return until('nothing moves any more', async () => {
      const before = last;
      last = await part.screenshot({ animations: 'disabled', caret: 'hide' });
      return before?.equals(last) && last;
    });
  };
  const launcher = await picture(chat.launcher);
  await chat.open();
  await chat.say('We need an online shop');
  await chat.card.waitFor();
  await chat.page.mouse.move(0, 0);
  // The caret would blink in forced colours.
  await chat.input.blur();
  const panel = await picture(chat.panel);
  assert.deepEqual(chat.errors, []);
  const styles = await chat.element.evaluate((element) =>
    ['launcher', 'panel', 'input', 'send', 'message', 'chip', 'card'].map((part) => {
      const node = element.shadowRoot.querySelector(`[part~=${part}]`);
      const { x, y, width, height } = node.getBoundingClientRect();
      const style = getComputedStyle(node);
      const names = ['color', 'backgroundColor', 'font', 'letterSpacing', 'wordSpacing', 'textTransform', 'textShadow', 'textAlign'];
      const more = ['visibility', 'opacity', 'cursor', 'zIndex', 'whiteSpace', 'boxSizing', 'position'];
      return [part, x, y, width, height, ...[...names, ...more].map((name) => `${name}: ${style[name]}`)];
    }),
  );
  return { styles, launcher, panel };
}

/** How many levels, of 255, the two pictures differ by at most; edges may be smoothed a little otherwise. */
function difference(one, other) {
  const [a, b] = [one, other].map((picture) => new Uint8Array(UPNG.toRGBA8(UPNG.decode(picture))[0]));
  return a.length === b.length ? a.reduce((most, level, place) => Math.max(most, Math.abs(level - b[place])), 0) : 255;
}
const UNSEEN = 32;

for (const [setting, options] of Object.entries(SETTINGS)) {
  test(`${setting}: on no page does it look otherwise than on a plain one`, async (t) => {
    const expected = await looks(t, plain, options);
    const [[, , , ...launcher], [, , , ...panel]] = expected.styles;
    // Forced colours draw a border around it.
    assert.deepEqual(launcher.slice(0, 2), options.forcedColors ? [62, 62] : [60, 60]);
    assert.deepEqual(panel.slice(0, 2), [380, 600]);
    for (const [name, page] of Object.entries(HOSTS)) {
      const address = site.add(`/${encodeURIComponent(`${name} ${setting}`)}`, { ...page, body: site.tag() });
      const found = await looks(t, address, options);
      assert.deepEqual(found.styles, expected.styles, name);
      for (const part of ['launcher', 'panel']) {
        const seen = difference(found[part], expected[part]);
        assert.ok(seen <= UNSEEN, `${name}: the ${part} differs by ${seen}`);
      }
    }
  });
}

test('on a page written from right to left it stands in the other corner, and its words stay as they are', async (t) => {
  const chat = await newVisitor(t, browser, site.add('/rtl', { attributes: 'dir="rtl"', body: site.tag() }));
  await chat.open();
  await chat.settles();
  const [launcher, panel] = [await chat.launcher.boundingBox(), await chat.panel.boundingBox()];
  assert.deepEqual([launcher.x, panel.x, panel.width], [20, 20, 380]);
  assert.equal(await chat.element.locator('a-main').getAttribute('dir'), 'ltr');
  await chat.say('We need an online shop');
});

test('it works with every method of arrays redefined', async (t) => {
  const head = `<script>for (const name of Object.getOwnPropertyNames(Array.prototype)) {
    const was = Array.prototype[name];
    if (typeof was !== 'function' || name === 'constructor' || name === 'values') continue;
    Array.prototype[name] = function (...words) {
      // The widget's own calls, not those of the test's tools.
      if (/\\/anteroom/.test(new Error().stack.split('\\n')[2])) throw new Error('redefined ' + name);
      return was.apply(this, words);
    };
  }
  for (const { prototype } of [Object, Array, Element, Node]) prototype.extra = 1;</script>`;
  for (const [path, more] of [['/helpers', ''], ['/helpers-framed', 'data-mode="iframe"']]) {
    const page = await newVisitor(t, browser, site.add(path, { head, body: site.tag(more) }));
    const chat = more ? page.inFrame() : page;
    await page.page.evaluate(() => window.Anteroom?.('prefill', 'We need'));
    await chat.launcher.click();
    await chat.isThere();
    await chat.say('We need an online shop');
    await chat.say('by mid March');
    await chat.card.getByRole('button').first().click();
    await chat.input.press('Escape');
    await chat.panel.waitFor({ state: 'hidden' });
    assert.deepEqual(page.errors, []);
  }
});

test('it works where the page wraps fetch and brings a Promise of its own', async (t) => {
  const head = `<script>
    const { fetch: asked, Promise: Own } = window;
    window.fetch = (...words) => Own.resolve(asked(...words));
    window.Promise = class Promise extends Own {};</script>`;
  const chat = await newVisitor(t, browser, site.add('/wrapped', { head, body: site.tag() }));
  await chat.open();
  await chat.say('We need an online shop');
  assert.deepEqual(chat.errors, []);
});

test('corner, size, distances, stacking order and typeface are the tenant’s', async (t) => {
  const own = '<button id="own" style="position: fixed; left: 30px; bottom: 20px; width: 60px; height: 60px">Own</button>';
  const chat = await newVisitor(t, browser, site.add('/placed', { body: own + tag('placed'), attributes: 'style="font-family: cursive"' }));
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  assert.deepEqual(await chat.launcher.boundingBox(), { x: 30, y: 650, width: 60, height: 60 });
  // Told its place, it stays off the page's own button, open or closed.
  await chat.page.locator('#own').click();
  await chat.open();
  await chat.settles();
  assert.deepEqual(await chat.panel.boundingBox(), { x: 30, y: 138, width: 420, height: 500 });
  await chat.page.locator('#own').click();
  const { zIndex, fontFamily } = await chat.panel.evaluate((panel) => {
    const style = getComputedStyle(panel);
    return { zIndex: style.zIndex, fontFamily: style.fontFamily };
  });
  assert.deepEqual([zIndex, fontFamily], ['10', 'cursive']);
});

test('the shortcut opens and closes the panel before and after the app is there', async (t) => {
  const chat = await newVisitor(t, browser, plain);
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  await chat.page.keyboard.press('Control+k');
  await chat.isThere();
  await until('the focus is in the composer', () => chat.input.evaluate((input) => input.getRootNode().activeElement === input));
  await chat.page.keyboard.press('Control+k');
  await chat.panel.waitFor({ state: 'hidden' });
  // As with Caps Lock on.
  await chat.page.keyboard.press('Meta+K');
  await chat.panel.waitFor({ state: 'visible' });
  for (const keys of ['k', 'Shift+K', 'Control+Shift+K', 'Control+j']) await chat.page.keyboard.press(keys);
  assert.ok(await chat.panel.isVisible());
});

test('the shortcut leaves the page’s own fields and handlers alone, and tenants can do without', async (t) => {
  const body = `<input id="own"><script>addEventListener('keydown', (event) => window.taken && event.preventDefault())</script>`;
  const chat = await newVisitor(t, browser, site.add('/own-keys', { body: body + site.tag() }));
  await until('the configuration is there', async () => (await chat.heard('ready')).length === 1);
  await chat.page.locator('#own').press('Control+k');
  assert.equal(await chat.panel.isVisible(), false);
  await chat.page.evaluate(() => {
    document.activeElement.blur();
    window.taken = true;
  });
  await chat.page.keyboard.press('Control+k');
  assert.equal(await chat.panel.isVisible(), false);

  const quiet = await newVisitor(t, browser, site.add('/quiet', { body: tag('quiet') }));
  await until('the configuration is there', async () => (await quiet.heard('ready')).length === 1);
  await quiet.page.keyboard.press('Control+k');
  assert.equal(await quiet.panel.isVisible(), false);
});

test('a page without TLS is served, and its console says what browsers deny it', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const said = [];
  chat.page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
  await chat.page.goto(site.add('/insecure', { body: tag('insecure') }).replace('127.0.0.1', 'shop.test'));
  await chat.open();
  await chat.say('We need an online shop');
  assert.match(said.join('\n'), /\[anteroom\] .*not served over https/);
  assert.deepEqual(chat.errors, []);
});

test('a page from a file gets a clear line on the console', async (t) => {
  const page = await newVisitor(t, browser, 'about:blank');
  const { mkdtemp, rm, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(`${tmpdir()}/anteroom-file-`);
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/page.html`, `<!doctype html><title>A file</title>${site.tag()}`);
  await page.page.goto(`file://${folder}/page.html`);
  await until('it says what is missing', () => /\[anteroom\].*over http/.test(page.errors.join()));
  assert.equal(await page.element.count(), 0);
});

test('module and WASM are fetched side by side, not one after the other', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await chat.page.route(/anteroom-app-.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await chat.page.goto(plain);
  const fetched = chat.page.waitForResponse(/\.wasm$/);
  await chat.launcher.hover();
  await fetched;
  letGo();
  await chat.open();
});

test('asked to, it fetches the app when the page is idle, and begins nothing', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const requests = [];
  chat.page.on('request', (request) => requests.push(request.url()));
  await chat.page.goto(site.add('/idle', { body: site.tag('data-prefetch="idle"') }));
  await until('the app is there', () => requests.some((address) => address.endsWith('.wasm')));
  assert.ok(!requests.some((address) => address.includes('/chat/')));
  assert.equal(await chat.panel.isVisible(), false);
});

test('the language is the tag’s, and else the visitor’s', async (t) => {
  const shown = async (path, more, options) => {
    const address = site.add(path, { body: tag('spanish').replace('async', `async ${more}`) });
    const chat = await newVisitor(t, browser, address, options);
    await chat.open();
    return [await chat.panel.getAttribute('lang'), await chat.answers.first().innerText()];
  };
  const [tags, greeting] = await shown('/in-its-own', 'data-locale="es-MX"', { locale: 'fr-FR' });
  assert.match(tags, /^es/);
  assert.match(greeting, /¡Hola!/);
  const [visitors, same] = await shown('/in-the-visitors', '', { locale: 'es-ES' });
  assert.match(visitors, /^es/);
  assert.equal(same, greeting);
});
