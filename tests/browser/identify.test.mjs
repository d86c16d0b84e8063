// Visitors whom the page's own site knows: identified by a token that it signs, forgotten when they log out.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browserForTests, newTab, newVisitor } from './support/browser.mjs';
import * as programs from './support/programs.mjs';
import { Server } from './support/server.mjs';
import { withChanged } from './support/staged.mjs';
import { until } from './support/until.mjs';

// The studio, whose site signs with a key of its own.
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const tenants = await mkdtemp(join(tmpdir(), 'anteroom-users-'));
await cp(join(programs.tenants, 'studio'), join(tenants, 'studio'), { recursive: true });
const file = join(tenants, 'studio', 'tenant.json');
const studio = JSON.parse(await readFile(file, 'utf8'));
const key = { algorithm: 'EdDSA', public_key: publicKey.export({ type: 'spki', format: 'pem' }) };
await writeFile(file, JSON.stringify({ ...studio, users: { keys: [key] } }));
const server = await Server.start({ tenants });
after(async () => {
  await server.stop();
  await rm(tenants, { recursive: true, force: true });
});
const browser = await browserForTests();
const page = `${server.origin}/demo/studio/`;

/** A user's token as the site signs it. */
function token(user, seconds = 600) {
  const part = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: user, aud: 'anteroom', iat: now, exp: now + seconds };
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

const command = (chat, ...words) => chat.page.evaluate((given) => window.Anteroom(...given), words);

/** Everything that the server keeps for the visitor: asked with the token that the widget holds. */
async function kept(chat) {
  const stored = await chat.page.evaluate(() =>
    Object.entries(localStorage).find(([name]) => name.startsWith('anteroom:') && name.endsWith(':token')),
  );
  const headers = { authorization: `Bearer ${stored[1]}` };
  const { turns } = await (await fetch(`${server.origin}/api/v1/chat/data`, { headers })).json();
  return turns.map(({ user, message }) => [user, message]).reverse();
}

test('from identify on the turns are the user’s, and what was said before goes on', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await chat.open();
  await chat.say('We need an online shop');
  await command(chat, 'identify', token('ana'));
  await chat.say('by mid March');
  assert.deepEqual(await kept(chat), [[undefined, 'We need an online shop'], ['ana', 'by mid March']]);
  assert.equal((await chat.log()).length, 4);
  // Another tab, in which nobody has said who it is, goes on with the same.
  const other = await newTab(chat.page.context(), page);
  await other.open();
  await other.hasMessages(4);
  await other.say('our budget is 20k');
  assert.equal((await kept(other)).at(-1)[0], 'ana');
  assert.deepEqual(chat.errors, []);
});

test('identified before the chat is opened, the first turn is the user’s', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await command(chat, 'identify', token('ben'));
  await chat.open();
  await chat.say('We need an online shop');
  assert.deepEqual(await kept(chat), [['ben', 'We need an online shop']]);
});

test('logging out leaves nothing to the next, who begins a conversation of their own', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await chat.open();
  await command(chat, 'identify', token('ana'));
  await chat.say('We need an online shop');
  await command(chat, 'reset');
  await chat.hasMessages(0);
  await chat.say('by mid March');
  assert.deepEqual(await kept(chat), [[undefined, 'by mid March']]);
});

test('another user sees nothing of the one before, even where nobody has logged out', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await chat.open();
  await command(chat, 'identify', token('cleo'));
  await chat.say('We need an online shop');
  await command(chat, 'identify', token('dan'));
  await chat.hasMessages(0);
  await chat.say('by mid March');
  assert.deepEqual(await kept(chat), [['dan', 'by mid March']]);
});

test('when the site’s token is over the page is told, and nothing that was typed is lost', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await chat.open();
  await command(chat, 'identify', token('eve', 4));
  await chat.say('We need an online shop');
  await until('the token is over', async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const stored = await kept(chat).catch(() => null);
    return stored === null;
  });
  await chat.write('by mid March');
  await until('the page is told', async () =>
    (await chat.heard('error')).some(({ code }) => code === 'user_token_expired'),
  );
  const before = (await chat.replies()).length;
  await command(chat, 'identify', token('eve'));
  await until('it is answered', async () => (await chat.replies()).length > before);
  assert.deepEqual(await kept(chat), [['eve', 'We need an online shop'], ['eve', 'by mid March']]);
});

test('a token that is not good is told to the page, and the chat goes on without it', async (t) => {
  const chat = await newVisitor(t, browser, page);
  await chat.open();
  await chat.say('We need an online shop');
  await command(chat, 'identify', `${token('ana').slice(0, -8)}AAAAAAAA`);
  await until('the page is told', async () =>
    (await chat.heard('error')).some(({ code }) => code === 'user_token_invalid'),
  );
  await chat.say('by mid March');
  assert.deepEqual((await kept(chat)).map(([user]) => user), [undefined, undefined]);
});

test('a user whose role has a greeting of its own is greeted so, and is offered other openings', async (t) => {
  const chat = await newVisitor(t, browser, 'about:blank');
  const own = { greeting: 'Welcome **back**, Ana.', suggestions: ['My invoices'] };
  await withChanged(chat.page, '**/api/v1/chat/sessions', (json) => (json.user ? { ...json, ...own } : json));
  await chat.page.goto(page);
  await chat.open();
  const start = chat.element.locator('.start');
  await start.getByRole('button', { name: studio.suggestions[0] }).waitFor();
  await command(chat, 'identify', token('ana'));
  await start.getByRole('button', { name: 'My invoices' }).waitFor();
  assert.equal(await start.getByRole('button').count(), 1);
  assert.match(await chat.element.locator('[data-role=assistant]').first().innerText(), /^Welcome back, Ana\.$/);
});
