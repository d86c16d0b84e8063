// The configuration page: mistakes in their places, the real widget beside the text, the tag to copy.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { browserForTests } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The page as its user has it before them. */
class Configure {
  errors = [];

  static async visit(t, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    t.after(() => context.close());
    const configure = new Configure();
    configure.page = await context.newPage();
    configure.page.setDefaultTimeout(15_000);
    configure.page.on('pageerror', (error) => configure.errors.push(String(error)));
    configure.page.on('console', (message) => message.type() === 'error' && configure.errors.push(message.text()));
    await configure.go();
    return configure;
  }

  async go() {
    await this.page.goto(`${server.origin}/configure`);
    this.text = this.page.locator('#text');
    this.mistakes = this.page.locator('#mistakes button');
    this.verdict = this.page.locator('#verdict');
    this.state = this.page.locator('#preview-state');
    this.preview = this.page.frameLocator('#frame');
    this.launcher = this.preview.locator('[part~=launcher]');
    this.answers = this.preview.locator('[part~=message][data-role=assistant]');
    await this.page.getByText('No mistakes.').waitFor();
    await this.answers.first().waitFor();
  }

  /** Replaces words in the text, as if by hand. */
  async write(old, words) {
    const text = await this.text.inputValue();
    assert.ok(text.includes(old), `${old} stands in the file`);
    await this.text.fill(text.replace(old, words));
  }

  startFrom(tenant) {
    return this.page.getByLabel('Start from').selectOption(tenant);
  }

  /** The colour under the launcher's drawing. */
  accent() {
    return this.launcher.evaluate((launcher) => getComputedStyle(launcher).getPropertyValue('--accent').trim());
  }

  background() {
    return this.launcher.evaluate((launcher) => getComputedStyle(launcher).backgroundColor);
  }
}

test('a wrong key is told with its place and the nearest name, and the last good preview stays', async (t) => {
  const configure = await Configure.visit(t);
  await configure.write('"greeting"', '"greting"');
  await configure.mistakes.first().waitFor();
  const said = await configure.mistakes.allInnerTexts();
  const line = (await configure.text.inputValue()).split('\n').findIndex((text) => text.includes('"greting"')) + 1;
  assert.ok(said.some((text) => text.includes(`Line ${line}, column 3`) && text.includes('greeting')), said.join('\n'));
  await configure.page.getByText('The file has mistakes: this is how it was before them.').waitFor();
  assert.ok(await configure.launcher.isVisible());

  await configure.mistakes.filter({ hasText: `Line ${line},` }).first().click();
  const selected = await configure.text.evaluate(
    (text) => document.activeElement === text && text.value.slice(text.selectionStart, text.selectionEnd),
  );
  assert.equal(selected, '"greting"');
  const marked = await configure.page.locator('#mirror .flawed').evaluateAll((lines) => lines.map((one) => one.textContent.trim()));
  assert.ok(marked.some((text) => text.startsWith('"greting"')), marked.join('\n'));

  await configure.write('"greting"', '"greeting"');
  await configure.page.getByText('No mistakes.').waitFor();
  assert.equal(await configure.mistakes.count(), 0);
  assert.equal(await configure.page.locator('#mirror .flawed').count(), 0);
  assert.deepEqual(configure.errors, []);
});

test('looks change at once and the conversation goes on', async (t) => {
  const configure = await Configure.visit(t);
  await configure.preview.locator('[part~=input]').fill('We need an online shop');
  await configure.preview.locator('[part~=input]').press('Enter');
  await until('it is answered', async () => (await configure.answers.count()) === 2);
  const frame = configure.page.frames().find((one) => one.url().includes('/configure/preview/'));
  await frame.evaluate(() => (document.wasHere = true));
  const before = await configure.background();

  await configure.write('#3056d3', '#b4471f');
  await until('the launcher has the accent', async () => (await configure.accent()) === '#b4471f');
  await until('it is seen', async () => (await configure.background()) !== before);
  assert.equal(await configure.page.locator('#accent').inputValue(), '#b4471f');
  assert.ok(await frame.evaluate(() => document.wasHere), 'the page in the frame is the same');
  assert.equal(await configure.answers.count(), 2);

  await configure.page.getByRole('button', { name: 'Start over' }).click();
  await until('the conversation is forgotten', async () => (await configure.answers.count()) === 1);
  assert.deepEqual(configure.errors, []);
});

