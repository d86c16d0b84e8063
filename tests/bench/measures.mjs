// What is measured, in the order of the table: `key` names it, `of` says whether a page at rest was visited for it.
//
// `goals` are the figures to beat, by condition: the best peer's where this was planned.

const round = (digits) => (value) => value.toFixed(digits);
const kilobytes = (value) => (value / 1000).toFixed(1);
const megabytes = (value) => (value / 1e6).toFixed(2);

export const measures = [
  { key: 'launcher', name: 'launcher visible, ms', show: round(0), goals: { '1x': 282, '4x': 581, 'slow-4x': 1618 } },
  { key: 'clickToType', name: 'click to can-type, ms', of: 'patient', show: round(0), goals: { '1x': 53, '4x': 117 } },
  { key: 'clickToGreeted', name: 'click to greeting, ms', of: 'patient', show: round(0), goals: {} },
  { key: 'startToType', name: 'page start to can-type, ms', show: round(0), goals: { 'slow-4x': 1083 } },
  { key: 'startToGreeted', name: 'page start to greeting, ms', show: round(0), goals: {} },
  { key: 'blocking', name: 'blocking before opening, ms', of: 'patient', show: round(0), goals: { '1x': 0, '4x': 20 } },
  { key: 'script', name: 'script before opening, ms', of: 'patient', show: round(1), goals: { '1x': 8, '4x': 50 } },
  { key: 'memory', name: 'heap and WASM memory open, MB', of: 'once', show: megabytes, goals: { '1x': 2.5e6 } },
  { key: 'shift', name: 'layout shift', of: 'once', show: round(3), goals: { '1x': 0 } },
  { key: 'beforeBytes', name: 'fetched before opening, kB', of: 'once', show: kilobytes, goals: {} },
  { key: 'beforeRequests', name: 'requests before opening', of: 'once', show: round(0), goals: {} },
  { key: 'openBytes', name: 'fetched until open, kB', of: 'once', show: kilobytes, goals: {} },
  { key: 'openRequests', name: 'requests until open', of: 'once', show: round(0), goals: {} },
];
