// What a page may do with the chat beyond the script tag: open it from a link of its own, and follow its events.

// The queue: commands given before anteroom.js has loaded wait here.
window.Anteroom = window.Anteroom || function () {
  (window.Anteroom.q = window.Anteroom.q || []).push(arguments);
};

// Buttons are of no use without this file, so they are shown by it.
for (const button of document.querySelectorAll('button[data-open-chat]')) button.hidden = false;

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open-chat]');
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // As long as there is no chat, a link leads where it says: to the contact page.
  if (opener.href && !document.querySelector('anteroom-chat')) return;
  event.preventDefault();
  window.Anteroom('open');
});

// A live region has to stand in the page before something is written into it.
const notice = document.createElement('div');
notice.className = 'notice';
notice.setAttribute('role', 'status');
document.body.append(notice);

document.addEventListener('anteroom:estimate-ready', () => {
  const words = document.createElement('p');
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => notice.replaceChildren());
  words.append('We have what we need for an estimate – thank you.', close);
  notice.replaceChildren(words);
});