test('what is chosen in the form is written into the text, and the rest of it stays as it is', async (t) => {
  const configure = await Configure.visit(t);
  const before = await configure.text.inputValue();
  await configure.page.getByLabel('Greeting').fill('Good day, "dear" visitor!');
  await configure.answers.first().getByText('Good day, "dear" visitor!').waitFor();
  const greeted = before.replace(/"greeting": ".*"/, '"greeting": "Good day, \\"dear\\" visitor!"');
  assert.equal(await configure.text.inputValue(), greeted);

  await configure.page.getByRole('radio', { name: 'Square' }).check();
  const squared = greeted.replace('"accent": "#3056d3"', '"accent": "#3056d3",\n    "radius": "square"');
  assert.equal(await configure.text.inputValue(), squared);
  await configure.page.getByLabel('Suggestions').fill('One\n\n  Two\nThree');
  await configure.preview.getByText('Three', { exact: true }).waitFor();
  const { suggestions, appearance } = JSON.parse(await configure.text.inputValue());
  assert.deepEqual({ suggestions, appearance }, { suggestions: ['One', 'Two', 'Three'], appearance: { accent: '#3056d3', radius: 'square' } });

  await configure.text.fill('{ no file');
  assert.ok(await configure.page.getByLabel('Greeting').isDisabled(), 'a text that cannot be read waits');
});

test('the place of the cursor is explained, and its values can be chosen there', async (t) => {
  const configure = await Configure.visit(t);
  const help = configure.page.getByRole('group', { name: 'At the cursor' });
  await configure.page.getByRole('radio', { name: 'Square' }).check();
  const goTo = (words) =>
    configure.text.evaluate((text, words) => {
      text.focus();
      text.setSelectionRange(text.value.indexOf(words), text.value.indexOf(words));
    }, words);
  await goTo('"square"');
  await help.getByText('appearance.radius', { exact: true }).waitFor();
  await help.getByRole('button', { name: 'soft' }).click();
  assert.equal(JSON.parse(await configure.text.inputValue()).appearance.radius, 'soft');
  assert.ok(await configure.page.getByRole('radio', { name: 'Soft' }).isChecked());
  await goTo('"appearance"');
  await help.getByText(/Can also hold .*density/).waitFor();

  await configure.write('#3056d3', 'blue');
  await configure.page.locator('.field', { hasText: 'Accent colour' }).getByText('must be a colour').waitFor();
});

