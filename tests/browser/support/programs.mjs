// Where the tests find what was built. `cargo xtask test` says so by the environment; a developer's own build is the
// default.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../../', import.meta.url));

const program = (variable, fallback, advice) => {
  const path = process.env[variable] || fallback;
  if (!existsSync(path)) throw new Error(`${variable}: there is no ${path}: ${advice}`);
  return path;
};

/** The server. */
export const anteroom = program('ANTEROOM_BIN', `${repository}target/debug/anteroom`, 'run `cargo build -p local`');

/** The folder of the widget's files. */
export const widget = program('ANTEROOM_WIDGET_DIR', `${repository}target/widget`, 'run `cargo xtask build --widget`');

/** The browser. */
export const chromium = program('CHROMIUM', '/usr/bin/chromium', 'set it to a Chromium or Chrome');

/** The tenants that come with the project. */
export const tenants = `${repository}tenants`;

/** The stand-in for a model; it takes a file of fixtures. */
export const standIn = `${repository}tests/model-stand-in/stand-in.mjs`;
