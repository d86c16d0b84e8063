// The script tag: draws the launcher, shows the panel's shell on a click, and fetches the app when it is wanted.
//
// A classic script, so that `document.currentScript` names its address. The build puts the addresses of the app and the
// launcher's styles in place of the words in capitals. It must not know what a conversation is; before the visitor
// touches the launcher it writes nothing down and fetches the public configuration only. Of what a page can redefine it
// uses as little as it can (no methods of arrays), and every byte of it counts: what can wait is in start.js.
(() => {
  const TAG = 'anteroom-chat';
  const script = document.currentScript;
  const say = (word, error) => console.error('[anteroom]', word, error);
  if (!script || location.protocol == 'file:') return say('needs <script src> over http');
  const address = (path) => new URL(path, script.src);

  const node = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const sheet = (css) => {
    const styles = new CSSStyleSheet();
    styles.replaceSync(css);
    return styles;
  };

  // Commands given before there is an element to take them.
  const queue = window.Anteroom?.q || [];
  let failures = '';
  let wasm;

  class AnteroomChat extends HTMLElement {
    connectedCallback() {
      if (this.call) return;
      const attribute = (name) => this.getAttribute(name);
      const tenant = attribute('tenant');
      const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
      const waiting = [];
      let opened = false;
      let configuration;
      let shortcut;
      let mounting;
      let mounted;

      const input = node('textarea', { part: 'input', rows: 1, ariaLabel: 'Chat' });
      const send = node('button', { part: 'send', ariaLabel: 'Send' }, '↑');
      const head = node('a-head');
      // Elements without a meaning of their own: `main` and its kin would be the page's landmarks.
      const panel = node(
        'div',
        { part: 'panel', role: 'dialog', ariaLabel: 'Chat', tabIndex: -1 },
        head,
        node('a-main'),
        node('a-foot', {}, input, send),
      );
      const launcher = node('button', { part: 'launcher', ariaLabel: 'Chat', ariaExpanded: false });
      const styles = sheet('');
      root.replaceChildren(launcher, panel);
      root.adoptedStyleSheets = [sheet(__ANTEROOM_STYLE__), styles];

      this.emit = (name, detail) =>
        this.dispatchEvent(new CustomEvent('anteroom:' + name, { detail, bubbles: true, composed: true }));
      const failed = (error) => {
        say(tenant, error);
        this.emit('error', { code: 'not_loaded' });
      };
      // The app's module, for whatever is wanted of it. Browsers remember by its address that a module failed.
      const app = (use) =>
        import(address('__ANTEROOM_APP__' + failures))
          .then(use)
          .catch((error) => {
            failures += '?';
            wasm = configuration = 0;
            failed(error);
          });
      const configure = () =>
        (configuration ||= fetch(
          address('/api/v1/widget/' + tenant + '?locale=' + (attribute('locale') || '')),
        ).then(async (response) => {
          const text = await response.text();
          // A tenant that is not there, or not for this page: nothing to click on.
          if (!response.ok) throw (response.status < 500 && own.hide(), text);
          const config = JSON.parse(text);
          styles.replaceSync(config.style);
          head.textContent = config.assistant;
          shortcut = config.shortcut;
          if (config.triggers) app((module) => module.arm(this, config));
          this.emit('ready');
          return text;
        }));
      // Module and WASM at once; another mode than the page itself has no use for the WASM. Either may fail while nobody
      // waits for it: the page is not to hear of that.
      const load = () => {
        const mode = attribute('mode');
        mode || wasm || (wasm = fetch(address('__ANTEROOM_WASM__'))).catch(() => {});
        const response = mode || wasm;
        return app((module) => module.default(this, configure(), response));
      };
      // Again after a while for as long as the panel is open.
      const start = async () => {
        if (mounting) return;
        mounting = setTimeout(() => {
          mounting = 0;
          if (opened) start();
        }, 4e3);
        const mount = await load();
        if (mount && !mounted) {
          clearTimeout(mounting);
          mounted = mount(this, root);
          for (const words of waiting) mounted.command(...words);
        }
      };
      // Whether the panel is open in this tab; read, or written. Browsers may refuse the storage as a whole.
      const remembered = (open) => {
        try {
          return open == null ? sessionStorage[TAG + tenant] : (sessionStorage[TAG + tenant] = open);
        } catch {}
      };

      // `quietly`: not by the visitor. The focus stays where it is.
      const turn = (open, quietly) => {
        if (open == opened) return;
        opened = open;
        launcher.ariaExpanded = open;
        panel.className = open ? 'open' : '';
        if (open) start();
        if (!quietly) {
          remembered(open ? 1 : '');
          (open ? (innerWidth > 480 ? input : panel) : launcher).focus();
        }
        this.emit(open ? 'open' : 'close', !!quietly);
      };
      const own = {
        open: (quietly) => turn(true, quietly),
        close: () => turn(false),
        toggle: () => turn(!opened),
        show: () => (launcher.style.display = ''),
        hide: () => turn(false, (launcher.style.display = 'none')),
        on: (name, listener) => this.addEventListener('anteroom:' + name, listener),
        off: (name, listener) => this.removeEventListener('anteroom:' + name, listener),
        destroy: () => this.remove(),
      };
      this.call = (name, word, listener) => {
        if (own[name]) own[name](word, listener);
        else if (mounted) mounted.command(name, word);
        else {
          waiting[waiting.length] = [name, word];
          // To send and to forget, the app is needed now; the rest can wait for a click.
          if (name == 'send' || word == null) start();
        }
      };
      // By number, as Caps Lock changes the name. The page's own fields and handlers come first.
      const pressed = (event) => {
        if (
          event.keyCode == shortcut &&
          (event.ctrlKey || event.metaKey) &&
          !event.shiftKey &&
          !event.target.select &&
          !event.defaultPrevented
        ) {
          event.preventDefault();
          own.toggle();
        }
      };
      this.end = () => {
        if (this.isConnected) return;
        clearTimeout(mounting);
        removeEventListener('keydown', pressed);
        mounted?.destroy();
        // What is still on its way finds its place taken.
        mounted = 1;
        root.replaceChildren();
        // Whoever still holds the element does not hold all this by it.
        this.call = this.emit = this.end = 0;
      };

      launcher.onclick = own.toggle;
      launcher.onpointerenter = launcher.onfocus = load;
      send.onclick = () => this.call('submit');
      // By number: while an input method composes, every key has the number 229.
      panel.onkeydown = (event) => {
        if (event.keyCode == 27) own.close();
        if (event.keyCode == 13 && event.target == input && !event.shiftKey) {
          event.preventDefault();
          this.call('submit');
        }
      };
      addEventListener('keydown', pressed);
      configure().catch(failed);
      // Not every browser tells when it is idle.
      if (attribute('prefetch')) setTimeout(load, 4e3);
      if (remembered()) turn(true, true);
      for (const words of queue) this.call(...words);
      queue.length = 0;
    }

    // A move within the page takes the element out and puts it in again: only what stays out is taken down.
    disconnectedCallback() {
      queueMicrotask(this.end);
    }
  }

  if (!customElements.get(TAG)) {
    customElements.define(TAG, AnteroomChat);
    window.Anteroom = (...words) => {
      const element = document.querySelector(TAG);
      element ? element.call(...words) : (queue[queue.length] = words);
    };
  }
  const { tenant } = script.dataset;
  const place = () => {
    if (document.querySelector(tenant ? `${TAG}[tenant="${tenant}"]` : TAG)) return;
    if (!tenant) return say('no data-tenant');
    const element = document.createElement(TAG);
    for (const name in script.dataset) element.setAttribute(name, script.dataset[name]);
    document.documentElement.append(element);
  };
  document.body ? place() : addEventListener('DOMContentLoaded', place);
})();
