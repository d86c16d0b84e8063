// The end of the app's module, in place of wasm-bindgen's own: fetches the WASM and, beside it, the widget's words in
// the visitor's language; English is in the WASM. The build puts this after the glue, whose `mount` and
// `__wbg_get_imports` it uses, and what only the build knows in place of the words in capitals.
let wasm;
let ready;
const fetched = {};

const begin = async () => {
  const { instance } = await WebAssembly.instantiateStreaming(
    fetch(new URL('__ANTEROOM_WASM__', import.meta.url)),
    __wbg_get_imports(),
  );
  wasm = instance.exports;
  wasm.__wbindgen_start();
};

// Words that cannot be had, or are slow to come, leave English.
const fetchWords = async (language) => {
  try {
    const address = new URL('__ANTEROOM_TEXTS__'.replace('*', language), import.meta.url);
    const response = await fetch(address, { signal: AbortSignal.timeout(4e3) });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
};

/** Fetches what is wanted for a locale, each thing once, and gives the function that mounts the panel. */
export default async (locale) => {
  const [language] = /^(?:__ANTEROOM_LANGUAGES__)\b/.exec(locale) || [];
  const words = language ? (fetched[language] ||= fetchWords(language)) : '';
  await (ready ||= begin());
  const text = await words;
  return (host, root, api, config) => mount(host, root, api, config, text);
};
