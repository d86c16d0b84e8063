// Where there is little room, or too much to say: small windows, magnified ones, long words, both directions of
// writing, and the corners, distances and letters that a tenant chooses.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { HostSite } from './support/host-site.mjs';
import { known, withAnswers, withConfig } from './support/staged.mjs';
import { FORM, READY, STATES_OF_SCOPE } from './support/staged-answers.mjs';
import { until } from './support/until.mjs';

const site = await HostSite.start(
  {},
  {
    small: { appearance: { radius: 'square', density: 'compact', font_size: 'small' } },
    large: { appearance: { font_size: 'large' } },
  },
);
after(() => site.stop());
const browser = await browserForTests();
const plain = site.add('/plain', { body: site.tag() });
const arabic = site.add('/arabic', { body: site.tag('data-locale="ar"') });
const PHONE = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };

/** A visitor with the panel open; `answer` is given to every message. */
async function visit(t, { address = plain, config = {}, answer, ...options } = {}) {
  const chat = await newVisitor(t, browser, 'about:blank', options);
  await withConfig(chat.page, config);
  if (answer) await withAnswers(chat.page, () => answer);
  await chat.page.goto(address);
  await chat.open();
  return chat;
}

const unfold = (chat) => chat.card.getByRole('button').first().click();

/** Where the edges of an element are. */
const edges = (locator) =>
  locator.evaluate((element) => {
    const { left, right, top, bottom, height } = element.getBoundingClientRect();
    return { left, right, top, bottom, height };
  });

test('a value and a suggestion without a space stay within the panel', async (t) => {
  const url = `https://example.com/${'a/'.repeat(150)}`;
  const chat = await visit(t, {
    config: { suggestions: ['w'.repeat(90)] },
    answer: { extracted_attributes: { goal: known('Goal', url) }, missing_attributes: ['budget'], confidence: 0.2 },
  });
  const panel = await edges(chat.panel);
  const within = async (locator) => {
    const { left, right } = await edges(locator);
    assert.ok(left >= panel.left && right <= panel.right, `${left}–${right} in ${panel.left}–${panel.right}`);
  };
  await within(chat.element.getByRole('button', { name: 'www' }));
  await chat.say('Here it is');
  await within(chat.chips.first());
  await within(chat.chips.first().locator('span'));
  assert.ok((await edges(chat.chips.first())).height < 60, 'it does not fill the conversation');
  assert.equal(await chat.chips.first().textContent(), `Goal ${url}`);
});

/** Whether the last character of a text, a full stop, stands to the right of its first. */
const endsAtTheRight = (locator) =>
  locator.evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const at = (place) => {
      const range = new Range();
      range.setStart(text, place);
      range.setEnd(text, place + 1);
      return range.getBoundingClientRect().left;
    };
    return at(text.length - 1) > at(0);
  });

test('in an Arabic panel, what is said in English reads as English', async (t) => {
  const chat = await visit(t, {
    address: arabic,
    config: { greeting: 'What matters?', suggestions: ['A shop.'], disclaimer: 'A machine.' },
    answer: { ...STATES_OF_SCOPE.some, extracted_attributes: { goal: known('Goal', 'To sell.') }, bot_message: 'And when?' },
  });
  const words = chat.element.locator('.words p');
  for (const shown of [words.first(), chat.element.getByRole('button', { name: 'A shop.' }), words.last()]) {
    assert.ok(await endsAtTheRight(shown), await shown.textContent());
  }
  await chat.say('A shop (soon).');
  await unfold(chat);
  for (const shown of [words.nth(-2), words.last(), chat.chips.first().locator('span'), chat.card.locator('.value span').filter({ visible: true })]) {
    assert.ok(await endsAtTheRight(shown), await shown.textContent());
  }
  // The panel's own words are in its own direction.
  assert.equal(await chat.card.locator('dl').evaluate((list) => getComputedStyle(list).direction), 'rtl');
});

test('on a small phone a star is tapped and the panel stays where it is', async (t) => {
  const chat = await visit(t, { ...PHONE, config: READY, answer: STATES_OF_SCOPE.confirmed });
  await chat.say('A shop');
  await chat.element.getByRole('radio').nth(3).locator('..').tap();
  await chat.element.getByRole('textbox', { name: /What was good/ }).waitFor();
  const panel = await edges(chat.panel);
  assert.deepEqual([panel.top, panel.height], [0, 568]);
  assert.equal((await edges(chat.panel.locator('a-head'))).top, 0);
  // Not by any other way either.
  await chat.panel.evaluate((element) => element.scrollTo(0, 1000));
  assert.equal(await chat.panel.evaluate((element) => element.scrollTop), 0);
});

