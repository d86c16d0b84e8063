// The stand-in for a model (aimock, see tests/model-stand-in) as a child process.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.mjs';
import { standIn } from './programs.mjs';

/** Starts one that answers by these fixtures; `env` is what a server needs to ask it. */
export async function startStandIn(fixtures) {
  const folder = await mkdtemp(join(tmpdir(), 'anteroom-stand-in-'));
  const file = join(folder, 'fixtures.json');
  await writeFile(file, JSON.stringify({ fixtures, options: {} }));
  const child = await startChild(process.execPath, [standIn, file], { env: process.env, says: /^(http:\S+)$/ });
  return {
    env: { OPENAI_BASE_URL: `${child.line[1]}/v1`, OPENAI_API_KEY: 'sk-test' },
    async stop() {
      await child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A fixture: to a message that holds these words, the model answers so. `pace` may slow it down. */
export const answering = (words, reply, pace = {}) => ({
  match: { userMessage: words },
  response: {
    toolCalls: [{ name: 'answer_visitor', arguments: { commands: [], intent: 'scoping', asks: null, reply } }],
  },
  ...pace,
});

/** A fixture: to a message that holds these words, the model fails. */
export const failing = (words) => ({
  match: { userMessage: words },
  response: { error: { message: 'out of order', type: 'server_error' }, status: 500 },
});
