// What a model writes is shown as Markdown, and only as that; and it is shown while it is being written.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { VECTORS } from './support/hostile.mjs';
import { Server } from './support/server.mjs';
import { withAnswers } from './support/staged.mjs';
import { answering, failing, startStandIn } from './support/stand-in.mjs';

const RICH = [
  '# What it *costs*',
  'We build **shops** and *sites*, with `code` and ***both***.',
  '- first\n- second\n  - inner',
  '3. three\n4. four',
  '```js\nconst a = 1 < 2; // **not bold**\n```',
  '| Page | Price |\n| --- | ---: |\n| Shop | **24,000** |\n| Site | 12,000 |',
  '> said',
].join('\n\n');

const LINKS = [
  '[web](https://candles.example/a?b=c&d) [plain](http://candles.example) [mail](mailto:ana@candles.example)',
  '[call](tel:+4930123) https://bare.example/x. <https://angles.example>',
  '[script](javascript:alert(1)) [SCRIPT](JaVaScRiPt:alert(1)) [data](data:text/html,<script>alert(1)</script>)',
  '[file](file:///etc/passwd) [blob](blob:x) [none](//evil.example) [path](/admin) [vb](vbscript:x)',
  '[tab](java\tscript:alert(1)) [entity](javascript&colon;alert(1)) [space]( javascript:alert(1))',
].join('\n\n');

const HOSTILE = [
  '<script>window.harmed = 1</script>',
  '<img src=x onerror="window.harmed = 1"> <svg onload="window.harmed = 1"></svg>',
  '<style>* { display: none }</style><iframe srcdoc="<script>parent.harmed = 1</script>"></iframe>',
  '![picture](https://evil.example/pixel.png)',
  '[x](https://a.example" onmouseover="window.harmed=1)',
  '&lt;b&gt; &amp; </div></div></template><h1>out</h1>',
  '`<img src=x onerror=window.harmed=1>`',
  '\u202eright to left\u202c \u0000 zero',
].join('\n\n');

const LONG = Array.from({ length: 40 }, (_, place) => `Sentence number ${place + 1} of the answer.`).join(' ');

const GROWING = [
  'A **strong** word and [the site](https://candles.example/a), `code` too.',
  '- **one** item\n- [two](https://b.example) items\n1. three',
  '| Page | Price |\n| --- | --- |\n| Shop | **24,000** |',
  '```\nconst a = 1;\n```',
  'The end.',
].join('\n\n');

const model = await startStandIn([
  answering('growing', GROWING, { latency: 15, chunkSize: 2 }),
  answering('rich', RICH),
  answering('long', LONG, { latency: 30, chunkSize: 40 }),
  failing('broken'),
  answering('deep', `${'> '.repeat(200)}deep ${'*'.repeat(2_000)}${'['.repeat(2_000)}`),
]);
after(() => model.stop());
const server = await Server.start({ env: model.env });
after(() => server.stop());
const browser = await browserForTests();

/** A visitor who has said this and been answered; with `staged`, by that and past the server, which lets less through. */
async function answered(t, words, staged) {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  if (staged) await withAnswers(chat.page, () => ({ bot_message: staged }));
  const requests = [];
  chat.page.on('request', (request) => requests.push(request.url()));
  await chat.open();
  const reply = await chat.say(words);
  return { chat, reply, requests, answer: chat.answers.last() };
}

const texts = (answer, selector) => answer.locator(selector).allInnerTexts();

