// The real server with a tenant for the page: like the studio, with the greeting that all contenders have.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as programs from '../browser/support/programs.mjs';
import { Server } from '../browser/support/server.mjs';
import { GREETING } from './contenders/greeting.mjs';

/** Starts it for pages of this origin. */
export async function startOurServer(origin) {
  const tenants = await mkdtemp(join(tmpdir(), 'anteroom-bench-'));
  const studio = join(programs.tenants, 'studio');
  await cp(studio, join(tenants, 'bench'), { recursive: true });
  const tenant = JSON.parse(await readFile(join(studio, 'tenant.json'), 'utf8'));
  await writeFile(
    join(tenants, 'bench', 'tenant.json'),
    JSON.stringify({ ...tenant, id: 'bench', origins: [origin], greeting: GREETING }),
  );
  const server = await Server.start({ tenants });
  return {
    origin: server.origin,
    async stop() {
      await server.stop();
      await rm(tenants, { recursive: true, force: true });
    },
  };
}
