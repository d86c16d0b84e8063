// What a script leaves behind in a page: listeners outside its own elements, timers, observers, channels, requests.

/** Runs in the page before anything else: counts what is begun and not ended, as `document.traces`. */
export function countTraces() {
  const traces = { listeners: new Map(), timers: new Set(), observers: new Set(), channels: new Set(), requests: new Set() };
  Object.defineProperty(document, 'traces', { value: traces });

  // Listeners on elements go with the elements; these stay.
  const lasting = (target) => target === window || target === document || target === window.visualViewport || target === window.navigation;
  const key = (type, listener, options) => `${type} ${typeof options === 'object' ? !!options?.capture : !!options}`;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (lasting(target) && !new Error().stack.includes('UtilityScript')) {
      const known = traces.listeners.get(listener) ?? new Set();
      const name = key(type, listener, options);
      traces.listeners.set(listener, known.add(name));
      const gone = () => {
        known.delete(name);
        if (!known.size) traces.listeners.delete(listener);
      };
      listener.goneOf = { ...listener.goneOf, [name]: gone };
      if (options?.once) addEventListener.call(target, type, gone, { once: true });
      options?.signal && addEventListener.call(options.signal, 'abort', gone);
    }
    return addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    listener?.goneOf?.[key(type, listener, options)]?.();
    return removeEventListener.call(this ?? window, type, listener, options);
  };

  for (const [begin, end, lasts] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true]]) {
    const [begun, ended] = [window[begin], window[end]];
    window[begin] = (work, ...rest) => {
      const id = begun(() => {
        if (!lasts) traces.timers.delete(id);
        work();
      }, ...rest);
      traces.timers.add(id);
      return id;
    };
    window[end] = (id) => {
      traces.timers.delete(id);
      ended(id);
    };
  }
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    const { observe, disconnect } = window[name].prototype;
    window[name].prototype.observe = function (...words) {
      traces.observers.add(this);
      return observe.apply(this, words);
    };
    window[name].prototype.disconnect = function () {
      traces.observers.delete(this);
      return disconnect.call(this);
    };
  }
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) {
      super(name);
      traces.channels.add(this);
    }
    close() {
      traces.channels.delete(this);
      super.close();
    }
  };
  const { fetch } = window;
  window.fetch = async (...words) => {
    const request = {};
    traces.requests.add(request);
    try {
      return await fetch(...words);
    } finally {
      traces.requests.delete(request);
    }
  };
}

/** How many of each there are now. */
export const traces = (page) =>
  page.evaluate(() => Object.fromEntries(Object.entries(document.traces).map(([name, kept]) => [name, kept.size])));

/** As `traces` where nothing is left. */
export const NOTHING = { listeners: 0, timers: 0, observers: 0, channels: 0, requests: 0 };