test('emphasis, lists, code, tables and quotes are drawn', async (t) => {
  const { chat, reply, answer } = await answered(t, 'rich, please');
  assert.equal(reply.degraded, false);
  assert.equal(reply.bot_message, RICH);
  assert.ok((await texts(answer, 'strong')).includes('shops'));
  assert.ok((await texts(answer, 'em')).includes('sites'));
  assert.deepEqual(await texts(answer, 'strong em'), ['costs', 'both']);
  assert.equal(await answer.locator('p > code').innerText(), 'code');
  assert.deepEqual(await texts(answer, 'ul ul li'), ['inner']);
  assert.equal(await answer.locator('ol').getAttribute('start'), '3');
  assert.deepEqual(await texts(answer, 'ol > li'), ['three', 'four']);
  assert.equal(await answer.locator('pre').innerText(), 'const a = 1 < 2; // **not bold**');
  assert.deepEqual(await texts(answer, 'th'), ['Page', 'Price']);
  assert.deepEqual(await texts(answer, 'td'), ['Shop', '24,000', 'Site', '12,000']);
  assert.equal(await answer.locator('blockquote').innerText(), 'said');
  assert.equal(await answer.locator('h1, h2').count(), 0, 'the page’s headings are the page’s');
  assert.match(await answer.innerText(), /What it costs/);
  assert.deepEqual(chat.errors, []);
});

test('links lead to http, https, mailto and tel, and nowhere else', async (t) => {
  const { answer } = await answered(t, 'links, please', LINKS);
  const links = await answer.locator('a').evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.textContent]));
  assert.deepEqual(links, [
    ['https://candles.example/a?b=c&d', 'web'],
    ['http://candles.example', 'plain'],
    ['mailto:ana@candles.example', 'mail'],
    ['tel:+4930123', 'call'],
    ['https://bare.example/x', 'bare.example/x'],
    ['https://angles.example', 'https://angles.example'],
  ]);
  const openers = await answer.locator('a').evaluateAll((all) => all.map((a) => `${a.target} ${a.rel}`));
  assert.deepEqual(new Set(openers), new Set(['_blank noopener noreferrer']));
  assert.ok((await answer.innerText()).includes('[script](javascript:alert(1))'), 'shown as the text it is');
});

test('HTML in an answer is shown as text, and does nothing', async (t) => {
  const { chat, answer, requests } = await answered(t, 'hostile, please', HOSTILE);
  const text = await answer.innerText();
  for (const shown of ['<script>window.harmed = 1</script>', '<img src=x onerror=', '<style>', '</template><h1>out</h1>']) {
    assert.ok(text.includes(shown), `${shown} in: ${text}`);
  }
  assert.equal(await answer.locator('script, img, svg, style, iframe, h1, [onerror], [onmouseover], [onload]').count(), 0);
  assert.equal(await chat.page.evaluate(() => window.harmed), undefined);
  assert.deepEqual(requests.filter((url) => !url.startsWith(server.origin)), [], 'no picture was fetched');
  assert.deepEqual(chat.errors, []);
});

test('whatever breaks out elsewhere stays in: in answers, and in what stands under them', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  await withAnswers(chat.page, ({ message }) => {
    const vector = VECTORS[Number(message)];
    const buttons = [{ label: vector, url: vector }, { label: vector, message: vector }];
    const card = { kind: 'card', title: vector, subtitle: vector, url: vector, fields: [{ label: vector, value: vector }], buttons };
    const chart = { kind: 'chart', shape: 'bar', title: vector, unit: vector, labels: [vector], series: [{ name: vector, values: [1] }] };
    const table = { kind: 'table', caption: vector, columns: [vector], rows: [[vector]] };
    return { bot_message: vector, blocks: [card, chart, table, { kind: 'buttons', buttons }] };
  });
  const elsewhere = [];
  chat.page.on('request', (request) => request.url().startsWith(server.origin) || elsewhere.push(request.url()));
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  for (const place of VECTORS.keys()) await chat.say(String(place));
  const found = await chat.element.evaluate(({ shadowRoot }) => {
    const odd = [];
    for (const element of shadowRoot.querySelectorAll('.row *')) {
      const { localName, attributes } = element;
      if (/^(script|style|iframe|img|object|embed|base|form|input|animate|math|link|meta|template)$/.test(localName)) odd.push(localName);
      for (const { name, value } of attributes) {
        if (name.startsWith('on') || name === 'style' || name === 'srcdoc') odd.push(`${localName} ${name}`);
        if (name === 'href' && !/^(https?|mailto|tel):/.test(new URL(value, location).href)) odd.push(value);
      }
    }
    return odd;
  });
  assert.deepEqual(found, []);
  for (const link of await chat.element.locator('.row a').all()) await link.dispatchEvent('pointerover');
  assert.equal(await chat.page.evaluate(() => window.harmed), undefined);
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(chat.errors, []);
});