test('the tag that is copied is the one that is shown', async (t) => {
  const configure = await Configure.visit(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  const copied = () => configure.page.evaluate(() => navigator.clipboard.readText());
  const tag = await configure.page.locator('#tag').innerText();
  assert.equal(tag, `<script async src="${server.origin}/anteroom.js" data-tenant="my-site"></script>`);
  await configure.page.getByRole('button', { name: 'Copy the script tag', exact: true }).click();
  await configure.page.getByText('Copied.').waitFor({ state: 'attached' });
  assert.equal(await copied(), tag);

  await configure.write('"my-site"', '"other-site"');
  const exact = configure.page.locator('#exact-tag');
  await until('the tag names the tenant', async () => (await exact.innerText()).includes('data-tenant="other-site"'));
  const [, source, integrity] = (await exact.innerText()).match(/src="([^"]+)" integrity="([^"]+)"/);
  const script = Buffer.from(await (await fetch(source)).arrayBuffer());
  assert.equal(integrity, `sha384-${createHash('sha384').update(script).digest('base64')}`);
  await configure.page.getByRole('button', { name: 'Copy the script tag of this version' }).click();
  await until('it is copied', async () => (await copied()) === (await exact.innerText()));
});

test('the draft is there again after a reload, and its conversation', async (t) => {
  const configure = await Configure.visit(t);
  await configure.write('My business', 'My bakery');
  await configure.preview.getByText('My bakery').first().waitFor();
  await configure.preview.locator('[part~=input]').fill('We need a wedding cake');
  await configure.preview.locator('[part~=input]').press('Enter');
  await until('it is answered', async () => (await configure.answers.count()) === 2);
  await configure.go();
  assert.ok((await configure.text.inputValue()).includes('My bakery'));
  await configure.preview.getByText('We need a wedding cake').first().waitFor();
});

test('a tenant of this server, a file of one’s own, and the finished file', async (t) => {
  const configure = await Configure.visit(t);
  await configure.startFrom('studio');
  await configure.preview.getByText('Juno').first().waitFor();
  const studio = await readFile(new URL('../../tenants/studio/tenant.json', import.meta.url), 'utf8');
  assert.equal(await configure.text.inputValue(), studio);
  await configure.text.focus();
  await configure.page.keyboard.press('Control+z');
  assert.ok((await configure.text.inputValue()).includes('my-site'), 'a choice too many can be undone');

  const mine = studio.replace('Northlight Studio', 'Southlight Studio');
  await configure.page.locator('#upload').setInputFiles({ name: 'tenant.json', mimeType: 'application/json', buffer: Buffer.from(mine) });
  await until('the file is there', async () => (await configure.text.inputValue()) === mine);
  const [download] = await Promise.all([
    configure.page.waitForEvent('download'),
    configure.page.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'tenant.json');
  assert.equal(await readFile(await download.path(), 'utf8'), mine);
  assert.deepEqual(configure.errors, []);
});

test('by keyboard: Tab leaves the editor, a new line is indented, and all of it can be undone', async (t) => {
  const configure = await Configure.visit(t);
  const { keyboard } = configure.page;
  const before = await configure.text.inputValue();
  await configure.text.evaluate((text) => {
    const end = text.value.indexOf('"id"') + '"id": "my-site",'.length;
    text.focus();
    text.setSelectionRange(end, end);
  });
  await keyboard.press('Enter');
  assert.equal(await configure.text.inputValue(), before.replace('"my-site",', '"my-site",\n  '));
  await keyboard.press('Control+]');
  assert.equal(await configure.text.inputValue(), before.replace('"my-site",', '"my-site",\n    '));
  await keyboard.press('Control+[');
  await keyboard.press('Control+z');
  await keyboard.press('Control+z');
  await keyboard.press('Control+z');
  assert.equal(await configure.text.inputValue(), before);
  await keyboard.press('Tab');
  assert.notEqual(await configure.page.evaluate(() => document.activeElement.id), 'text');
});

test('the visitor’s system and what the page is seen on', async (t) => {
  const configure = await Configure.visit(t, { colorScheme: 'light' });
  const scheme = () => configure.preview.locator('anteroom-chat').evaluate((element) => getComputedStyle(element).colorScheme);
  await until('it is light', async () => (await scheme()) === 'light');
  await configure.page.getByRole('group', { name: 'The visitor’s system' }).getByRole('radio', { name: 'Dark' }).check();
  assert.equal(await scheme(), 'dark');
  await configure.page.getByRole('group', { name: 'Light or dark' }).getByRole('radio', { name: 'Light' }).check();
  await until('the tenant has chosen light', async () => (await scheme()) === 'light');
  await configure.page.getByRole('group', { name: 'Seen on' }).getByRole('radio', { name: 'Phone' }).check();
  assert.equal(await configure.preview.locator('html').evaluate(() => innerWidth), 390);
  await configure.page.getByRole('group', { name: 'Seen on' }).getByRole('radio', { name: 'Desktop' }).check();
  assert.equal(await configure.preview.locator('html').evaluate(() => innerWidth), 1280);
});

test('the painted lines lie under the letters that one writes, however wide the window is', async (t) => {
  const configure = await Configure.visit(t);
  await configure.startFrom('studio');
  for (const width of [1280, 1001, 700, 390]) {
    await configure.page.setViewportSize({ width, height: 900 });
    const heights = await configure.text.evaluate((text) => {
      text.style.height = 0;
      const needed = text.scrollHeight;
      text.style.height = '';
      return [needed, document.querySelector('#mirror').offsetHeight];
    });
    assert.equal(heights[0], heights[1], `at ${width} pixels`);
  }
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing: ${colorScheme}`, async (t) => {
    const configure = await Configure.visit(t, { colorScheme });
    const looked = async (what) => {
      const { violations, passes } = await new AxeBuilder({ page: configure.page }).exclude('#frame').withTags(RULES).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
      assert.deepEqual(found, [], what);
      assert.ok(passes.length > 0);
    };
    await looked('without mistakes');
    await configure.write('"greeting"', '"greting"');
    await configure.mistakes.first().waitFor();
    await looked('with mistakes');
    await configure.text.fill('{ no file');
    await looked('no JSON');
    await configure.page.setViewportSize({ width: 390, height: 844 });
    await looked('on a phone');
    assert.equal(await configure.page.evaluate(() => document.documentElement.scrollWidth), 390);
  });
}

test('a page of another origin can neither write a draft nor read a file', async (t) => {
  const other = await Server.start();
  t.after(() => other.stop());
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(other.origin);
  const name = 'f'.repeat(32);
  const outcome = (path, request) =>
    page.evaluate(([address, init]) => fetch(address, init).then((answer) => answer.status, () => 'refused'), [server.origin + path, request]);
  const studio = await (await fetch(`${server.origin}/configure/tenants/studio`)).text();
  assert.equal(await outcome(`/configure/drafts/${name}`, { method: 'PUT', body: studio }), 'refused');
  assert.equal(await outcome('/configure/tenants/studio', {}), 'refused');
  assert.equal((await fetch(`${server.origin}/api/v1/widget/draft-${name}`)).status, 404);

  const put = (body) =>
    fetch(`${server.origin}/configure/drafts/${name}`, { method: 'PUT', body, headers: { origin: server.origin } });
  assert.equal((await put(studio + ' '.repeat(300_000))).status, 413);
  assert.equal((await put(studio)).status, 204);
  assert.equal((await fetch(`${server.origin}/api/v1/widget/draft-${name}`)).status, 200);
});
