// The types of work and their states, as the tenant's file has them.
export const TYPES = [
  { type: 'task', name: 'Tasks', states: [['todo', 'To do'], ['in_progress', 'In progress'], ['in_review', 'In review'], ['done', 'Done']] },
  { type: 'bug', name: 'Bugs', states: [['new', 'New'], ['confirmed', 'Confirmed'], ['in_progress', 'In progress'], ['fixed', 'Fixed'], ['rejected', 'Rejected']] },
  { type: 'story', name: 'Stories', states: [['backlog', 'Backlog'], ['ready', 'Ready'], ['in_progress', 'In progress'], ['accepted', 'Accepted']] },
];
const PROJECT = [['planning', 'Planning'], ['active', 'Active'], ['on_hold', 'On hold'], ['completed', 'Completed']];
const CLOSED = ['done', 'fixed', 'rejected', 'accepted', 'completed'];

/** A state as people read it. */
export function stateName(type, state) {
  const states = TYPES.find((one) => one.type === type)?.states ?? PROJECT;
  return states.find(([value]) => value === state)?.[1] ?? state;
}

/** Whether there is still something to do. */
export const isOpen = ({ status }) => !CLOSED.includes(status);
