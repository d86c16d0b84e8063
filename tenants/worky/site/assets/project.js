// One project: a board for each type of work, drawn again whenever the chat has done something.
import { daysAhead, el, follow, inWords } from '/demo.js';
import { isOpen, stateName, TYPES } from './work.js';

const id = new URLSearchParams(location.search).get('id');
const boards = document.querySelector('#boards');
const places = new Map(TYPES.map(({ type }) => [type, el('div', {})]));
boards.append(...places.values());

function item(one, isChanged) {
  const { title, assignee, due, priority, severity, points } = one.fields;
  const weight = severity ?? priority;
  return el(
    'li',
    { id: one.id, class: isChanged ? 'changed' : null },
    el('p', {}, el('span', { class: 'id' }, one.id), ['critical', 'high'].includes(weight) && el('strong', { class: weight }, ` ${weight}`)),
    title,
    el(
      'p',
      {},
      [assignee ?? 'nobody yet', points && `${points} points`].filter(Boolean).join(' · '),
      due && el('span', { class: isOpen(one) && daysAhead(due) < 0 ? 'late' : null }, ` · ${inWords(due)}`),
    ),
  );
}

function board({ type, name, states }, records, done) {
  const own = [...records.values()].filter(({ fields }) => fields.project_id === id);
  if (!own.length) return [];
  own.sort((one, other) => (one.fields.due ?? '9').localeCompare(other.fields.due ?? '9'));
  return [
    el('h2', { id: `${type}-board` }, `${name} (${own.filter(isOpen).length} open)`),
    el(
      'div',
      { class: 'board', role: 'region', 'aria-labelledby': `${type}-board`, tabindex: 0 },
      states.map(([state, label]) => {
        const here = own.filter(({ status }) => status === state);
        return el(
          'section',
          { class: 'column', 'aria-label': `${name}: ${label}`, role: 'region', tabindex: 0 },
          el('h3', {}, label, el('span', {}, `${here.length}`)),
          here.length ? el('ul', {}, here.map((one) => item(one, one.id === done?.record_id))) : el('p', { class: 'none' }, 'None'),
        );
      }),
    ),
  ];
}

await follow('project', (projects) => {
  const project = projects.get(id);
  document.title = `${project?.fields.name ?? 'No such project'} – Worky`;
  document.querySelector('#name').textContent = project?.fields.name ?? 'There is no such project';
  document.querySelector('#summary').textContent = project
    ? `${project.fields.summary}. ${stateName('project', project.status)}, led by ${project.fields.lead}, due ${inWords(project.fields.due)}.`
    : 'Or it is not one that you may see.';
});
for (const one of TYPES) {
  await follow(one.type, (records, done) => {
    places.get(one.type).replaceChildren(...board(one, records, done));
    if (done && done.record?.fields.project_id === id) document.getElementById(done.record_id)?.scrollIntoView({ block: 'nearest' });
  });
}
boards.removeAttribute('aria-busy');
// What the address names is drawn only now.
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named) {
  const { hash } = location;
  location.hash = '';
  location.hash = hash;
}
