// The script tag: draws the launcher, shows the panel's shell on a click, and fetches the app when it is wanted.
//
// The only JavaScript written by hand; a classic script, so that `document.currentScript` names its address. The build
// puts the app's address and the launcher's styles in place of the two words in capitals. It must not know what a
// conversation is; before the visitor touches the launcher it writes nothing down and fetches the public configuration
// only. Of what a page can redefine it uses push and splice of arrays, and every byte of it counts.
(() => {
  const TAG = 'anteroom-chat';
  const script = document.currentScript;
  const say = (...words) => console.error('[anteroom]', ...words);
  if (!script || location.protocol == 'file:') return say('needs <script src> over http');
  const address = (path) => new URL(path, script.src) + '';

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
  // Gives the function that mounts the panel; what has been fetched before is not fetched again.
  const load = (locale) =>
    import(address('__ANTEROOM_APP__' + failures))
      .then((module) => module.default(locale))
      .catch((error) => {
        // Browsers remember by its address that a module failed.
        failures += '?';
        throw error;
      });

  class AnteroomChat extends HTMLElement {
    connectedCallback() {
      if (this.call) return;
      const tenant = this.getAttribute('tenant');
      const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
      const waiting = [];
      let opened;
      let configuration;
      let language;
      let mounting;
      let mounted;

      const input = node('textarea', { part: 'input', rows: 1, ariaLabel: 'Chat' });
      const send = node('button', { part: 'send', ariaLabel: 'Send' }, '↑');
      const title = node('b');
      // Elements without a meaning of their own: `main` and its kin would be the page's landmarks.
      const panel = node(
        'div',
        { part: 'panel', role: 'dialog', ariaLabel: 'Chat', tabIndex: -1 },
        node('a-head', {}, title),
        node('a-main'),
        node('a-foot', {}, input, send),
      );
      const launcher = node('button', { part: 'launcher', ariaLabel: 'Chat', ariaExpanded: false });
      const styles = sheet('');
      root.replaceChildren(launcher, panel);
      root.adoptedStyleSheets = [sheet(__ANTEROOM_STYLE__), styles];

      const emit = (this.emit = (name, detail) =>
        this.dispatchEvent(new CustomEvent('anteroom:' + name, { detail, bubbles: true, composed: true })));
      const failed = (error) => {
        say(tenant, error);
        emit('error', { code: 'not_loaded' });
      };
      const configure = () =>
        (configuration ||= fetch(address('/api/v1/widget/' + tenant)).then(async (response) => {
          const text = await response.text();
          if (!response.ok) throw text;
          const { style, assistant, locale } = JSON.parse(text);
          language = this.getAttribute('locale') || locale;
          styles.replaceSync(style);
          title.textContent = assistant;
          emit('ready');
          return text;
        }));
      // Whether the panel is open in this tab; read, or written. Browsers may refuse the storage as a whole.
      const remembered = (open) => {
        try {
          return open == null ? sessionStorage[TAG + tenant] : (sessionStorage[TAG + tenant] = open);
        } catch {}
      };
      const start = () =>
        (mounting ||= Promise.all([configure().then(() => load(language)), configure(), load()]).then(
          ([mount, text]) => {
            if (!this.call) return;
            mounted = mount(this, root, address('/api/v1/'), text);
            for (const words of waiting) mounted.command(...words);
          },
          (error) => {
            failed(error);
            mounting = configuration = 0;
            if (opened) setTimeout(start, 4e3);
          },
        ));

      // `quietly`: the panel was open on the page before; the focus stays where it is.
      const turn = (open, quietly) => {
        if (open == opened) return;
        opened = open;
        launcher.ariaExpanded = open;
        panel.className = open ? 'open' : '';
        if (open) start();
        if (!quietly) {
          remembered(open ? 1 : '');
          (open ? (matchMedia('(hover)').matches ? input : panel) : launcher).focus();
        }
        emit(open ? 'open' : 'close');
      };
      const own = {
        open: () => turn(true),
        close: () => turn(false),
        toggle: () => turn(!opened),
        show: () => (launcher.style.display = ''),
        hide: () => turn(false, (launcher.style.display = 'none')),
        on: (name, listener) => this.addEventListener('anteroom:' + name, listener),
        off: (name, listener) => this.removeEventListener('anteroom:' + name, listener),
        destroy: () => this.remove(),
      };
      this.call = (name, ...words) => {
        if (own[name]) own[name](...words);
        else if (mounted) mounted.command(name, ...words);
        else {
          waiting.push([name, ...words]);
          // To send and to forget, the app is needed now; the rest can wait for a click.
          if (name == 'send' || words[0] == null) start();
        }
      };
      this.end = () => {
        if (this.isConnected) return;
        mounted?.destroy();
        root.replaceChildren();
        this.call = 0;
      };

      launcher.onclick = own.toggle;
      launcher.onpointerenter = launcher.onfocus = () => load(language).catch(failed);
      send.onclick = () => this.call('submit');
      panel.onkeydown = (event) => {
        if (event.isComposing || event.keyCode == 229) return;
        if (event.key == 'Escape') own.close();
        if (event.key == 'Enter' && event.target == input && !event.shiftKey) {
          event.preventDefault();
          this.call('submit');
        }
      };
      configure().catch(failed);
      if (remembered()) turn(true, true);
      for (const words of queue.splice(0)) this.call(...words);
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
      element ? element.call(...words) : queue.push(words);
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
