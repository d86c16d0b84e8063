// What stands under an answer: buttons, cards, tables, charts; from the stream, and from the log after a reload. No
// tenant of the project makes them yet: the answers are the test's.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { withAnswers, withChanged, withConfig } from './support/staged.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

/** A visitor whose first message is answered with these blocks, and more where it is given. */
async function answeredWith(t, blocks, config = {}, more = {}) {
  const chat = await newVisitor(t, browser, 'about:blank');
  await withConfig(chat.page, config);
  const sent = await withAnswers(chat.page, () => ({ bot_message: 'Here:', blocks, ...more }));
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  await chat.say('Show me');
  // The code that draws most of them is fetched now.
  if (blocks.length) await chat.element.locator('.blocks > :is(.replies, .thing, .table, .chart, .sources, .call)').first().waitFor();
  return { chat, sent, blocks: chat.element.locator('.blocks') };
}

/** Hears what the page is told of links. */
const links = (chat) =>
  chat.page.evaluate(() => {
    document.anteroomLinks = [];
    document.addEventListener('anteroom:link', ({ detail }) => document.anteroomLinks.push([detail.url, detail.text]));
  });

const BUTTONS = {
  kind: 'buttons',
  buttons: [
    { label: 'Show all', message: 'Show all of them' },
    { label: 'Site', url: 'https://candles.example/' },
    { label: 'Lead', url: '/demo/studio/?lead=7' },
    ...['javascript:alert(1)', '//evil.example', '/\\evil.example', 'data:text/html,x', 'lead/7'].map((url) => ({ label: 'Bad', url })),
  ],
};

test('a button sends its message, and goes away with the next one; links stay', async (t) => {
  const { chat, sent, blocks } = await answeredWith(t, [BUTTONS]);
  assert.equal(await blocks.getByText('Bad').count(), 0, 'addresses that lead nowhere they may are not drawn');
  await blocks.getByRole('button', { name: 'Show all' }).click();
  await until('it is sent', () => sent.length === 2);
  assert.equal(sent[1].message, 'Show all of them');
  assert.equal(await blocks.first().getByRole('button', { name: 'Show all' }).isVisible(), false);
  assert.ok(await blocks.first().getByRole('link', { name: 'Site' }).isVisible());
});

test('links open beside the page, paths of the site in its own tab, and both are told', async (t) => {
  const { chat, blocks } = await answeredWith(t, [BUTTONS]);
  await links(chat);
  const site = blocks.getByRole('link', { name: 'Site' });
  assert.deepEqual(await site.evaluate(({ target, rel }) => [target, rel]), ['_blank', 'noopener noreferrer']);
  await chat.page.context().route('https://candles.example/', (route) => route.fulfill({ body: 'candles' }));
  const [other] = await Promise.all([chat.page.waitForEvent('popup'), site.click()]);
  assert.equal(await other.evaluate(() => window.opener), null);
  await other.close();
  assert.deepEqual(await chat.page.evaluate(() => document.anteroomLinks), [['https://candles.example/', 'Site']]);
  // A page may have a base of its own.
  await chat.page.evaluate(() => document.head.append(Object.assign(document.createElement('base'), { href: 'https://evil.example/' })));
  await blocks.getByRole('link', { name: 'Lead' }).click();
  await chat.page.waitForURL(`${server.origin}/demo/studio/?lead=7`);
});

test('a card names the thing, what is known of it, and what can be done', async (t) => {
  const card = {
    kind: 'card', title: 'Brightwater <b>Candles</b>', subtitle: 'Lead', url: '/demo/studio/?lead=7',
    fields: [{ label: 'Value', value: '€24,000' }], buttons: [{ label: 'Won', message: 'Move it to won' }],
  };
  const { chat, sent, blocks } = await answeredWith(t, [card]);
  assert.ok(await blocks.getByRole('link', { name: 'Brightwater <b>Candles</b>' }).isVisible());
  assert.match(await blocks.innerText(), /Lead\s+Value\s+€24,000/);
  await blocks.getByRole('button', { name: 'Won' }).click();
  await until('it is sent', () => sent.length === 2);
  assert.equal(sent[1].message, 'Move it to won');
  assert.deepEqual(chat.errors, []);
});

