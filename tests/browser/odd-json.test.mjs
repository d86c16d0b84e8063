// JSON as no server of ours writes it: the module reads it by the browser's parser, which the tests of its own code
// cannot have. Whatever it holds, the answer is shown as far as it can be, and the chat goes on.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests, newVisitor } from './support/browser.mjs';
import { Server } from './support/server.mjs';
import { until } from './support/until.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();

/** A visitor to whose message came this reply, of which the rest is written here; and that of the next. */
async function answeredWith(t, fields) {
  const chat = await newVisitor(t, browser, 'about:blank');
  let replies = 0;
  await chat.page.route('**/api/v1/chat/send', (route) => {
    const { message_id } = route.request().postDataJSON();
    replies += 1;
    const rest = replies === 1 ? fields : '"bot_message":"Noted."';
    const done = `{"turn_id":"t-${replies}","message_id":"${message_id}",${rest}}`;
    return route.fulfill({
      contentType: 'text/event-stream',
      body: `event: accepted\ndata: {"turn_id":"t-${replies}"}\n\nevent: done\ndata: ${done}\n\n`,
    });
  });
  await chat.page.goto(`${server.origin}/demo/studio/`);
  await chat.open();
  await chat.write('Show me');
  await until('it is answered', async () => (await chat.log())[1]?.[1]);
  return chat;
}

async function goesOn(chat) {
  await chat.write('Still there?');
  await until('the next one is answered', async () => (await chat.log())[3]?.[1].startsWith('Noted.'));
  assert.deepEqual(chat.errors, []);
}

/** A value within as many lists. */
const nested = (depth, value) => '['.repeat(depth) + value + ']'.repeat(depth);

/** An object within as many. */
const within = (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

test('what is nested too deep is left out, and the answer is shown', async (t) => {
  for (const depth of [31, 32, 33, 5_000]) {
    const table = `{"kind":"table","caption":"C","columns":["A"],"rows":[["x",${nested(depth, '"y"')}]],"odd":${within(depth)}}`;
    const chat = await answeredWith(t, `"bot_message":"Here.","odd":${within(depth)},"blocks":[${table}]`);
    assert.match((await chat.log())[1][1], /^Here\./);
    await chat.element.locator('.blocks table').waitFor();
    assert.equal(await chat.element.getByRole('cell').first().innerText(), 'x');
    await goesOn(chat);
  }
});

test('escapes, and halves of pairs', async (t) => {
  const text = String.raw`"A\u0062c \ud83d\ude00 \ud83d, \ude00 \"\/\\ 漢 \u2028<\/b> end"`;
  const table = `{"kind":"table","caption":${text},"columns":[${text}],"rows":[[${text}]]}`;
  const chat = await answeredWith(t, `"bot_message":${text},"blocks":[${table}]`);
  const shown = /^Abc 😀 \ufffd, \ufffd "\/\\ 漢 \s?<\/b> end/;
  await chat.element.locator('.blocks table').waitFor();
  assert.match((await chat.log())[1][1], shown);
  assert.match(await chat.element.getByRole('cell').innerText(), shown);
  await goesOn(chat);
});

test('numbers beyond all bounds', async (t) => {
  const values = '[1e999, -1e999, 1e300, 0.1e-400, 12]';
  const chart = `{"kind":"chart","title":"T","labels":["a","b","c","d","e"],"series":[{"name":"N","values":${values}}]}`;
  const more = '"confidence":1e999,"extracted_attributes":{"pages":{"value":1e400,"label":"Pages","display":"∞","confidence":-1e999}}';
  const chat = await answeredWith(t, `"bot_message":"Here.","blocks":[${chart}],${more}`);
  await chat.element.getByRole('img', { name: 'T' }).waitFor();
  await goesOn(chat);
});

test('names that mean something to objects, and values of other kinds than they should have', async (t) => {
  const odd = '"__proto__":{"bot_message":"Not this"},"constructor":null,"length":-1,"toString":[],"":{"":""}';
  const wrong = '"blocks":{"kind":"table"},"confidence":"much","extracted_attributes":[[]],"missing_attributes":7,"tool_calls":null';
  const chat = await answeredWith(t, `${odd},"bot_message":"Here.",${wrong}`);
  assert.match((await chat.log())[1][1], /^Here\./);
  await goesOn(chat);
});
