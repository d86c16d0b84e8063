// The iframe mode's end in the frame: the widget runs here as on any page, and this passes on what it tells and what it
// is told. Messages are taken from the page around and its origin alone, which the server has checked to be one of the
// tenant's; `frame.js` is the other end. Stands before the loader in the frame's page.
(() => {
  const { origin } = document.currentScript.dataset;
  if (parent == window) return;
  const tell = (type, more) => parent.postMessage({ type: `anteroom:${type}`, ...more }, origin);

  // The panel fills the frame, whatever its own rules for phones say; the launcher is the page's.
  const styles = new CSSStyleSheet();
  styles.replaceSync(
    '[part=panel][part=panel][part=panel]{inset:0!important;width:auto!important;height:auto!important;border:0!important;' +
      'border-radius:0!important;box-shadow:none!important;transition:none!important}' +
      '[part=launcher]{display:none!important}',
  );

  const connect = () => {
    const chat = document.querySelector('anteroom-chat');
    const root = chat.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];

    const emit = chat.emit;
    chat.emit = (name, detail) => {
      if (name == 'close') tell('close');
      else if (name != 'open') tell('event', { name, detail });
      return emit(name, detail);
    };
    const launcher = root.querySelector('button');
    const tellUnread = () => tell('unread', { unread: Number(launcher.dataset.unread || 0), name: launcher.ariaLabel });
    new MutationObserver(tellUnread).observe(launcher, { attributeFilter: ['data-unread', 'aria-label'] });
    addEventListener('message', ({ source, origin: from, data }) => {
      if (source == parent && from == origin && data?.type == 'anteroom:call') chat.call(data.name, data.word);
    });
    tell('here');
  };
  addEventListener('DOMContentLoaded', connect);
})();
