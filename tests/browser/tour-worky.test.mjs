// The five minutes of tenants/worky/README.md, by rules alone: work behind roles and projects.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForTests } from './support/browser.mjs';
import { blocks, done, shows, visit } from './support/demo.mjs';
import { Server } from './support/server.mjs';

const server = await Server.start();
after(() => server.stop());
const browser = await browserForTests();
const column = (chat, name) => chat.page.getByRole('region', { name, exact: true });

test('a developer finds, moves, comments, links and opens', async (t) => {
  const chat = await visit(t, browser, server, 'worky/project.html?id=PRJ-1');
  await shows(column(chat, 'Tasks: In progress'), 'TSK-12');
  const found = await chat.say('show my open bugs in Phoenix due this week');
  const table = found.blocks.find(({ kind }) => kind === 'table');
  assert.ok(table && table.rows.length > 0, 'there are some');
  assert.ok(table.rows.every((row) => row.join(' ').includes('BUG-')));
  await chat.say('move TSK-12 to review');
  await shows(column(chat, 'Tasks: In review'), 'TSK-12');
  await chat.say('comment on it: waiting for the drawings');
  await chat.say('link commit 3f2a91c to TSK-12');
  assert.deepEqual(await done(chat), ['change_status TSK-12', 'comment TSK-12', 'link_commit TSK-12']);
  await chat.say('tasks by status in Apollo');
  assert.ok(await chat.element.locator('.blocks .chart').last().isVisible());
  await chat.say('delete project Apollo');
  assert.equal((await done(chat)).length, 3, 'no project is deleted');
  const { blocks: [place] } = await chat.say('open the Mercury project');
  assert.equal(place.links[0].url, '/demo/worky/project.html?id=PRJ-3');
  await chat.element.locator('.blocks').last().getByRole('link').first().click();
  await chat.page.getByRole('heading', { name: 'Mercury', level: 1 }).waitFor();
  assert.deepEqual(chat.errors, []);
});

test('a client is shown nothing of another’s, whatever is asked', async (t) => {
  const chat = await visit(t, browser, server, 'worky/', { user: 'olive' });
  await shows(chat.page.locator('#projects'), 'Apollo');
  await shows(chat.page.locator('#projects'), 'Mercury', false);
  const foreign = /Mercury|Atlas|Orion|Nova|Titan|Vega|Lindenhof|Tilda/;
  const questions = [
    'show my projects', 'show all projects', 'show all clients', 'open the Mercury project', 'show all bugs in Nova', 'show PRJ-3',
    'projects by status', 'how many clients are there?', 'show the tasks of sam',
  ];
  for (const question of questions) {
    const { bot_message: text, blocks: shown } = await chat.say(question);
    const named = question.match(foreign)?.[0];
    // What the visitor said may be said back.
    const answer = `${text} ${JSON.stringify(shown ?? [])}`.replaceAll(named ?? '\0', '');
    assert.doesNotMatch(answer, foreign, `“${question}”: ${answer}`);
  }
  await chat.say('move TSK-12 to done');
  assert.deepEqual(await done(chat), []);
});

test('a manager deletes a task once it is confirmed', async (t) => {
  const chat = await visit(t, browser, server, 'worky/project.html?id=PRJ-1', { user: 'mara' });
  await chat.say('delete TSK-12');
  assert.match(await blocks(chat), /TSK-12|booking confirmation/);
  assert.deepEqual(await done(chat), []);
  await chat.say('yes');
  await shows(chat.page.locator('#TSK-12'), 'TSK-12', false);
  assert.deepEqual(await done(chat), ['delete TSK-12']);
});
