// The widget and its peers side by side: `node bench.mjs [--runs N] [--json] [--write FILE]`.
//
// Asserts nothing. The contenders take turns within each round, so that whatever else the machine does is shared. What
// it says while it works goes to standard error; results to standard output.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startBrowser } from './browser.mjs';
import { conditions } from './conditions.mjs';
import { contenders } from './contenders/index.mjs';
import { startOurServer } from './our-server.mjs';
import { page } from './page.mjs';
import { markdown, table } from './report.mjs';
import { startSite } from './site.mjs';
import { middle, summary } from './statistics.mjs';
import { visit } from './visit.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, json: { type: 'boolean' }, write: { type: 'string' } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs: ${values.runs} is no count`);

/** No round is begun that would end later than this, in milliseconds: a slow machine measures less, not longer. */
const LIMIT = 8 * 60_000;

const path = (contender) => `/${contenders.indexOf(contender)}`;
const site = await startSite(
  contenders.flatMap(({ answers }) => answers),
  (url) => contenders.find((contender) => path(contender) === url)?.html,
);
const ours = await startOurServer(site.origin);
for (const contender of contenders) contender.html = page(contender.tag({ host: site.host, anteroom: ours.origin }));

const samples = [];
const failures = [];
const began = performance.now();
const loads = [];
let browserVersion;
let rounds = 0;
try {
  for (let round = 0; round <= runs; round += 1) {
    const elapsed = performance.now() - began;
    if (rounds && (elapsed / rounds) * (rounds + 1) > LIMIT) break;
    const browser = await startBrowser();
    browserVersion = browser.version();
    try {
      // Round 0 is not counted: files are compressed, caches of the system are filled.
      for (const condition of round ? conditions : conditions.slice(0, 1)) await takeTurns(browser, round, condition);
    } finally {
      await browser.close();
    }
    rounds = round;
    loads.push(loadavg()[0]);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(round ? `bench: round ${round} of ${runs} after ${seconds} s` : 'bench: warmed up');
  }
} finally {
  await ours.stop();
  site.stop();
}

async function takeTurns(browser, round, condition) {
  for (let turn = 0; turn < contenders.length; turn += 1) {
    const contender = contenders[(turn + round) % contenders.length];
    for (const patient of condition.patient ? [false, true] : [false]) {
      try {
        const measured = await visit(browser, site.origin + path(contender), contender, condition, patient);
        if (round) samples.push({ contender: contender.name, condition: condition.key, patient, measured });
      } catch (error) {
        failures.push(`${contender.name}, ${condition.name}: ${error.message}`);
        console.error(`bench: ${failures.at(-1)}`);
      }
    }
  }
}

const versions = {};
for (const { name, package: folder } of contenders) {
  if (!folder) continue;
  versions[name] = JSON.parse(await readFile(new URL(`node_modules/${folder}/package.json`, import.meta.url))).version;
}
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    processor: cpus()[0].model.trim(),
    cores: cpus().length,
    browser: `Chromium ${browserVersion}`,
    // How many programs wanted a core, the browser's among them: above the number of cores, times are too long.
    load: middle(loads).median,
  },
  runs: rounds,
  versions,
  failures,
  results: summary(samples),
};
if (values.write) await writeFile(values.write, markdown(result));
console.log(values.json ? JSON.stringify(result) : table(result));
