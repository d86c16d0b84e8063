// The results as a table that reads well in a terminal and is Markdown too.
import { conditions } from './conditions.mjs';
import { contenders } from './contenders/index.mjs';
import { measures } from './measures.mjs';

const NONE = '–';

/** The table alone. */
export function table({ results, failures }) {
  const head = ['measure', 'condition', 'goal', ...contenders.map(({ name }) => name), '÷ best peer', '÷ bare button'];
  const rows = results.map(({ measure: key, condition, goal, values, toBestPeer, toBareButton }) => {
    const measure = measures.find((one) => one.key === key);
    const show = (value) => (value === undefined ? NONE : measure.show(value));
    return [
      measure.name,
      measure.of === 'once' ? '' : conditions.find((one) => one.key === condition).name,
      show(goal),
      ...contenders.map(({ name }) => show(values[name]?.median)),
      toBestPeer?.toFixed(2) ?? NONE,
      toBareButton?.toFixed(2) ?? NONE,
    ];
  });
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const isText = (column) => column < 2;
  const line = (cells) =>
    `| ${cells.map((cell, column) => (isText(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const failed = failures.length ? ['', ...failures.map((failure) => `A visit failed and is not counted: ${failure}`)] : [];
  return [line(head), rule, ...rows.map(line), ...failed].join('\n');
}

/** A page with the table, what it was measured on, and what its words mean. */
export function markdown(result) {
  const { date, machine, runs, versions } = result;
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ');
  return `# The widget and its peers

Written by \`cargo xtask bench widget --write\`; the last time on ${date}: medians of ${runs} visits each, on ${machine.cores} cores
(${machine.processor}) with ${machine.browser}, at a load average of ${machine.load.toFixed(1)}; where that is
well above the number of cores, others used the machine too, and only the ratios say something. Peers: ${peers}.

All stand at the end of the same page of text, each fetches its files by brotli from an origin of its own on the same
machine, and each visit has a fresh profile. 1x and 4x: how much the processor is slowed down. Slow 4G: 1.6 Mbit/s, 150 ms.

${table(result)}

- **launcher visible**: the end of the first frame that shows it. deep-chat has none and stands open in the page.
- **can-type**: the end of the first frame with a text field that is seen and enabled; a letter is then typed and must be
  there. From the page's start, the launcher is clicked as soon as it is seen; otherwise when the page has come to rest.
- **greeting**: the first message stands in the chat, so the whole chat is there. Ours can be typed into before.
- **before opening**: until the page has come to rest. Blocking is what long tasks take beyond 50 ms each. Script
  contains what the measuring itself takes: see the bare button.
- **until open**: everything on the wire, headers included, until the open chat has come to rest; without the page itself.
- **÷**: ours in terms of the best peer's median and of a bare button in a shadow root, which is what the browser and the
  page themselves take. A peer's own server is a file on this machine, which is kind to it; ours is the real one.
- **goal**: what the best peer had when the goals were set, on another machine.
`;
}