test('on phones no field has letters so small that they would be magnified on focus', async (t) => {
  const sizes = (chat) =>
    chat.element.locator('input:not(.unseen), textarea').evaluateAll((fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize)));
  const asked = await visit(t, { ...PHONE, config: FORM });
  await asked.element.locator('[part~=form] input').first().waitFor();
  const chat = await visit(t, { ...PHONE, config: READY, answer: STATES_OF_SCOPE.confirmed });
  await chat.say('A shop');
  await unfold(chat);
  await chat.card.getByRole('button', { name: 'Change Name' }).click();
  await chat.card.locator('input.field').waitFor();
  const all = [...(await sizes(asked)), ...(await sizes(chat))];
  assert.ok(all.length >= 5, 'form, composer, editor, comment');
  assert.deepEqual(all.filter((size) => size < 16), []);
});

for (const height of [200, 256]) {
  test(`magnified until ${height} pixels are left, half of them are conversation, and all of the card can be reached`, async (t) => {
    const viewport = { width: 320, height };
    const chat = await visit(t, { viewport, config: READY, answer: STATES_OF_SCOPE.ready });
    const log = chat.element.getByRole('log');
    assert.equal(await log.evaluate((element) => element.scrollTop), 0, 'the greeting is read from its beginning');
    await chat.say('A shop');
    const { top, bottom } = await edges(log);
    const card = await edges(chat.card);
    assert.ok(bottom - Math.max(top, card.bottom) >= height / 2, `${bottom - Math.max(top, card.bottom)} of ${height}`);
    assert.ok(card.top >= 0);
    await unfold(chat);
    await chat.settles();
    const details = chat.card.locator('.details');
    assert.ok((await edges(details)).bottom <= (await edges(chat.input)).top, 'one can still write');
    const last = details.getByRole('button').filter({ visible: true }).last();
    await last.click({ trial: true });
    await chat.card.getByRole('button', { name: READY.call_to_action.label }).click({ trial: true });
    await chat.element.getByRole('button', { name: 'Close chat' }).last().click({ trial: true });
  });
}

test('corners, distances and letters of the tenant reach everything', async (t) => {
  const at = async (tenant) => {
    const address = site.add(`/${tenant}`, { body: site.tag().replace('studio', tenant) });
    const chat = await visit(t, { address, config: READY, answer: STATES_OF_SCOPE.confirmed });
    await chat.say('A shop');
    await chat.element.locator('[part~=rating]').waitFor();
    await unfold(chat);
    return chat.panel.evaluate((panel) => {
      const parts = {
        bubble: '[data-role=user]', chip: '[part~=chip]', card: '[part~=card]', composer: 'a-foot', send: '[part~=send]',
        avatar: '.face', rating: '.rating', button: '.strong', field: '.field', plain: '.plain',
      };
      const styles = Object.entries(parts).map(([name, part]) => [name, getComputedStyle(panel.querySelector(part))]);
      const of = (property) => Object.fromEntries(styles.map(([name, style]) => [name, parseFloat(style[property])]));
      return { corners: of('borderStartStartRadius'), letters: of('fontSize'), distances: of('paddingInlineStart') };
    });
  };
  const [usual, small, large] = [await at('studio'), await at('small'), await at('large')];
  for (const [part, corner] of Object.entries(usual.corners)) {
    assert.ok(small.corners[part] <= 6 && small.corners[part] < corner, `corner of ${part}: ${small.corners[part]} for ${corner}`);
  }
  for (const part of ['bubble', 'chip', 'button']) {
    assert.ok(small.letters[part] < usual.letters[part] && usual.letters[part] < large.letters[part], `letters of ${part}`);
  }
  for (const part of ['bubble', 'rating', 'button']) {
    assert.ok(small.distances[part] < usual.distances[part], `distances of ${part}`);
  }
});

test('a new chat after an ended one has a composer as high as before', async (t) => {
  const chat = await visit(t, { answer: {} });
  const { height } = await edges(chat.input);
  await chat.say('A shop');
  await chat.element.getByRole('button', { name: 'More' }).click();
  await chat.element.getByRole('button', { name: 'End chat' }).click();
  await chat.element.getByRole('button', { name: 'Start a new chat' }).click();
  await chat.input.waitFor();
  await until('it is as high again', async () => (await edges(chat.input)).height === height);
});
