// Every state of the widget: what leads there from the open panel, what the server answers on the way, and what the
// widget is told of the tenant at first.
import { BLOCKS, FORM, READY, STATES_OF_SCOPE } from './staged-answers.mjs';

const fold = (chat) => chat.card.getByRole('button').first().click();

/** The states, by name. */
export const STATES = {
  closed: { closed: true, act: () => {} },
  start: { config: { disclaimer: 'A machine answers. [Privacy](https://candles.example/privacy)' }, act: () => {} },
  form: {
    config: FORM,
    act: (chat) => chat.element.locator('[part~=form] .strong').click(),
  },
  streaming: {
    act: async (chat) => {
      await chat.page.route('**/api/v1/chat/send', (route) => {
        const { message_id } = route.request().postDataJSON();
        const data = JSON.stringify({ turn_id: 't-1', message_id });
        return route.fulfill({ contentType: 'text/event-stream', body: `event: accepted\ndata: ${data}\n\nevent: text\ndata: {"delta":"We **are"}\n\n` });
      });
      await chat.page.route('**/api/v1/chat/status/**', (route) => route.fulfill({ json: { turn_id: 't-1', state: 'running' } }));
      await chat.write('How?');
      await chat.element.locator('.writing', { hasText: 'We' }).waitFor();
    },
  },
  card: {
    answer: () => STATES_OF_SCOPE.some,
    act: async (chat) => {
      await chat.say('A shop');
      await fold(chat);
    },
  },
  'editing a line': {
    answer: ({ edit }) => ({
      ...STATES_OF_SCOPE.some,
      rejected: edit ? [{ key: 'budget', code: 'not_understood', reason: 'No amount in it.' }] : [],
    }),
    act: async (chat) => {
      await chat.say('A shop');
      await fold(chat);
      await chat.card.locator('dd .plain').nth(4).click();
      await chat.card.locator('input.field').fill('much');
      await chat.card.locator('input.field').press('Enter');
      await chat.card.getByText('No amount in it.').waitFor();
    },
  },
  'editing a choice': {
    answer: () => STATES_OF_SCOPE.some,
    act: async (chat) => {
      await chat.say('A shop');
      await fold(chat);
      await chat.card.locator('dd .plain').first().click();
    },
  },
  ready: { config: READY, answer: () => STATES_OF_SCOPE.ready, act: (chat) => chat.say('A shop') },
  rating: {
    config: READY,
    answer: () => STATES_OF_SCOPE.confirmed,
    act: async (chat) => {
      await chat.say('A shop');
      await chat.element.locator('.stars label').nth(3).click();
    },
  },
  blocks: {
    answer: () => ({ bot_message: 'See `this`:\n\n```\ncode\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |', blocks: BLOCKS }),
    act: async (chat) => {
      await chat.say('Show me');
      for (const summary of await chat.element.locator('summary').all()) await summary.click();
    },
  },
  error: {
    act: async (chat) => {
      await chat.page.route('**/api/v1/chat/**', (route) => route.abort());
      await chat.write('A shop');
      await chat.element.locator('.notice:not([hidden])').waitFor();
    },
  },
  offline: {
    act: async (chat) => {
      await chat.page.context().setOffline(true);
      await chat.write('A shop');
      await chat.element.locator('.notice:not([hidden])').waitFor();
    },
  },
  ended: {
    act: async (chat) => {
      await chat.say('We need an online shop');
      await chat.page.evaluate(() => {
        const prefix = Object.keys(localStorage).find((key) => key.endsWith(':token')).slice(0, -'token'.length);
        localStorage.setItem(`${prefix}finished`, '1');
      });
      await chat.page.reload();
      await chat.isThere();
      await chat.element.locator('[part~=rating]').waitFor();
    },
  },
};
