// A page of somebody else's that carries the widget: served by the test itself, on an origin that the tenants name.
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as programs from './programs.mjs';
import { Server } from './server.mjs';

const TENANT = join(programs.tenants, 'studio');

/** A folder of tenants that are like the studio, each with these origins, and with changes of its own. */
export async function tenantsLikeTheStudio(ids, origins, changes) {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-tenants-'));
  const studio = JSON.parse(await readFile(join(TENANT, 'tenant.json'), 'utf8'));
  for (const id of ids) {
    await cp(TENANT, join(folder, id), { recursive: true });
    const tenant = { ...studio, id, origins, name: `The ${id}`, ...changes[id] };
    await writeFile(join(folder, id, 'tenant.json'), JSON.stringify(tenant));
  }
  return folder;
}

export class HostSite {
  #pages = new Map();

  /**
   * Starts the site, and a server whose tenants `studio` and `second` may be on it; `env` is for the server. `changes`
   * to their files by their names; a name that is new makes another tenant. A function is given the site's port.
   */
  static async start(env = {}, changes = {}) {
    const site = new HostSite();
    site.#server = createServer((request, response) => site.#answer(request, response)).listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    site.origin = `http://127.0.0.1:${site.#server.address().port}`;
    if (typeof changes === 'function') changes = changes(site.#server.address().port);
    site.#tenants = await tenantsLikeTheStudio(new Set(['studio', 'second', ...Object.keys(changes)]), [site.origin], changes);
    site.anteroom = await Server.start({ tenants: site.#tenants, env });
    site.loader = `${site.anteroom.origin}/anteroom.js`;
    return site;
  }

  /** Adds a page; gives its address. */
  add(path, { head = '', body = '', attributes = '', headers = {} }) {
    const text =
      `<!doctype html><html lang="en" ${attributes}><head><meta charset="utf-8"><title>A page</title>` +
      `<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}</head>` +
      `<body><h1>A page</h1>${body}</body></html>`;
    this.#pages.set(path, { text, headers });
    return this.origin + path;
  }

  /** The script tag as tenants copy it. */
  tag(more = '') {
    return `<script async src="${this.loader}" data-tenant="studio" ${more}></script>`;
  }

  async stop() {
    await this.anteroom.stop();
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#tenants, { recursive: true, force: true });
  }

  #server;
  #tenants;

  #answer(request, response) {
    const page = this.#pages.get(request.url);
    if (!page) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.text);
  }
}
