// What a server might say: for the states that the tests look at and the gallery shows.
import { known } from './staged.mjs';

const FIRST = {
  project_type: known('Project', 'Online shop'),
  goal: known('Goal', 'Sell our candles abroad'),
  budget: known('Budget', '€20,000–30,000'),
};
const ALL = {
  ...FIRST,
  deadline: known('Live by', '15 March 2027'),
  contact_name: known('Name', 'Ana Kowalska'),
  email: known('E-mail', 'ana@candles.example'),
};

/** Parts of a reply: something is understood, everything is, everything is confirmed. */
export const STATES_OF_SCOPE = {
  some: {
    bot_message: 'Good. When should it be live?',
    extracted_attributes: FIRST,
    confidence: 0.52,
    missing_attributes: ['deadline', 'contact_name', 'email'],
  },
  ready: {
    bot_message: 'Thank you, that is all we need for an estimate. Please have a look at it above.',
    extracted_attributes: ALL,
    confidence: 0.86,
    ready_for_estimate: true,
  },
  confirmed: {
    bot_message: 'Thank you, Ana. Hanna will send you the estimate within two working days.',
    extracted_attributes: ALL,
    confidence: 0.86,
    ready_for_estimate: true,
    confirmed: true,
  },
};

/** The tenant's call to action. */
export const READY = { call_to_action: { label: 'Request my estimate' } };

/** A form before the chat. */
export const FORM = {
  before_chat: {
    text: 'Who may we write to?',
    fields: [
      { key: 'contact_name', required: true },
      { key: 'email', required: true },
      { key: 'project_type', required: false },
    ],
  },
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];

/** Numbers as bars, and as lines. */
export const CHARTS = [
  { kind: 'chart', shape: 'bar', title: 'New leads', labels: MONTHS, series: [{ name: 'Leads', values: [12, 19, 7, 24, 21, 30] }] },
  {
    kind: 'chart', shape: 'line', title: 'Won and lost', unit: '€', labels: MONTHS,
    series: [
      { name: 'Won', values: [12_000, 19_000, 7_000, 24_000, 21_000, 30_000] },
      { name: 'Lost', values: [5_000, -3_000, 9_000, 4_000, 12_000, 8_000] },
    ],
  },
];

/** A thing, rows, and places to go to. */
export const THINGS = [
  {
    kind: 'card', title: 'Brightwater Candles', subtitle: 'Lead since Monday', url: '/leads/7',
    fields: [{ label: 'Value', value: '€24,000' }, { label: 'Stage', value: 'Proposal' }, { label: 'Owner', value: 'Hanna Petri' }],
    buttons: [{ label: 'Move to Won', message: 'Move it to won' }],
  },
  {
    kind: 'table', caption: 'Open tasks', columns: ['Task', 'Due'],
    rows: [['Write the estimate', 'Mon 24'], ['Call Ana', 'Tue 25']],
  },
  { kind: 'buttons', buttons: [{ label: 'All tasks', message: 'All tasks' }, { label: 'Open the board', url: '/board' }] },
];

export const BLOCKS = [...CHARTS, ...THINGS];
