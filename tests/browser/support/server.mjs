// The real server as a child process, on a data folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.mjs';
import * as programs from './programs.mjs';

export class Server {
  #child;
  #data;
  #env;
  #address = '127.0.0.1:0';

  /** Starts one on a free port, without a model unless `env` sets one. */
  static async start({ tenants = programs.tenants, env = {} } = {}) {
    const server = new Server();
    server.#data = await mkdtemp(join(tmpdir(), 'anteroom-browser-'));
    server.#env = { ANTEROOM_WIDGET: programs.widget, ...env, ANTEROOM_DATA: server.#data, ANTEROOM_TENANTS: tenants };
    await server.again();
    return server;
  }

  /** Starts it again after `kill`: the same data, the same address. */
  async again() {
    const env = { ...this.#env, ANTEROOM_ADDR: this.#address, ANTEROOM_EXIT_WITH_PARENT: '1' };
    this.#child = await startChild(programs.anteroom, ['serve'], { env, says: /^Anteroom is at (http:\/\/(.+))\/$/ });
    [, this.origin, this.#address] = this.#child.line;
  }

  /** Ends it as a crash would. */
  kill() {
    return this.#child.kill();
  }

  /** Ends it and removes what it has stored. */
  async stop() {
    await this.kill();
    await rm(this.#data, { recursive: true, force: true });
  }
}
