// The list: drawn from what the user may see, and again whenever the chat has done something.
import { daysAhead, el, follow, inWords, say, user } from '/demo.js';

const list = document.querySelector('#list');
const count = document.querySelector('#count');

/** Where a task stands: the first group that takes it. */
const GROUPS = [
  ['Done', ({ status }) => status === 'done'],
  ['Overdue', ({ fields }) => fields.due && daysAhead(fields.due) < 0],
  ['Today', ({ fields }) => fields.due && daysAhead(fields.due) === 0],
  ['Tomorrow', ({ fields }) => fields.due && daysAhead(fields.due) === 1],
  ['Later', ({ fields }) => Boolean(fields.due)],
  ['Some day', () => true],
];
const ORDER = ['Overdue', 'Today', 'Tomorrow', 'Later', 'Some day', 'Done'];

function row(task, isNew) {
  const { title, due, note, priority } = task.fields;
  const done = task.status === 'done';
  const box = el('input', {
    type: 'checkbox',
    change: () => {
      // The page waits for the chat to have done it.
      box.checked = done;
      say(done ? `reopen ${task.id}` : `mark ${task.id} done`);
    },
  });
  box.checked = done;
  const late = !done && due && daysAhead(due) < 0;
  return el(
    'li',
    { id: task.id, class: [done && 'done', isNew && 'new'].filter(Boolean).join(' ') || null },
    el(
      'label',
      {},
      box,
      el('span', { class: 'what' }, title, priority === 'high' && !done && el('span', { class: 'meta high' }, ' · high')),
      due && (done || late || daysAhead(due) > 1) && el('span', { class: `meta due${late ? ' late' : ''}` }, inWords(due)),
      note && el('span', { class: 'meta note' }, note),
    ),
  );
}

function draw(tasks, done) {
  const groups = new Map(ORDER.map((name) => [name, []]));
  for (const task of tasks.values()) groups.get(GROUPS.find(([, takes]) => takes(task))[0]).push(task);
  const byDay = (one, other) => (one.fields.due ?? '9').localeCompare(other.fields.due ?? '9');
  const drawn = [...groups].filter(([, some]) => some.length > 0).map(([name, some]) =>
    el(
      'section',
      { 'aria-label': name },
      el('h2', { class: name === 'Overdue' ? 'late' : null }, name),
      el('ul', {}, some.sort(byDay).map((task) => row(task, task.id === done?.record_id))),
    ),
  );
  const open = [...tasks.values()].filter(({ status }) => status !== 'done').length;
  count.textContent = open === 1 ? 'one thing to do' : `${open} things to do`;
  list.replaceChildren(...(drawn.length ? drawn : [el('p', { class: 'empty' }, 'Nothing on the list. Enjoy the day.')]));
  list.removeAttribute('aria-busy');
}

document.querySelector('#title').textContent = `${user.name.split(' ')[0]}’s list`;

const form = document.querySelector('#add');
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const what = form.elements.what.value.trim();
  if (what) say(`add ${what}`);
  form.reset();
});

await follow('task', draw);
if (location.hash) document.querySelector(CSS.escape(location.hash).replace('\\#', '#'))?.scrollIntoView();
