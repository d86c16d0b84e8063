// What the demo pages share: who one is there, and records that follow what is done in the chat.
//
// On a tenant's real site its own backend signs the user's token and gives the page its data; here the local server does
// both (`serve::demo`), for this machine alone.

// The queue: commands given before anteroom.js has loaded wait here.
window.Anteroom = window.Anteroom || function () {
  (window.Anteroom.q = window.Anteroom.q || []).push(arguments);
};

const tenant = document.querySelector('script[data-tenant]').dataset.tenant;
const base = `/demo/${tenant}`;
const remembered = `demo-user:${tenant}`;

async function json(path) {
  const response = await fetch(base + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** The demo users of this tenant; the page reads what it shows of them from here. */
export const users = await json('/users.json');

/** The user one is: the one chosen last, or the first. */
export const user = users.find(({ id }) => id === recall()) ?? users[0];

function recall() {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

async function identify() {
  const { token } = await json(`/token?user=${encodeURIComponent(user.id)}`);
  window.Anteroom('identify', token);
}

// A page that stays open longer than its token asks for another.
document.addEventListener('anteroom:error', ({ detail }) => {
  if (detail?.code === 'user_token_expired') identify();
});

/** Says in the element who one is, with a choice of the others. */
function showSwitch(place) {
  const label = document.createElement('label');
  const select = document.createElement('select');
  for (const { id, name, about } of users) select.add(new Option(`${name} – ${about}`, id, false, id === user.id));
  select.addEventListener('change', () => {
    try {
      localStorage.setItem(remembered, select.value);
    } catch {
      return;
    }
    location.reload();
  });
  label.append(`${place.dataset.demoUser || 'Signed in as'} `, select);
  place.replaceChildren(label);
}

/** Does what the visitor would do by typing it. */
export const say = (text) => window.Anteroom('send', text);

/**
 * The records of a type that the user may see, as a Map by id. `draw` is called with it at once, and whenever the chat has
 * done something to one of them; then with what was done too.
 */
export async function follow(type, draw) {
  const kept = new Map();
  const load = async () => {
    const { records } = await json(`/records/${type}?user=${encodeURIComponent(user.id)}`);
    kept.clear();
    for (const record of records) kept.set(record.id, record);
    draw(kept);
  };
  document.addEventListener('anteroom:action', ({ detail }) => {
    if (detail.type !== type) return;
    if (detail.record) kept.set(detail.record_id, detail.record);
    else kept.delete(detail.record_id);
    draw(kept, detail);
  });
  // Somebody else, or an answer in the background, may have changed something meanwhile.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && load());
  await load();
  return kept;
}

/** An element with attributes and children; what is `null` or `undefined` is left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Today, as records have days: `2026-11-21`. */
export const today = () => new Date().toLocaleDateString('sv-SE');

/** How many days a day lies ahead. */
export const daysAhead = (day) => Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000);

/** A day in words: "today", "tomorrow", "Tue 1 Dec". */
export function inWords(day, locale = document.documentElement.lang) {
  const ahead = daysAhead(day);
  if (Math.abs(ahead) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day');
  const date = new Date(`${day}T12:00:00`);
  return date.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
}

for (const place of document.querySelectorAll('[data-demo-user]')) showSwitch(place);

for (const opener of document.querySelectorAll('[data-open-chat]')) {
  opener.hidden = false;
  opener.addEventListener('click', (event) => {
    // As long as there is no chat, a link leads where it says.
    if (opener.href && !document.querySelector('anteroom-chat')) return;
    event.preventDefault();
    window.Anteroom('open');
    if (opener.dataset.openChat) window.Anteroom('prefill', opener.dataset.openChat);
  });
}

await identify();
