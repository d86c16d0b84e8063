// A server's answers put in place of the real ones: for what no tenant of the project makes yet, and for states that
// are hard to bring about. The shapes are those of `shared::wire`.
import { randomUUID } from 'node:crypto';

/** Changes the JSON that the real server answers with. */
export const withChanged = (page, address, change) =>
  page.route(address, async (route) => {
    try {
      const response = await route.fetch();
      await route.fulfill({ response, json: change(await response.json()) });
    } catch (error) {
      // A page that has been left meanwhile needs no answer.
      if (!/closed|disposed/.test(error)) throw error;
    }
  });

/** Changes what the widget is told of the tenant. */
export const withConfig = (page, change) => withChanged(page, '**/api/v1/widget/*', (json) => ({ ...json, ...change }));

/** A reply with everything that has to be in one. */
export const reply = (message_id, more) => ({
  turn_id: randomUUID(),
  message_id,
  bot_message: 'Noted.',
  extracted_attributes: {},
  ready_for_estimate: false,
  confidence: 0,
  missing_attributes: [],
  intent: 'scoping',
  tool_calls: [],
  blocks: [],
  confirmed: false,
  degraded: false,
  at: new Date().toISOString(),
  request_id: randomUUID(),
  ...more,
});

/** A value that is known. */
export const known = (label, display) => ({
  value: display, label, display, status: 'stated', confidence: 1, evidence: display,
});

const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Answers every message by `answer`, which is given the request and gives the parts of a reply; gives the requests. */
export async function withAnswers(page, answer) {
  const sent = [];
  await page.route('**/api/v1/chat/send', async (route) => {
    const request = route.request().postDataJSON();
    sent.push(request);
    const whole = reply(request.message_id, await answer(request));
    const events = [
      event('accepted', { turn_id: whole.turn_id, message_id: request.message_id }),
      ...whole.blocks.map((block) => event('block', block)),
      event('done', whole),
    ];
    await route.fulfill({ contentType: 'text/event-stream', body: events.join('') });
  });
  return sent;
}
