// The demo sites: every page as it is, on a screen and on a phone, in the light and in the dark, under a strict policy.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { browserForTests } from './support/browser.mjs';
import { Server } from './support/server.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

const PAGES = [
  'todo/', 'todo/nothing', 'crm/', 'crm/help.html', 'crm/nothing', 'worky/', 'worky/project.html?id=PRJ-1', 'worky/project.html?id=PRJ-8',
  'worky/guide.html', 'worky/nothing', 'sophie/', 'sophie/servicos.html', 'sophie/ajuda.html#contato', 'sophie/profissionais.html',
  'sophie/en/', 'sophie/nothing',
];
const SHAPES = [
  ['a screen, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['a phone, dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true, hasTouch: true }],
];
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** What axe finds in the page. The widget has tests of its own. */
async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page }).exclude('anteroom-chat').analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}

for (const [shape, options] of SHAPES) {
  test(`every page is fit for everybody, on ${shape}`, async (t) => {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    t.after(() => context.close());
    await context.route('**/demo/**', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': POLICY } });
    });
    for (const path of PAGES) {
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('request', (request) => request.url().startsWith(server.origin) || errors.push(`asks ${request.url()}`));
      await page.goto(`${server.origin}/demo/${path}`, { waitUntil: 'networkidle' });
      await page.locator('[data-demo-user] select').waitFor();
      // A page that is not there says so by its status, which the console tells.
      const own = errors.filter((error) => !(path.endsWith('nothing') && error.includes('404')));
      assert.deepEqual(own, [], path);
      assert.equal(await page.locator('[aria-busy]').count(), 0, `${path}: all is drawn`);
      assert.equal(await page.locator('h1').count(), 1, path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`);
      assert.deepEqual(await violations(page), [], path);
      await page.close();
    }
  });
}
