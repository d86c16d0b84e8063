// The dashboard of whoever is signed in: their projects, and what is due soon.
import { daysAhead, el, follow, inWords, user } from '/demo.js';
import { isOpen, stateName, TYPES } from './work.js';

const kept = { project: new Map(), task: new Map(), bug: new Map(), story: new Map() };

function card(project) {
  const own = TYPES.flatMap(({ type }) => [...kept[type].values()].map((one) => ({ ...one, type }))).filter(({ fields }) => fields.project_id === project.id);
  const done = own.filter((one) => !isOpen(one)).length;
  const bugs = own.filter((one) => one.type === 'bug' && isOpen(one)).length;
  const { name, summary, due } = project.fields;
  return el(
    'a',
    { class: 'project', href: `/demo/worky/project.html?id=${project.id}` },
    el('span', { class: 'top' }, el('strong', {}, name), el('span', { class: `state ${project.status}` }, stateName('project', project.status))),
    el('span', {}, summary),
    el(
      'span',
      { class: 'facts' },
      `${done} of ${own.length} done · ${bugs === 1 ? 'one bug' : `${bugs || 'no'} bugs`} open · due ${inWords(due)}`,
      el('progress', { value: done, max: own.length || 1, 'aria-label': `Done in ${name}` }),
    ),
  );
}

function row(one) {
  const { title, project_id: project, assignee, due } = one.fields;
  return el(
    'tr',
    {},
    el('td', {}, el('a', { href: `/demo/worky/project.html?id=${project}#${one.id}` }, one.id)),
    el('td', {}, title),
    el('td', {}, kept.project.get(project)?.fields.name ?? ''),
    el('td', {}, assignee ?? '–'),
    el('td', {}, stateName(one.type, one.status)),
    el('td', { class: daysAhead(due) < 0 ? 'late' : null }, inWords(due)),
  );
}

function draw() {
  const projects = [...kept.project.values()];
  document.querySelector('#projects').replaceChildren(...projects.map(card));
  document.querySelector('#projects').removeAttribute('aria-busy');
  const soon = ['task', 'bug'].flatMap((type) => [...kept[type].values()].map((one) => ({ ...one, type }))).filter((one) => isOpen(one) && one.fields.due && daysAhead(one.fields.due) <= 7);
  soon.sort((one, other) => one.fields.due.localeCompare(other.fields.due));
  const shown = soon.slice(0, 12).map(row);
  document.querySelector('#due').replaceChildren(...(shown.length ? shown : [el('tr', {}, el('td', { colspan: 6 }, 'Nothing.'))]));
  const count = projects.length === 1 ? 'One project' : `${projects.length} projects`;
  document.querySelector('#sum').textContent = `${count} that ${user.name} may see, ${soon.length} tasks and bugs overdue or due within a week.`;
}

for (const type of Object.keys(kept)) {
  await follow(type, (records) => {
    kept[type] = records;
    draw();
  });
}
