// The tag that names one version and its checksum: it loads the whole chat, and not one byte may differ.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { widget } from './support/programs.mjs';
import { until } from './support/until.mjs';

const manifest = JSON.parse(await readFile(join(widget, 'manifest.json'), 'utf8'));
const exact = manifest.others.find((file) => file.role === 'exact_loader');
const browser = await browserForTests();

const tag = (site, { integrity } = exact) =>
  `<script async crossorigin="anonymous" integrity="${integrity}" ` +
  `src="${site.anteroom.origin}/${exact.path}" data-tenant="studio"></script>`;

test('an exact version loads across origins and holds a conversation', async (t) => {
  const site = await HostSite.start();
  t.after(() => site.stop());
  const chat = await newVisitor(t, browser, 'about:blank');
  const paths = [];
  chat.page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  await chat.page.goto(site.add('/exact', { body: tag(site) }));
  await chat.open();
  await chat.say('We need an online shop');
  assert.equal((await chat.log()).length, 2);
  assert.ok(paths.includes(`/${exact.path}`) && !paths.includes('/anteroom.js'), paths.join());
  assert.deepEqual(chat.errors, []);
});

test('a changed byte is refused by the browser', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-widget-'));
  after(() => rm(folder, { recursive: true, force: true }));
  await cp(widget, folder, { recursive: true });
  const changed = await readFile(join(folder, exact.path), 'utf8');
  await writeFile(join(folder, exact.path), `${changed} `);
  for (const form of ['br', 'gz']) await rm(join(folder, `${exact.path}.${form}`));
  const site = await HostSite.start({ ANTEROOM_WIDGET: folder });
  t.after(() => site.stop());
  const chat = await newVisitor(t, browser, site.add('/changed', { body: tag(site) }));
  await until('the browser says why', () => chat.errors.some((error) => /integrity/.test(error)));
  assert.equal(await chat.element.count(), 0);
  assert.equal(await chat.page.evaluate(() => typeof window.Anteroom), 'undefined');
});
