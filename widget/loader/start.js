// The end of the app's module, in place of wasm-bindgen's own: starts the WASM, which the loader has begun to fetch, and
// fetches the widget's words in the visitor's language beside it; English is in the WASM. Where the page's policy
// forbids the app, or the page wants the frame, it gives the frame instead. The build puts this after the glue, whose
// `mount` and `__wbg_get_imports` it uses, and what only the build knows in place of the words in capitals.
let wasm;
let ready;
const fetched = {};
const beside = (path) => new URL(path, import.meta.url);

const begin = async (response) => {
  const { instance } = await WebAssembly.instantiateStreaming(response, __wbg_get_imports());
  wasm = instance.exports;
  wasm.__wbindgen_start();
};

// What is seldom needed, fetched once; it has the memory, table and stack of the first module, which calls this.
let later;
const fetchLater = () =>
  (later ||= WebAssembly.instantiateStreaming(fetch(beside('__ANTEROOM_LATER__')), { __wasm_split: wasm }).catch(
    (error) => {
      later = 0;
      console.warn('[anteroom] a part of the panel could not be fetched', error);
      throw error;
    },
  ));

// Words that cannot be had, or are slow to come, leave English.
const fetchWords = async (language) => {
  try {
    const address = beside('__ANTEROOM_TEXTS__'.replace('*', language));
    const response = await fetch(address, { signal: AbortSignal.timeout(4e3) });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
};

// The element's own where browsers know it, as they write it (`de_at` is meant as `de-AT`); otherwise the tenant's.
const localeOf = (host, config) => {
  try {
    return Intl.getCanonicalLocales(host.getAttribute('locale').replaceAll('_', '-'))[0];
  } catch {
    return JSON.parse(config).locale;
  }
};

// The smallest module there is.
const refusesWasm = () => {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return true;
  }
};

// A browser draws no frame while it mounts: first the visitor sees the panel open. A hidden page draws none at all.
const drawn = () =>
  new Promise((done) => {
    const late = setTimeout(done, 100);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(done);
    });
  });

const frame = () => import(beside('__ANTEROOM_FRAME__'));
const framed = (module, config) => (host, root) => module.default(host, root, beside('/').href, config);

/** Opens the panel of an element by itself, as its configuration says. */
export const arm = async (host, config) => (await import(beside('__ANTEROOM_TRIGGERS__'))).default(host, config);

/** Fetches what is wanted, each thing once, and gives the function that mounts the panel.
 *
 * `configuration` and `response` are on their way: the configuration's text, and the WASM, or the name of another mode.
 */
export default async (host, configuration, response) => {
  // In our own frame there is no other way left.
  const isFramed = host.hasAttribute('framed');
  const wantsFrame = typeof response == 'string' || (!isFramed && refusesWasm());
  const started = !wantsFrame && (ready ||= begin(response).catch((error) => { ready = 0; throw error; }));
  // Either may fail while the other is awaited.
  Promise.allSettled([started, response]);
  let config;
  try {
    config = await configuration;
  } catch (error) {
    const module = await frame();
    if (isFramed || !(await module.refusesRequests(import.meta.url))) throw error;
    return framed(module);
  }
  if (wantsFrame) return framed(await frame(), config);
  const locale = localeOf(host, config);
  const [language] = /^(?:__ANTEROOM_LANGUAGES__)\b/.exec(locale) || [];
  const words = language ? (fetched[language] ||= fetchWords(language)) : '';
  await started;
  const text = await words;
  await drawn();
  return (element, root) => {
    if (!isSecureContext) console.warn('[anteroom] this page is not served over https: copying is not possible here');
    // A tenant may ask for the page's typeface, which only the page knows.
    const { style } = element;
    if (getComputedStyle(element).getPropertyValue('--font')) {
      style.setProperty('--font', getComputedStyle(document.body).fontFamily);
    }
    return mount(element, root, beside('/api/v1/').href, config, locale, text);
  };
};
