// What opens the panel by itself: time, scrolling, the pointer leaving. Fetched for tenants that have triggers only.
//
// It opens quietly, once per visitor, never where it would fill the window, and never where the visitor has opened or
// closed the panel before. That is kept in the browser's storage once it is so, and nothing before; refused there, it is
// known for this page only.

const SECOND = 1e3;

/** The widest window that the panel fills, in pixels: it would take the page away from who has not asked for it. */
const FILLED = 480;

/** Whether the page the visitor is on is one of the paths; `*` stands for any characters. */
const isHere = (paths) => {
  if (!paths?.length) return true;
  for (const path of paths) {
    const pattern = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
    if (new RegExp(`^${pattern}$`, 's').test(location.pathname)) return true;
  }
  return false;
};

/** How much of the page has been seen, in percent. */
const scrolled = () => {
  const { scrollHeight } = document.documentElement;
  return ((scrollY + innerHeight) / scrollHeight) * 100;
};

/** Arms the triggers of a configuration; they go with the element, or once the panel has been opened or closed. */
export default (host, { tenant, triggers }) => {
  const key = `anteroom:${tenant}:met`;
  const ended = new AbortController();
  const { signal } = ended;
  let timer;

  const disarm = () => {
    ended.abort();
    clearInterval(timer);
  };
  const met = () => {
    disarm();
    try {
      localStorage[key] = 1;
    } catch {
      // Refused: then it is known for this page only.
    }
  };
  const known = () => {
    try {
      return localStorage[key];
    } catch {
      return false;
    }
  };
  if (known() || host.shadowRoot.querySelector('.open')) return;

  const fire = ({ paths }) => {
    if (signal.aborted || !host.isConnected) return disarm();
    // Another tab may have met the visitor in the meantime.
    if (known()) return disarm();
    if (innerWidth <= FILLED || !isHere(paths)) return;
    met();
    host.call('open', true);
  };
  host.addEventListener('anteroom:open', met, { signal });
  host.addEventListener('anteroom:close', met, { signal });

  // Seconds spent in sight of the page, anew where a page changes its address by itself.
  let page = location.pathname;
  let seconds = 0;
  const tick = () => {
    if (!host.isConnected) return disarm();
    if (document.hidden) return;
    seconds = page == location.pathname ? seconds + 1 : 0;
    page = location.pathname;
    for (const trigger of triggers) {
      if (trigger.after_seconds && seconds >= trigger.after_seconds) fire(trigger);
    }
  };
  const armed = (kind) => {
    for (const trigger of triggers) if (trigger[kind]) return true;
    return false;
  };
  if (armed('after_seconds')) timer = setInterval(tick, SECOND);
  if (armed('scroll_percent')) {
    const onScroll = () => {
      for (const trigger of triggers) {
        if (trigger.scroll_percent && scrolled() >= trigger.scroll_percent) fire(trigger);
      }
    };
    addEventListener('scroll', onScroll, { signal, passive: true });
  }
  if (armed('exit_intent')) {
    const onLeave = ({ relatedTarget, clientY }) => {
      if (relatedTarget || clientY > 0) return;
      for (const trigger of triggers) if (trigger.exit_intent) fire(trigger);
    };
    document.addEventListener('mouseout', onLeave, { signal });
  }
};
