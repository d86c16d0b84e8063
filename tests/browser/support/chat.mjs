// The chat as a visitor uses it: by its stable part names and its events, and by nothing else.
import { until } from './until.mjs';

/** Runs in the page before anything else: keeps what the widget tells the page. No global: some tests count them. */
function listen() {
  const heard = [];
  Object.defineProperty(document, 'anteroomEvents', { value: heard });
  for (const name of ['ready', 'open', 'close', 'message', 'scope', 'estimate-ready', 'error']) {
    document.addEventListener(`anteroom:${name}`, ({ detail, target }) => {
      heard.push({ name, detail: detail && JSON.parse(JSON.stringify(detail)), tenant: target.getAttribute('tenant') });
    });
  }
}

export class Chat {
  /** What went wrong in the page: exceptions, and errors on its console. */
  errors = [];

  /** Takes a page in hand before it goes anywhere. */
  static async on(page) {
    const chat = new Chat();
    chat.page = page;
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => chat.errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && chat.errors.push(message.text()));
    await page.addInitScript(listen);
    return chat.of('anteroom-chat');
  }

  /** The same page, with the widget that the selector names. */
  of(selector) {
    return this.#with(this.page.locator(selector));
  }

  /** The panel as the iframe mode shows it: its parts are in the frame; launcher, panel and events are the page's. */
  inFrame() {
    const chat = this.#with(this.page.frameLocator('anteroom-chat iframe').locator('anteroom-chat'));
    return Object.assign(chat, { launcher: this.launcher, panel: this.panel });
  }

  #with(element) {
    const chat = Object.assign(new Chat(), { page: this.page, errors: this.errors, element });
    for (const part of ['launcher', 'panel', 'input', 'send', 'card']) chat[part] = chat.element.locator(`[part~=${part}]`);
    chat.chips = chat.element.locator('[part~=chip]');
    chat.messages = chat.element.locator('[part~=message]');
    chat.questions = chat.element.locator('[part~=message][data-role=user]');
    chat.answers = chat.element.locator('[part~=message][data-role=assistant]');
    return chat;
  }

  /** Opens the panel by its launcher, and waits until the app is there: it greets. */
  async open() {
    await this.launcher.click();
    await this.isThere();
  }

  /** Waits until the app is there: the first thing it does is greet. */
  async isThere() {
    await this.answers.first().waitFor();
  }

  /** Says something and waits for the whole answer; gives it as the page is told it. */
  async say(text) {
    const before = (await this.replies()).length;
    await this.write(text);
    return until(`“${text}” is answered`, async () => (await this.replies())[before]);
  }

  /** Says something and waits for nothing. */
  async write(text) {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** The details of every event of this name that the page has heard since it was loaded. */
  async heard(name) {
    const heard = await this.page.evaluate(() => document.anteroomEvents);
    return heard.filter((event) => event.name === name).map((event) => event.detail);
  }

  /** The names of all events that the page has heard, in their order. */
  async heardNames() {
    return (await this.page.evaluate(() => document.anteroomEvents)).map((event) => event.name);
  }

  async replies() {
    return (await this.heard('message')).filter((detail) => detail.role === 'assistant');
  }

  /** Waits until nothing moves any more, apart from what moves for ever. */
  async settles() {
    await this.element.evaluate((element) => {
      const passing = element.shadowRoot.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity);
      return Promise.all(passing.map((animation) => animation.finished.catch(() => {})));
    });
  }

  /** What stands in the log, each as `[who, text]`, without the greeting, which is not part of the conversation. */
  async log() {
    const shown = await this.messages.evaluateAll((messages) =>
      messages.map((message) => [message.dataset.role, message.lastElementChild.innerText.trim()]),
    );
    return shown.slice(1);
  }

  /** Waits until so many messages stand in the log, the greeting not counted. */
  async hasMessages(count) {
    await until(`${count} messages are shown`, async () => (await this.messages.count()) === count + 1);
  }
}
