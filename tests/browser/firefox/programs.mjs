// Where Firefox and the driver that steers it are, if they are there at all.
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where programs are looked for: the path, and where Cargo installs to. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), join(homedir(), '.cargo', 'bin')];

/** The program that the variable names, else the first of these names that is found; `undefined` if none is. */
function program(variable, names) {
  const named = process.env[variable];
  const places = named ? [named] : FOLDERS.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = places.find(isProgram);
  // A wrong name is a mistake, not a machine without Firefox.
  if (named && !found) throw new Error(`${variable} is set to ${named}, and there is no such program`);
  return found;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const firefox = program('FIREFOX', ['firefox', 'firefox-esr']);
export const geckodriver = program('GECKODRIVER', ['geckodriver']);

/** Why there is nothing to test with, or `false`. */
export const missing =
  !firefox ? 'no firefox or firefox-esr on the path: install one or set FIREFOX'
  : !geckodriver ? 'no geckodriver on the path: run `cargo install geckodriver` or set GECKODRIVER'
  : false;
