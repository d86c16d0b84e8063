// A program that the tests start. It never outlives them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program and waits until it has said a line that matches; `line` is what matched. */
export async function startChild(program, parameters, { env, says }) {
  const child = spawn(program, parameters, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  let errors = '';
  child.stderr.on('data', (piece) => (errors += piece));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise((resolve) => lines.on('line', (text) => says.test(text) && resolve(text.match(says)))),
    once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended at once: ${errors}`))),
    once(child, 'error').then(([error]) => Promise.reject(error)),
  ]);
  return {
    line,
    /** Ends it as a crash would: nothing is told to it, and nothing is finished. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
