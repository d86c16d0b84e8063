// One visit by somebody who was never there before, measured.
import { GREETING } from './contenders/greeting.mjs';
import { probe } from './probe.mjs';
import { countTraffic } from './traffic.mjs';

/** How long nothing may be fetched until a page counts as finished, in milliseconds. */
const QUIET = 500;

/** How long a visit may take before it counts as failed, in milliseconds. */
const LIMIT = 30_000;

/**
 * Visits the address in a fresh profile under a condition (`{cpu, network}`) and gives what was measured: times in
 * milliseconds, sizes in bytes.
 *
 * Without `patient`, the launcher is clicked as soon as it is seen; with it, when the page has come to rest.
 */
export async function visit(browser, address, contender, { cpu, network }, patient) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const traffic = countTraffic(cdp);
    for (const domain of ['Page', 'Network', 'Performance']) await cdp.send(`${domain}.enable`);
    const { launcher, input, root } = contender;
    const given = JSON.stringify({ launcher, input, root, greeting: GREETING });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${probe})(${given})` });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    if (network) await cdp.send('Network.emulateNetworkConditions', { offline: false, ...network });
    return await within(LIMIT, measure(page, cdp, traffic, address, contender, patient));
  } finally {
    await context.close();
  }
}

async function measure(page, cdp, traffic, address, { launcher }, patient) {
  await page.goto(address, { waitUntil: 'commit' });
  const seen = launcher && (await ask(cdp, '__bench.launcher'));
  if (!launcher) await ask(cdp, '__bench.canType');
  if (patient) await rest(page, traffic);
  const before = patient && {
    blocking: await ask(cdp, '__bench.blocking'),
    script: await metric(cdp, 'ScriptDuration').then((seconds) => seconds * 1000),
    ...prefixed('before', traffic.soFar()),
  };

  if (launcher) await click(cdp, await ask(cdp, '__bench.place()'));
  const opened = await ask(cdp, '__bench.opened');
  const canType = await ask(cdp, '__bench.canType');
  await type(cdp);
  const greeted = await ask(cdp, '__bench.greeted');
  const times = {
    launcher: seen,
    clickToType: launcher && canType - opened,
    clickToGreeted: launcher && greeted - opened,
    startToType: canType,
    startToGreeted: greeted,
  };
  if (!patient) return times;

  await rest(page, traffic);
  await cdp.send('HeapProfiler.collectGarbage');
  const heap = await metric(cdp, 'JSHeapUsedSize');
  const wasm = await ask(cdp, '__bench.wasm()');
  return {
    ...times,
    ...before,
    ...prefixed('open', traffic.soFar()),
    memory: heap + wasm,
    heap,
    wasm,
    shift: await ask(cdp, '__bench.shift'),
  };
}

/** A click by the mouse, all at once: nobody's hover is waited for. */
async function click(cdp, place) {
  const common = { ...place, button: 'left', clickCount: 1 };
  await Promise.all([
    cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place }),
    cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...common }),
    cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...common }),
  ]);
}

/** Types a letter, and makes sure that the field has taken it. */
async function type(cdp) {
  await ask(cdp, '__bench.focus()');
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', key: 'a', code: 'KeyA' });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a', code: 'KeyA' });
  const typed = await ask(cdp, '__bench.typed()');
  if (typed.trim() !== 'a') throw new Error(`the field was there and took nothing: ${JSON.stringify(typed)}`);
}

/** Waits until the page is loaded and fetches nothing any more. */
async function rest(page, traffic) {
  await page.waitForLoadState('load');
  while (!traffic.isQuietFor(QUIET)) await pause(20);
}

async function ask(cdp, expression) {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return result.value;
}

async function metric(cdp, wanted) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === wanted).value;
}

const prefixed = (prefix, { requests, bytes }) => ({ [`${prefix}Requests`]: requests, [`${prefix}Bytes`]: bytes });

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function within(limit, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
  });
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
