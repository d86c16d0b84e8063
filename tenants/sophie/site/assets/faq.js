// The answer that the address names is open, whether one came with it or follows a link to it.
import '/demo.js';

function unfold() {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}

addEventListener('hashchange', unfold);
if (location.hash) unfold();