test('marks are never seen while an answer is being written, and what is done stays as it is', async (t) => {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  await chat.open();
  await chat.element.evaluate((element) => {
    const seen = (document.anteroomSeen = new Set());
    const look = () => {
      const words = [...element.shadowRoot.querySelectorAll('[part~=message][data-role=assistant] .words')].slice(1).at(-1);
      if (!words) return;
      seen.add(words.textContent);
      if (words.children.length > 1) document.anteroomFirst ??= words.firstElementChild;
    };
    new MutationObserver(look).observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  });
  await chat.say('growing, please');
  const seen = await chat.page.evaluate(() => [...document.anteroomSeen]);
  assert.ok(seen.length > 10, `it came in ${seen.length} pieces`);
  assert.deepEqual(seen.filter((text) => /\*|\]\(|\[|`|\|/.test(text)), []);
  assert.ok(await chat.page.evaluate(() => document.anteroomFirst.isConnected), 'the first block was drawn once');
});

test('after a reload it is drawn the same', async (t) => {
  const { chat, answer } = await answered(t, 'rich, please');
  const html = await answer.evaluate((message) => message.lastElementChild.innerHTML);
  await chat.page.reload();
  await chat.isThere();
  await chat.hasMessages(2);
  assert.equal(await chat.answers.last().evaluate((message) => message.lastElementChild.innerHTML), html);
});

test('absurd nesting is shown, and the widget lives on', async (t) => {
  const { chat, answer } = await answered(t, 'deep, please');
  assert.match(await answer.innerText(), /deep/);
  await chat.say('rich, please');
  assert.deepEqual(chat.errors, []);
});

test('what the visitor writes is no Markdown and no HTML', async (t) => {
  const { chat } = await answered(t, 'rich **bold** <img src=x onerror="window.harmed=1"> [a](https://a.example)');
  const [[, question]] = await chat.log();
  assert.equal(question, 'rich **bold** <img src=x onerror="window.harmed=1"> [a](https://a.example)');
  assert.equal(await chat.questions.locator('img, a, strong').count(), 0);
  assert.equal(await chat.page.evaluate(() => window.harmed), undefined);
});

test('an answer grows while it is written', async (t) => {
  const chat = await newVisitor(t, browser, `${server.origin}/demo/studio/`);
  await chat.open();
  await chat.element.evaluate((element) => {
    const lengths = (document.anteroomLengths = []);
    const look = () => {
      const answers = element.shadowRoot.querySelectorAll('[part~=message][data-role=assistant]');
      const { length } = [...answers].slice(1).at(-1)?.lastElementChild.textContent ?? '';
      if (length !== (lengths.at(-1) ?? 0)) lengths.push(length);
    };
    new MutationObserver(look).observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  });
  await chat.say('long, please');
  const lengths = await chat.page.evaluate(() => document.anteroomLengths);
  assert.ok(lengths.length > 10, `it came in ${lengths.length} pieces`);
  assert.deepEqual(lengths, lengths.toSorted((one, other) => one - other), 'and never became shorter');
  assert.equal(lengths.at(-1), LONG.length);
});

test('where the model fails, the rules answer, and that is said', async (t) => {
  const { chat, reply } = await answered(t, 'My shop is broken, our budget is 20k euros');
  assert.equal(reply.degraded, true);
  assert.equal(reply.extracted_attributes.budget.display, '€20,000');
  await chat.element.getByText('Answered without AI').waitFor();
  assert.deepEqual((await chat.log())[1], ['assistant', reply.bot_message]);
  await chat.page.reload();
  await chat.element.getByText('Answered without AI').waitFor();
});
