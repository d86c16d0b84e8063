// The iframe mode's end in the page: puts our frame into the panel in place of the app, and stands for the app towards
// the loader. Commands go in and events come out as messages, taken from our frame and our origin alone; `framed.js` is
// the other end. Fetched only where a page's policy forbids the app, or the page asks for the frame. It must not know
// what a conversation is.

/** How long the frame may take to answer, in milliseconds, until the page is told that it does not. */
const PATIENCE = 15e3;

/** What the frame may do: what the app may do in the page. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads ' +
  'allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols';

/** Until the frame is there, the panel's shell is seen, and can be written in. */
const FRAME = `
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0 }
  :not([data-framed]) > iframe { opacity: 0; pointer-events: none }
  [data-framed] > :not(iframe) { display: none }
  @media (max-width: 480px) { [data-framed].open { inset: 0 !important; height: auto } }`;

const madeFrame = (host, server, title) => {
  const frame = document.createElement('iframe');
  const asked = new URLSearchParams({ origin: location.origin, locale: host.getAttribute('locale') || '' });
  frame.title = title;
  frame.allow = 'clipboard-write';
  frame.sandbox = SANDBOX;
  frame.src = `${server}frame/${host.getAttribute('tenant')}?${asked}`;
  return frame;
};

/**
 * Whether the page's policy forbids requests to our server. One that it forbids fails like any other: only an event
 * tells, a moment later. `address` is one that the page has in its cache.
 */
export const refusesRequests = async (address) => {
  let refused = false;
  const heard = ({ effectiveDirective }) => (refused ||= effectiveDirective == 'connect-src');
  document.addEventListener('securitypolicyviolation', heard);
  await fetch(address, { mode: 'no-cors' }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener('securitypolicyviolation', heard);
  return refused;
};

/** Mounts the frame of a server; `isConfigured` says whether the page could read the tenant's configuration itself. */
export default (host, root, server, isConfigured) => {
  const origin = new URL(server).origin;
  const panel = root.querySelector('[part=panel]');
  const input = root.querySelector('textarea');
  const launcher = root.querySelector('button');
  const frame = madeFrame(host, server, panel.ariaLabel);
  const ended = new AbortController();
  const { signal } = ended;
  let waiting = [];
  let isThere = false;
  let context;

  const styles = new CSSStyleSheet();
  styles.replaceSync(__ANTEROOM_STYLE__ + FRAME);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles];

  const post = (name, word) => {
    if (isThere) frame.contentWindow?.postMessage({ type: 'anteroom:call', name, word }, origin);
    else waiting[waiting.length] = [name, word];
  };
  // The frame cannot see which page it is on, nor that the page has changed its address by itself.
  const tellPage = () => {
    const { title, referrer } = document;
    if (isThere) post('context', { url: location.href, title, referrer, ...context });
  };
  const turn = (quietly) => {
    const open = panel.className == 'open';
    tellPage();
    if (open && !quietly) frame.focus();
    if (isThere) post(open ? 'open' : 'close', quietly);
  };

  const fail = () => {
    clearTimeout(silent);
    console.error('[anteroom] the frame does not answer: the page’s policy must allow it by frame-src', frame.src);
    host.emit('error', { code: 'not_loaded' });
  };
  const silent = setTimeout(fail, PATIENCE);

  // The frame is there; or there again, as a browser loads it anew where the page moves it.
  const arrive = () => {
    clearTimeout(silent);
    const isTyping = root.activeElement && root.activeElement != launcher;
    const draft = input.value;
    input.value = '';
    panel.dataset.framed = '';
    isThere = true;
    if (draft) post('prefill', draft);
    turn(!isTyping);
    for (const [name, word] of waiting) post(name, word);
    waiting = [];
  };
  const told = {
    here: arrive,
    close: () => host.call('close'),
    // That it is ready, the loader tells itself where it could read the configuration.
    event: ({ name, detail }) => (name == 'ready' && isConfigured) || host.emit(String(name), detail),
    unread: ({ unread, name }) => {
      if (name) launcher.ariaLabel = String(name);
      if (unread > 0) launcher.dataset.unread = Number(unread);
      else delete launcher.dataset.unread;
    },
  };
  const heard = ({ source, origin: from, data }) => {
    if (source != frame.contentWindow || from != origin || typeof data?.type != 'string') return;
    const [space, name] = data.type.split(':');
    if (space == 'anteroom' && Object.hasOwn(told, name)) told[name](data);
  };
  // A phone's keyboard covers the page, not the frame: only the page can see how much.
  const fit = () => {
    const { height, offsetTop, scale } = visualViewport;
    const isCovered = innerWidth <= 480 && scale == 1 && innerHeight - height > 1;
    frame.style.height = isCovered ? `${height}px` : '';
    frame.style.top = isCovered ? `${offsetTop}px` : '';
  };

  addEventListener('message', heard, { signal });
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI }) => effectiveDirective == 'frame-src' && blockedURI.startsWith(origin) && fail(),
    { signal },
  );
  // The focus goes from the page into the frame before anything can be said there.
  addEventListener('blur', tellPage, { signal });
  window.navigation?.addEventListener('navigatesuccess', tellPage, { signal });
  window.visualViewport?.addEventListener('resize', fit, { signal });
  window.visualViewport?.addEventListener('scroll', fit, { signal });
  for (const name of ['open', 'close']) {
    host.addEventListener(`anteroom:${name}`, ({ detail }) => turn(detail), { signal });
  }
  panel.append(frame);

  return {
    command(name, word) {
      if (name == 'context') {
        context = word;
        tellPage();
      } else if (name == 'submit') {
        // Written before the frame was there.
        const text = input.value.trim();
        input.value = '';
        if (text) post('send', text);
      } else {
        tellPage();
        post(name, word);
      }
    },
    destroy() {
      ended.abort();
      clearTimeout(silent);
      frame.remove();
    },
  };
};
