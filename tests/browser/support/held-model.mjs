// A model that stops in the middle of a long answer until it is told to go on: it stands between the server and the
// stand-in, whose answers it passes on.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Stands before a stand-in. Of an answer of more events than `most` the others are held back until `goOn`, once for all
 * that wait. `env` is what a server needs to ask it.
 */
export async function holdingBack(model, most) {
  let goOn;
  let told;
  const wait = () => (told = new Promise((resolve) => (goOn = resolve)));
  wait();

  const server = createServer(async (request, response) => {
    const { method, headers } = request;
    const answer = await fetch(model.env.OPENAI_BASE_URL.replace(/\/v1$/, '') + request.url, {
      method,
      headers: { 'content-type': headers['content-type'], authorization: headers.authorization },
      body: await text(request),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
    const events = (await answer.text()).split(/(?<=\n\n)/);
    response.write(events.slice(0, most).join(''));
    // Whoever has asked may go away meanwhile.
    if (events.length > most) await Promise.race([told, once(response, 'close')]);
    if (!response.destroyed) response.end(events.slice(most).join(''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    env: { ...model.env, OPENAI_BASE_URL: `http://127.0.0.1:${server.address().port}/v1` },
    goOn() {
      goOn();
      wait();
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