test('a table has a caption and headings', async (t) => {
  const table = { kind: 'table', caption: 'Open tasks', columns: ['Task', 'Due'], rows: [['Call Ana', 'Mon'], ['<i>Mail</i>', 'Tue']] };
  const { blocks } = await answeredWith(t, [table]);
  assert.deepEqual(await blocks.getByRole('columnheader').allInnerTexts(), ['Task', 'Due']);
  assert.deepEqual(await blocks.getByRole('cell').allInnerTexts(), ['Call Ana', 'Mon', '<i>Mail</i>', 'Tue']);
  assert.equal(await blocks.locator('caption').innerText(), 'Open tasks');
});

test('a row of a table leads somewhere by its first cell', async (t) => {
  const table = {
    kind: 'table', caption: 'Open tasks', columns: ['Id', 'Task'], rows: [['TSK-1', 'Call Ana'], ['TSK-2', 'Mail'], ['TSK-3', 'Sing']],
    urls: ['/demo/studio/?task=1', '', 'javascript:alert(1)'],
  };
  const { blocks } = await answeredWith(t, [table]);
  assert.deepEqual(await blocks.getByRole('link').allInnerTexts(), ['TSK-1']);
  assert.match(await blocks.getByRole('link').getAttribute('href'), /\/demo\/studio\/\?task=1$/);
});

test('an answer names its sources; one without a page is named all the same', async (t) => {
  const links = {
    kind: 'links', title: 'Sources',
    links: [{ label: 'Prices', url: '/demo/studio/' }, { label: 'House rules' }, { label: 'Bad', url: 'javascript:alert(1)' }],
  };
  const { blocks } = await answeredWith(t, [links]);
  assert.deepEqual(await blocks.getByRole('listitem').allInnerTexts(), ['Prices', 'House rules', 'Bad']);
  assert.deepEqual(await blocks.getByRole('link').allInnerTexts(), ['Prices']);
});

test('the tools that were called are told, but not what was understood', async (t) => {
  const tool_calls = [
    { tool: 'set', arguments: { key: 'budget', quote: '5k' }, outcome: 'applied' },
    { tool: 'create', arguments: { title: 'Buy <b>groceries</b>' }, outcome: 'done' },
    { tool: 'delete', arguments: { id: 'TSK-9' }, outcome: 'not_found' },
  ];
  const { chat, blocks } = await answeredWith(t, [], {}, { tool_calls });
  const tools = blocks.locator('[part=tool]');
  await tools.nth(1).waitFor();
  const told = await tools.locator('summary').allInnerTexts();
  assert.deepEqual(told.map((text) => text.split(/\s*\n\s*/)), [['create'], ['delete', 'not found']]);
  assert.equal(await tools.first().getByText('groceries').isVisible(), false);
  await tools.first().getByText('create').click();
  assert.deepEqual((await tools.first().locator('dl').innerText()).split(/\s*\n\s*/), ['title', 'Buy <b>groceries</b>']);
  assert.deepEqual(chat.errors, []);
});

test('the page is told of each action once, and the whole of it', async (t) => {
  const record = { type: 'lead', id: 'LEAD-4', version: 2, status: 'won', fields: { name: 'Ana' } };
  const actions = [
    { id: 's.1.0', action: 'change_status', type: 'lead', record_id: 'LEAD-4', record, changed: ['status'] },
    { id: 's.1.1', action: 'delete', type: 'lead', record_id: 'LEAD-5' },
  ];
  const chat = await newVisitor(t, browser, 'about:blank');
  await withAnswers(chat.page, () => ({ bot_message: 'Moved.', actions }));
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.page.evaluate(() => {
    document.anteroomActions = [];
    document.addEventListener('anteroom:action', ({ detail }) => document.anteroomActions.push(detail));
  });
  await chat.open();
  await chat.say('Move Ana to won');
  await until('both are told', async () => (await chat.page.evaluate(() => document.anteroomActions.length)) === 2);
  assert.deepEqual(await chat.page.evaluate(() => document.anteroomActions), actions);
});

test('the button that asks for a person says and sends what the tenant is told of it', async (t) => {
  const { chat, sent } = await answeredWith(t, [BUTTONS], { ask_person: 'Talk to a person' });
  await chat.element.getByRole('button', { name: 'Talk to a person' }).click();
  await until('it is sent', () => sent.length === 2);
  assert.equal(sent[1].message, 'Talk to a person');
  const without = await answeredWith(t, [BUTTONS]);
  assert.equal(await without.chat.element.locator('[part=ask-person]').isVisible(), false);
});

