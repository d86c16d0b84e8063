// Pictures of the widget on the studio's site, for README and docs: `npm run screenshots`. The conversation is always
// the same, by the rules engine, so that a picture changes only when the widget or the site does.
import { mkdir } from 'node:fs/promises';
import { newTab, startBrowser } from './support/browser.mjs';
import { takePicture } from './support/picture.mjs';
import { repository } from './support/programs.mjs';
import { Server } from './support/server.mjs';

const FOLDER = `${repository}docs/screenshots`;
const DESKTOP = { viewport: { width: 1440, height: 810 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const NOW = new Date('2026-11-21T10:24:00');

const WORDS = [
  'Hi! We need an online shop, 20–30k euros',
  'It should sell our candles abroad, and be live by mid March',
  'Ana Kowalska',
  'ana@candles.example',
  'with payments and a newsletter',
];

const server = await Server.start();
const browser = await startBrowser();
await mkdir(FOLDER, { recursive: true });

/** Takes a picture of what `act` leads to. */
async function picture(name, act, options = {}) {
  const context = await browser.newContext({ deviceScaleFactor: 2, locale: 'en-GB', ...DESKTOP, ...options });
  await context.clock.setFixedTime(NOW);
  const chat = await newTab(context, `${server.origin}/demo/studio/`);
  await chat.launcher.waitFor();
  await act(chat);
  // The pointer rests on nothing that would answer it.
  await chat.page.mouse.move(5, 5);
  await chat.page.waitForLoadState('networkidle');
  await chat.settles();
  await takePicture(chat.page, `${FOLDER}/${name}.png`);
  await context.close();
}

/** Says the first so many sentences. */
async function says(chat, count) {
  await chat.open();
  for (const words of WORDS.slice(0, count)) await chat.say(words);
}

await picture('open', (chat) => chat.open());
await picture('conversation', (chat) => says(chat, 2));
await picture('ready', async (chat) => {
  await says(chat, WORDS.length);
  await chat.card.getByRole('button').first().click();
});
await picture('dark', (chat) => says(chat, 2), { colorScheme: 'dark' });
await picture('phone', (chat) => says(chat, 3), PHONE);
await picture('rtl', async (chat) => {
  await chat.page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await says(chat, 2);
});
await picture('error', async (chat) => {
  await says(chat, 1);
  await chat.page.route('**/api/v1/chat/**', (route) => route.abort());
  await chat.write(WORDS[1]);
  await chat.element.getByText('Waits to be sent').waitFor();
});

await browser.close();
await server.stop();
