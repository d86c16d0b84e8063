// What runs in the visited page before anything else, and notes when things are seen. Every contender carries it.

/** Given to the browser as text: it must not use anything outside itself. Times are milliseconds since the navigation. */
export function probe({ launcher, input, root, greeting }) {
  const bench = { blocking: 0, shift: 0, memories: new Set() };
  Object.defineProperty(window, '__bench', { value: bench });

  const find = (path) => path.reduce((from, selector) => from && (from.shadowRoot ?? from).querySelector(selector), document);
  const isSeen = (element) => {
    if (!element) return false;
    const { width, height } = element.getBoundingClientRect();
    return width >= 8 && height >= 8 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const takesText = (element) =>
    isSeen(element) && !element.disabled && !element.readOnly && getComputedStyle(element).pointerEvents !== 'none';
  const text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inside = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
    return inside.map(text).join('');
  };

  // Looked at before each frame is drawn; noted in the first task after it has been.
  const seen = (condition) =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });
  const canType = () => seen(() => takesText(find(input)));
  const greeted = () => seen(() => text(document.querySelector(root) ?? document).includes(greeting));

  bench.launcher = launcher ? seen(() => isSeen(find(launcher))) : undefined;
  bench.opened = new Promise((resolve) => {
    if (!launcher) return resolve(0);
    addEventListener('pointerdown', (event) => resolve(event.timeStamp), { capture: true, once: true });
  });
  bench.canType = bench.opened.then(canType);
  bench.greeted = bench.canType.then(greeted);
  bench.place = () => {
    const { x, y, width, height } = find(launcher).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  bench.focus = () => find(input).focus();
  bench.typed = () => find(input).value ?? find(input).innerText;

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.blocking += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) bench.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });

  // Memory of WebAssembly is none of the JavaScript heap.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original.apply(WebAssembly, given);
      for (const held of Object.values((result.instance ?? result).exports)) {
        if (held instanceof WebAssembly.Memory) bench.memories.add(held);
      }
      return result;
    };
  }
  bench.wasm = () => [...bench.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