const chart = (more) => ({
  kind: 'chart', shape: 'bar', title: 'Leads by month', labels: ['Jan', 'Feb', 'Mar'],
  series: [{ name: 'Won', values: [3, -2, 12.5] }, { name: 'Lost', values: [1, 0, 4] }], ...more,
});

test('a chart is a picture with a name, and the numbers stand in a table behind it', async (t) => {
  for (const shape of ['bar', 'line']) {
    const { chat, blocks } = await answeredWith(t, [chart({ shape, unit: '€' })]);
    assert.ok(await blocks.getByRole('img', { name: 'Leads by month' }).isVisible());
    assert.equal(await blocks.locator('svg[role=img] > g').count(), 2);
    const ticks = await blocks.locator('svg[role=img] > text').allTextContents();
    assert.deepEqual(ticks, ['-5', '0', '5', '10', '15', 'Jan', 'Feb', 'Mar']);
    await blocks.getByText('Show as table').click();
    assert.deepEqual(await blocks.getByRole('columnheader').allInnerTexts(), ['Won', 'Lost']);
    const cells = await blocks.locator('tr + tr td').allInnerTexts();
    assert.deepEqual(cells, ['Jan', '3 €', '1 €', 'Feb', '-2 €', '0 €', 'Mar', '12.5 €', '4 €']);
    assert.deepEqual(chat.errors, []);
  }
});

test('numbers that no scale can show are drawn as nothing, and do not stop the page', async (t) => {
  const series = [{ name: 'Odd', values: [1e308, -1e308, 5e-324] }, { name: 'Even', values: [4, 0, -1e-320] }];
  for (const shape of ['bar', 'line']) {
    const { chat, blocks } = await answeredWith(t, [chart({ shape, series })]);
    await blocks.getByText('Show as table').click();
    const cells = await blocks.locator('tr + tr td').allInnerTexts();
    assert.deepEqual(cells, ['Jan', '0', '4', 'Feb', '0', '0', 'Mar', '0', '0']);
    const drawing = await blocks.locator('svg[role=img]').evaluate((svg) => svg.outerHTML);
    assert.doesNotMatch(drawing, /NaN|Infinity/);
    await chat.say('Still there?');
    assert.deepEqual(chat.errors, []);
  }
});

test('series differ by more than their colour', async (t) => {
  const series = ['A', 'B', 'C', 'D'].map((name) => ({ name, values: [1, 2, 3] }));
  for (const shape of ['bar', 'line']) {
    const { blocks } = await answeredWith(t, [chart({ shape, series })]);
    const looks = await blocks.locator(`svg[role=img] .${shape}`).evaluateAll((paths) =>
      paths.map((path) => {
        const { fill, fillOpacity, strokeDasharray } = getComputedStyle(path);
        return [fill === 'none', fillOpacity, strokeDasharray].join(' ');
      }),
    );
    assert.equal(new Set(looks).size, 4, looks.join('; '));
  }
});

test('the axis runs from right to left where one writes so', async (t) => {
  for (const [locale, mirrored] of [['en', false], ['ar', true]]) {
    const { blocks } = await answeredWith(t, [chart()], { locale });
    const names = blocks.locator('svg[role=img] > text', { hasText: /Jan|Mar/ });
    const [first, last] = await names.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().x));
    assert.equal(first > last, mirrored, locale);
  }
});

test('a chart of nothing says so, and what is unknown or broken is passed over', async (t) => {
  const empty = chart({ labels: [], series: [] });
  const odd = [{ kind: 'hologram' }, { kind: 'buttons' }, { kind: 'table' }, { kind: 'chart', labels: ['x'], series: [{}] }, 7, null];
  const { chat, blocks } = await answeredWith(t, [empty, ...odd]);
  assert.match(await blocks.innerText(), /No data yet/);
  await chat.say('Still there?');
  assert.deepEqual(chat.errors, []);
});

test('after a reload they stand there again, from the log', async (t) => {
  const { chat } = await answeredWith(t, []);
  const message = (author, text, more) => ({
    turn_id: 't-1', message_id: 'm-1', author, text, at: new Date().toISOString(), state: 'done', degraded: false, ...more,
  });
  const messages = [message('user', 'Show me'), message('assistant', 'Here:', { blocks: [chart()] })];
  await withChanged(chat.page, '**/api/v1/chat/sessions', (json) => ({ ...json, messages }));
  await chat.page.reload();
  await chat.isThere();
  await chat.element.getByRole('img', { name: 'Leads by month' }).waitFor();
});
