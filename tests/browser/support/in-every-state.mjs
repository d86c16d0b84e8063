// A guise of the widget, looked at by axe in every state.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isAccessible } from './axe.mjs';
import { browserForTests, newVisitor } from './browser.mjs';
import { Server } from './server.mjs';
import { withAnswers, withConfig } from './staged.mjs';
import { STATES } from './states.mjs';

/** Defines a test for each guise, with one within it for each state; a guise is the browser's options and, in `config`, the tenant's. */
export async function inEveryState(guises) {
  const server = await Server.start();
  after(() => server.stop());
  const browser = await browserForTests();

  async function look(t, guise, { config: own, ...options }, state) {
    const { config, answer, closed, act } = STATES[state];
    const chat = await newVisitor(t, browser, 'about:blank', options);
    await withConfig(chat.page, { ...config, ...own });
    if (answer) await withAnswers(chat.page, answer);
    await chat.page.goto(`${server.origin}/demo/studio/`);
    await chat.launcher.waitFor();
    if (!closed) await chat.open();
    await act(chat);
    await isAccessible(chat, `${guise}: ${state}`);
    const wide = await chat.element.evaluate(({ shadowRoot }) => {
      const { clientWidth, scrollWidth } = shadowRoot.querySelector('[part~=panel]');
      return scrollWidth - clientWidth;
    });
    assert.ok(wide <= 0, `${wide} pixels wider than the panel`);
  }

  for (const [guise, options] of Object.entries(guises)) {
    test(guise, { concurrency: 3 }, (t) =>
      Promise.all(Object.keys(STATES).map((state) => t.test(state, (t) => look(t, guise, options, state)))),
    );
  }
}
