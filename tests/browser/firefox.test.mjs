// The whole conversation in Firefox, where there is one: the widget must not lean on Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Driver } from './firefox/driver.mjs';
import { missing } from './firefox/programs.mjs';
import { HostSite } from './support/host-site.mjs';
import { until } from './support/until.mjs';

const SHOP = 'We need an online shop, our budget is 20-30k euros';
const ENTER = '\uE007';
const ESCAPE = '\uE00C';

let driver;
let site;
if (!missing) {
  before(async () => {
    site = await HostSite.start();
    driver = await Driver.start();
  });
  after(async () => {
    await driver?.stop();
    await site?.stop();
  });
}

/** What is seen of a part of the widget: its elements that take room and are visible. Runs in the page. */
function seen(part) {
  const root = document.querySelector('anteroom-chat')?.shadowRoot;
  const all = root ? [...root.querySelectorAll(`[part~=${part}]`)] : [];
  return all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length);
}

/** The texts of what is seen of a part. */
const texts = (part) => driver.run(`(part) => (${seen})(part).map((element) => element.innerText.trim())`, part);
const isSeen = (part) => driver.run(`(part) => (${seen})(part).length > 0`, part);
const element = (part) => until(`${part} is there`, () => driver.run(`(part) => (${seen})(part)[0]`, part));

/** A fresh visitor on a page with the widget. */
async function visit({ path = '/', attributes, dark } = {}) {
  await driver.begin({ dark });
  await driver.visit(site.add(path, { body: site.tag(), attributes }));
  await driver.run(`() => {
    document.anteroomAnswers = [];
    document.addEventListener('anteroom:message', ({ detail }) => {
      if (detail.role === 'assistant') document.anteroomAnswers.push(detail.bot_message);
    });
  }`);
}

/** Opens the chat by its launcher and waits for the greeting. */
async function open() {
  await driver.click(await element('launcher'));
  await until('it greets', async () => (await texts('message')).some((text) => text.includes('Hello')));
}

/** Says something and gives the whole answer, as the page is told it. */
async function say(text) {
  const answers = () => driver.run('() => document.anteroomAnswers');
  const before = (await answers()).length;
  await driver.type(await element('input'), text + ENTER);
  return until(`“${text}” is answered`, async () => (await answers())[before]);
}

test('Firefox: a conversation, what is understood, and the same after a reload', { skip: missing }, async () => {
  await visit();
  assert.equal(await isSeen('panel'), false, 'before the launcher is clicked');
  await open();
  const answer = await say(SHOP);
  const conversation = await texts('message');
  assert.equal(conversation.length, 3);
  assert.ok(conversation[1].includes(SHOP) && conversation[2].includes(answer), String(conversation));
  const chips = await texts('chip');
  assert.ok(chips.some((chip) => chip.includes('Online shop')), String(chips));
  assert.ok(chips.some((chip) => chip.includes('€20,000–30,000')), String(chips));
  await until('the card has come', async () => (await texts('card')).join() !== '');

  await driver.reload();
  await until('it is open again, as it was', async () => (await texts('message')).length === 3);
  assert.deepEqual(await texts('message'), conversation);
  await driver.type(await element('input'), ESCAPE);
  await until('it is closed', async () => !(await isSeen('panel')));
});

test('Firefox: dark where the visitor wants it dark', { skip: missing }, async () => {
  const lightness = () =>
    driver.run(`() => {
      const root = document.querySelector('anteroom-chat').shadowRoot;
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.fillStyle = getComputedStyle(root.querySelector('[part~=panel]')).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return (red + green + blue) / 3;
    }`);
  await visit();
  await open();
  const light = await lightness();
  await visit({ dark: true });
  await open();
  const dark = await lightness();
  assert.ok(light > 200 && dark < 80, `the panel's surface: ${light} in the light, ${dark} in the dark`);
});

test('Firefox: on a page that is read from the right', { skip: missing }, async () => {
  await visit({ path: '/rtl', attributes: 'dir="rtl"' });
  const middles = () =>
    driver.run(`() => ['launcher', 'panel'].map((part) => {
      const [element] = (${seen})(part);
      const { left, width } = element.getBoundingClientRect();
      return (left + width / 2) / innerWidth;
    })`);
  await open();
  assert.ok((await middles()).every((middle) => middle < 0.5), `at the left: ${await middles()}`);
  await say(SHOP);
  assert.equal((await texts('chip')).length, 2);
});
