// The board: a column for each stage, drawn again whenever the chat has done something to a lead.
import { daysAhead, el, follow, inWords, say, user } from '/demo.js';

const STAGES = [
  ['new', 'New'],
  ['contacted', 'Contacted'],
  ['meeting_booked', 'Meeting booked'],
  ['proposal', 'Proposal'],
  ['won', 'Won'],
  ['lost', 'Lost'],
];
const CLOSED = ['won', 'lost'];
const board = document.querySelector('#board');
const mayMove = user.claims.role !== 'assistant';
const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });

const worth = (leads) => leads.reduce((sum, { fields }) => sum + (fields.value?.min ?? fields.value?.max ?? 0), 0);

function mover(lead) {
  const select = el('select', {
    'aria-label': `Move ${lead.fields.name} to`,
    change: () => {
      const [, stage] = STAGES[select.selectedIndex];
      // The card stays until the chat has moved it.
      select.value = lead.status;
      say(`move ${lead.id} to ${stage}`);
    },
  });
  for (const [value, stage] of STAGES) select.add(new Option(stage, value, false, value === lead.status));
  return select;
}

function card(lead, isChanged) {
  const { name, company, value, next_step: step, next_on: day } = lead.fields;
  const open = !CLOSED.includes(lead.status);
  return el(
    'li',
    { class: `card${isChanged ? ' changed' : ''}`, id: lead.id },
    el('h3', {}, name),
    company && el('p', { class: 'company' }, company),
    el('p', { class: 'facts' }, value ? el('strong', {}, money.format(worth([lead]))) : el('span', {}, 'no value yet'), el('span', {}, lead.id)),
    open && (step || day) && el(
      'p',
      { class: 'next' },
      step ?? 'Next',
      day && el('span', { class: daysAhead(day) < 0 ? 'late' : null }, ` · ${inWords(day)}`),
    ),
    mayMove && mover(lead),
  );
}

function column([stage, name], leads, done) {
  return el(
    'section',
    { class: `column ${stage}`, 'aria-label': name },
    el('h2', {}, name, el('span', {}, el('span', { class: 'hidden' }, ', leads: '), `${leads.length}`)),
    el('p', {}, money.format(worth(leads))),
    leads.length ? el('ul', {}, leads.map((lead) => card(lead, lead.id === done?.record_id))) : el('p', { class: 'none' }, 'Nobody here'),
  );
}

await follow('lead', (leads, done) => {
  const left = board.scrollLeft;
  const all = [...leads.values()];
  // What was changed last comes first.
  all.sort((one, other) => other.changed_at.localeCompare(one.changed_at) || other.id.localeCompare(one.id, 'en', { numeric: true }));
  board.replaceChildren(...STAGES.map((stage) => column(stage, all.filter(({ status }) => status === stage[0]), done)));
  board.removeAttribute('aria-busy');
  board.scrollLeft = left;
  const open = all.filter(({ status }) => !CLOSED.includes(status));
  document.querySelector('#sum').textContent = `${open.length} open, worth ${money.format(worth(open))}`;
});
