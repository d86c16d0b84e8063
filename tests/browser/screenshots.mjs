// Pictures of the widget in every state on the studio's site, of the other demo sites, and `docs/gallery.md`, which shows them: `cargo xtask
// screenshots`. What is said is always the same, so that a picture changes only when the widget or the site does.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newTab, startBrowser } from './support/browser.mjs';
import { takePicture } from './support/picture.mjs';
import * as programs from './support/programs.mjs';
import { Server } from './support/server.mjs';
import { CHARTS, STATES_OF_SCOPE, THINGS } from './support/staged-answers.mjs';
import { withAnswers, withChanged, withConfig } from './support/staged.mjs';
import { STATES } from './support/states.mjs';

const FOLDER = `${programs.repository}docs/screenshots`;
const DESKTOP = { viewport: { width: 1200, height: 700 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const NOW = new Date('2026-11-21T10:24:00');
/** Pixels of the page that are shown around the panel. */
const AROUND = 24;

const WORDS = [
  'Hi! We need an online shop, 20–30k euros',
  'It should sell our candles abroad, and be live by mid March',
  'Ana Kowalska',
  'ana@candles.example',
  'with payments and a newsletter',
];

const ARABIC = {
  locale: 'ar',
  assistant: 'جونو',
  greeting: 'أهلًا! أخبرني بكلماتك ما الذي تريد أن نبنيه لك.',
  suggestions: ['نحتاج إلى متجر إلكتروني', 'كم يكلف الموقع؟'],
};
const ARABIC_CHART = [{ ...CHARTS[0], title: 'عملاء جدد', labels: ['يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو'] }];

/** Says the first so many sentences to the real server. */
const says = (count) => async (chat) => {
  for (const words of WORDS.slice(0, count)) await chat.say(words);
};
const saysOne = (chat) => chat.say('We need an online shop, 20–30k euros');

/** Says this on another tenant's site, the whole of which is shown. */
const at = (tenant, ...said) => ({
  tenant,
  whole: true,
  act: async (chat) => {
    for (const words of said) await chat.say(words);
  },
});

/** Name, what it shows, and how it comes about: a state of the tests, or one's own; `whole` shows the page around it. */
const PICTURES = [
  ['conversation', 'A conversation, with what was understood from it', { act: says(2), whole: true }],
  ['open', 'Open, before the first message', { ...STATES.start }],
  ['streaming', 'An answer on its way', STATES.streaming],
  ['card', 'The summary card', STATES.card],
  ['editing', 'A value that could not be read keeps what was typed', STATES['editing a line']],
  ['choice', 'A choice being made', STATES['editing a choice']],
  ['ready', 'Enough for an estimate: the call to action', STATES.ready],
  ['confirmed', 'Confirmed, and being rated', STATES.rating],
  ['things', 'A card, a table, buttons', { answer: () => ({ bot_message: 'One lead, and two tasks for it:', blocks: THINGS }), act: saysOne }],
  ['bars', 'A chart of bars', { answer: () => ({ bot_message: 'Your new leads:', blocks: CHARTS.slice(0, 1) }), act: saysOne }],
  ['lines', 'A chart of lines', { answer: () => ({ bot_message: 'Won and lost:', blocks: CHARTS.slice(1) }), act: saysOne }],
  ['form', 'A form before the chat', STATES.form],
  ['error', 'The server is away', STATES.error],
  ['offline', 'The visitor is offline', STATES.offline],
  ['ended', 'The chat has ended', STATES.ended],
  ['dark', 'Dark', { act: says(2), options: { colorScheme: 'dark' } }],
  ['dark-card', 'Dark: the card', { ...STATES.card, options: { colorScheme: 'dark' } }],
  ['dark-lines', 'Dark: a chart', { answer: () => ({ bot_message: 'Won and lost:', blocks: CHARTS.slice(1) }), act: saysOne, options: { colorScheme: 'dark' } }],
  ['phone', 'On a phone', { act: says(3), options: PHONE, whole: true }],
  ['phone-form', 'On a phone: the form', { ...STATES.form, options: PHONE, whole: true }],
  ['rtl', 'From right to left', { config: ARABIC, answer: () => ({ bot_message: 'هؤلاء عملاؤك الجدد:', blocks: ARABIC_CHART }), act: (chat) => chat.say('من هم العملاء الجدد؟') }],
  ['forced-colours', 'In colours that the system forces', { ...STATES.card, options: { forcedColors: 'active' } }],
  ['crm', 'A board of leads that follows the chat', at('crm', 'Move John to Meeting booked', 'the second one')],
  ['worky', 'Project management: what is open, as a table', at('worky', 'show my open bugs in Phoenix due this week')],
  ['worky-chart', 'Project management, on a phone: a report', { ...at('worky', 'tasks by status in Apollo'), options: PHONE }],
  ['todo', 'A to-do list', at('todo', 'add buy groceries', 'also call dentist tomorrow', 'mark groceries done')],
  ['sophie', 'A marketplace in Portuguese: an answer with its source', { ...at('sophie', 'quanto custa uma faxina?'), options: { locale: 'pt-BR' } }],
  ['sophie-person', 'A person is asked for', { ...at('sophie', 'quero falar com uma pessoa'), options: { locale: 'pt-BR', colorScheme: 'dark' } }],
  ['square', 'Compact and square', { answer: () => STATES_OF_SCOPE.some, act: saysOne, square: true }],
];

/** The studio, compact and with square corners. */
async function squareTenants() {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-square-'));
  await cp(join(programs.tenants, 'studio'), join(folder, 'studio'), { recursive: true });
  const file = join(folder, 'studio/tenant.json');
  const tenant = JSON.parse(await readFile(file, 'utf8'));
  Object.assign(tenant.appearance, { radius: 'square', density: 'compact', font_size: 'small' });
  await writeFile(file, JSON.stringify(tenant));
  return folder;
}

const browser = await startBrowser();
const server = await Server.start();
const squareFolder = await squareTenants();
const squareServer = await Server.start({ tenants: squareFolder });
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

/** Takes a picture of what `act` leads to. */
async function picture(name, { act, answer, config, options, whole, square, tenant = 'studio' }) {
  const context = await browser.newContext({ deviceScaleFactor: 2, locale: 'en-GB', ...DESKTOP, ...options });
  await context.clock.setFixedTime(NOW);
  const chat = await newTab(context, 'about:blank');
  // Whether somebody is there depends on the hour.
  await withConfig(chat.page, { presence: undefined, ...config });
  if (answer) await withAnswers(chat.page, answer);
  // The server's clock goes on.
  const then = NOW.toISOString();
  await withChanged(chat.page, '**/api/v1/chat/sessions', (json) => ({
    ...json,
    messages: json.messages.map((message) => ({ ...message, at: then })),
  }));
  // Whoever is signed in on the other sites is so before the first word.
  const known = tenant === 'studio' || chat.page.waitForResponse(/\/token\?/);
  await chat.page.goto(`${(square ? squareServer : server).origin}/demo/${tenant}/`);
  await known;
  await chat.open();
  await act(chat);
  // The pointer rests on nothing that would answer it.
  await chat.page.mouse.move(5, 5);
  await chat.settles();
  const { x, y, width, height } = await chat.panel.boundingBox();
  const { width: right, height: bottom } = chat.page.viewportSize();
  const [left, top] = [Math.max(0, x - AROUND), Math.max(0, y - AROUND)];
  const clip = { x: left, y: top, width: Math.min(right, x + width + AROUND) - left, height: Math.min(bottom, y + height + AROUND) - top };
  await takePicture(chat.page, `${FOLDER}/${name}.png`, whole ? undefined : clip);
  await context.close();
}

for (const [name, , how] of PICTURES) await picture(name, how);

const shown = PICTURES.map(([name, title, { whole }]) => {
  const onPhone = name.startsWith('phone') || name === 'worky-chart';
  const width = onPhone ? 320 : whole ? 820 : 420;
  return `## ${title}\n\n<img src="screenshots/${name}.png" width="${width}" alt="${title}">\n`;
});
const head = '# The widget in every state\n\nTaken by `cargo xtask screenshots` in Chromium, at twice the size, on the demo pages.\n';
await writeFile(`${programs.repository}docs/gallery.md`, [head, ...shown].join('\n'));

await browser.close();
await server.stop();
await squareServer.stop();
await rm(squareFolder, { recursive: true });
