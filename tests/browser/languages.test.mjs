// The widget's own words: English is there, any other language is fetched beside the app, and only where it is wanted.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { repository } from './support/programs.mjs';

const site = await HostSite.start();
after(() => site.stop());
const browser = await browserForTests();

const LANGUAGES = ['ar', 'de', 'es', 'fr', 'hi', 'it', 'ja', 'nl', 'pl', 'pt'];

/** The texts of a language by their names, as the sources have them. */
async function texts(language) {
  const file = await readFile(`${repository}widget/texts/${language}.txt`, 'utf8');
  return Object.fromEntries(file.trim().split('\n').map((line) => line.split(/: (.*)/, 2)));
}

/** A visitor of a page whose tag names a locale, or none; `fetched` are the files of texts that the page asks for. */
async function visitor(t, locale) {
  const address = site.add(`/${locale}`, { body: site.tag(locale && `data-locale="${locale}"`) });
  const chat = await newVisitor(t, browser, 'about:blank');
  const fetched = [];
  chat.page.on('request', (request) => /\/texts-/.test(request.url()) && fetched.push(request.url()));
  return { chat, fetched, go: () => chat.page.goto(address) };
}

for (const language of LANGUAGES) {
  test(`the widget speaks ${language}`, async (t) => {
    const { chat, fetched, go } = await visitor(t, language);
    await go();
    const words = await texts(language);
    assert.equal(fetched.length, 0, 'nothing is fetched before the first touch');
    await chat.open();
    await chat.element.getByRole('button', { name: words.more, exact: true }).waitFor();
    assert.equal(await chat.input.getAttribute('placeholder'), words.placeholder);
    assert.equal(await chat.launcher.getAttribute('aria-label'), words.close);
    assert.equal(await chat.panel.locator('a-main').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
    assert.equal(fetched.length, 1);
    assert.match(fetched[0], new RegExp(`^${site.anteroom.origin}/assets/texts-${language}-[0-9a-f]{12}\\.txt$`));
    assert.deepEqual(chat.errors, []);
  });
}

test('a region is a language’s, and English needs no file, nor does a language that there is not', async (t) => {
  for (const [locale, language, count] of [['fr-CA', 'fr', 1], ['en-GB', 'en', 0], ['sv', 'en', 0], ['', 'en', 0]]) {
    const { chat, fetched, go } = await visitor(t, locale);
    await go();
    await chat.open();
    assert.equal(await chat.input.getAttribute('placeholder'), (await texts(language)).placeholder, locale);
    assert.equal(fetched.length, count, locale);
  }
});

test('a locale that is none leaves the tenant’s, one with an underscore or in capitals is meant as it should be', async (t) => {
  for (const [locale, language, lang] of [
    ['de_DE', 'de', 'de-DE'],
    ['DE', 'de', 'de'],
    ['AR_eg', 'ar', 'ar-EG'],
    ['no-language-at-all!', 'en', 'en'],
    ['-', 'en', 'en'],
  ]) {
    const { chat, go } = await visitor(t, locale);
    await go();
    await chat.open();
    assert.equal(await chat.input.getAttribute('placeholder'), (await texts(language)).placeholder, locale);
    // The tenant's own may have a region.
    assert.match(await chat.panel.getAttribute('lang'), new RegExp(`^${lang}\\b`), locale);
    assert.equal(await chat.panel.locator('a-main').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr', locale);
    await chat.say('We need an online shop');
    assert.equal((await chat.log()).length, 2, locale);
    assert.deepEqual(chat.errors, [], locale);
  }
});

test('an attribute that is there and empty is as none', async (t) => {
  const address = site.add('/empty', { body: `<anteroom-chat tenant="studio" locale=""></anteroom-chat>${site.tag()}` });
  const chat = await newVisitor(t, browser, address);
  await chat.open();
  await chat.say('We need an online shop');
  assert.equal((await chat.log()).length, 2);
  assert.deepEqual(chat.errors, []);
});

test('words that cannot be had leave English and a chat that works', async (t) => {
  const { chat, fetched, go } = await visitor(t, 'de');
  await chat.page.route('**/texts-*', (route) => route.abort());
  await go();
  await chat.open();
  assert.equal(await chat.input.getAttribute('placeholder'), (await texts('en')).placeholder);
  await chat.say('We need an online shop');
  assert.equal((await chat.log()).length, 2);
  assert.equal(fetched.length, 1);
});
