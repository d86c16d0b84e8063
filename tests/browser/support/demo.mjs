// A demo tenant's page, with the chat open, as one of its users.
import { newVisitor } from './browser.mjs';
import { until } from './until.mjs';

/** Opens `/demo/PATH` as this user (the page's first where none is named), waits for the chat, and gives it. */
export async function visit(test, browser, server, path, { user, ...options } = {}) {
  const chat = await newVisitor(test, browser, 'about:blank', { locale: 'en-GB', ...options });
  const tenant = path.split('/')[0];
  const choice = [`demo-user:${tenant}`, user];
  if (user) await chat.page.addInitScript(([name, id]) => location.protocol !== 'about:' && localStorage.setItem(name, id), choice);
  // What the page hears of actions, beside what every test hears.
  await chat.page.addInitScript(() => {
    const done = [];
    Object.defineProperty(document, 'demoActions', { value: done });
    document.addEventListener('anteroom:action', ({ detail }) => done.push(JSON.parse(JSON.stringify(detail))));
  });
  const signed = chat.page.waitForResponse((response) => response.url().includes(`/demo/${tenant}/token`));
  await chat.page.goto(`${server.origin}/demo/${path}`);
  if ((await signed).status() !== 200) throw new Error('the demo gives no token');
  await chat.open();
  return chat;
}

/** What the page has been told was done, each as `action id`. */
export const done = async (chat) =>
  (await chat.page.evaluate(() => document.demoActions)).map(({ action, record_id: id }) => `${action} ${id}`);

/** The texts of the blocks under the newest answer. */
export const blocks = (chat) => chat.element.locator('.blocks').last().innerText();

/** Waits until the page's part that this names shows the text, or shows it no more. */
export async function shows(part, text, is = true) {
  const what = `the page ${is ? 'shows' : 'no longer shows'} “${text}”`;
  await until(what, async () => (await part.allInnerTexts()).join('\n').includes(text) === is);
}
