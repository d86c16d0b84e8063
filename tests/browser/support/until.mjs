// Waiting for a condition that only a look from outside can tell.
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 15_000;

/** Looks again and again until `look` gives something true, and gives that; `what` names it where it never does. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(25);
  }
}
