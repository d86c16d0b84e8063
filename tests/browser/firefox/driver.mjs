// Firefox by the WebDriver protocol, as far as the smoke test needs it: no package does less.
import { startChild } from '../support/child.mjs';
import { firefox, geckodriver } from './programs.mjs';

/** The key under which the protocol hands out an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Where a pref stands for `prefers-color-scheme: dark`, as in the browser's own settings. */
const DARK = { 'layout.css.prefers-color-scheme.content-override': 0 };

export class Driver {
  #child;
  #address;
  #session;

  /** Starts geckodriver on a free port. */
  static async start() {
    const driver = new Driver();
    driver.#child = await startChild(geckodriver, ['--port', '0'], { env: process.env, says: /Listening on (\S+)$/ });
    driver.#address = `http://${driver.#child.line[1]}`;
    return driver;
  }

  /** A browser with a fresh profile; the one before is closed. */
  async begin({ dark = false } = {}) {
    await this.end();
    const options = { binary: firefox, args: ['-headless', '--width=1280', '--height=900'], prefs: dark ? DARK : {} };
    const capabilities = { alwaysMatch: { browserName: 'firefox', 'moz:firefoxOptions': options } };
    const { sessionId } = await this.#ask('POST', '/session', { capabilities });
    this.#session = `/session/${sessionId}`;
  }

  /** Closes the browser. */
  async end() {
    if (!this.#session) return;
    await this.#ask('DELETE', this.#session);
    this.#session = undefined;
  }

  /** Ends the browser and geckodriver. */
  async stop() {
    await this.end();
    await this.#child.kill();
  }

  /** Goes to a page and waits until it is loaded. */
  visit(address) {
    return this.#ask('POST', `${this.#session}/url`, { url: address });
  }

  reload() {
    return this.#ask('POST', `${this.#session}/refresh`, {});
  }

  /** Runs the function in the page and gives what it returns. */
  run(script, ...args) {
    return this.#ask('POST', `${this.#session}/execute/sync`, { script: `return (${script})(...arguments)`, args });
  }

  /** A click of the mouse in the middle of an element that `run` has returned. */
  click(element) {
    return this.#ask('POST', `${this.#session}/element/${element[ELEMENT]}/click`, {});
  }

  /** Keys into whatever has the focus: the element is where the protocol wants one. */
  type(element, text) {
    return this.#ask('POST', `${this.#session}/element/${element[ELEMENT]}/value`, { text });
  }

  async #ask(method, path, body) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.#address + path, { method, headers, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
