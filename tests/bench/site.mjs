// Two origins on this machine: the page that somebody visits, and where the peers' files and answers come from.
//
// Two, because ours comes from an origin of its own too: each contender pays for one more connection.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const packages = fileURLToPath(new URL('node_modules/', import.meta.url));
const compress = promisify(brotliCompress);
const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Compressed as ours is when it is built: brotli 11, once for each file. */
class Files {
  #held = new Map();

  async get(path) {
    if (!this.#held.has(path)) this.#held.set(path, this.#read(path));
    return this.#held.get(path);
  }

  async #read(path) {
    const file = normalize(join(packages, path));
    if (!file.startsWith(packages)) return;
    const text = await readFile(file).catch(() => {});
    return text && compress(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
  }
}

async function listen(answer) {
  const server = createServer((request, response) =>
    answer(request, response).catch((error) => response.writeHead(500).end(String(error))),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

const respond = (response, status, type, body, headers = {}) =>
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, ...CORS, ...headers }).end(body);

/** What stands for the servers that the peers need; `answers` is `[method, path pattern, body]` of each. */
function host(answers) {
  const files = new Files();
  return async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (request.method === 'OPTIONS') return response.writeHead(204, { ...CORS, 'access-control-max-age': '600' }).end();
    const answer = answers.find(([method, pattern]) => method === request.method && pattern.test(pathname));
    if (answer) return respond(response, 200, 'application/json', Buffer.from(JSON.stringify(answer[2])));
    const file = await files.get(decodeURIComponent(pathname));
    if (!file) return respond(response, 404, 'text/plain', Buffer.from('nothing here'));
    respond(response, 200, TYPES[extname(pathname)] ?? 'application/octet-stream', file, {
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  };
}

/** Starts both; `page` gives the text of the page at a path, or nothing. */
export async function startSite(answers, page) {
  const hosting = await listen(host(answers));
  const visited = await listen(async (request, response) => {
    const text = page(request.url);
    if (!text) return respond(response, 404, 'text/plain', Buffer.from('nothing here'));
    const body = await compress(Buffer.from(text));
    respond(response, 200, 'text/html; charset=utf-8', body, { 'content-encoding': 'br' });
  });
  return {
    origin: visited.origin,
    host: hosting.origin,
    stop() {
      for (const { server } of [hosting, visited]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
