// The browser: nothing but this machine can be reached from it.
import { chromium } from 'playwright-core';
import * as programs from '../browser/support/programs.mjs';

const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A peer that asks for a font elsewhere is refused at once, as if it had never asked.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // Exact sizes of the heap, not rounded ones.
  '--enable-precise-memory-info',
];

/** Starts one. */
export const startBrowser = () =>
  chromium.launch({
    executablePath: programs.chromium,
    // Chromium cannot build its sandbox as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
  });
