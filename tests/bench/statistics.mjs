// From single visits to medians.
import { conditions } from './conditions.mjs';
import { contenders } from './contenders/index.mjs';
import { measures } from './measures.mjs';

/** The middle of the values, and the values a quarter of the way from either end; nothing of no values. */
export function middle(values) {
  if (!values.length) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => {
    const place = part * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length };
}

/** A row a measure and condition: `{measure, condition, goal, values: {contender: {median, low, high, count}}, …}`. */
export function summary(samples) {
  const rows = [];
  for (const measure of measures) {
    for (const condition of conditions) {
      if (measure.of === 'patient' && !condition.patient) continue;
      if (measure.of === 'once' && condition !== conditions[0]) continue;
      const values = {};
      for (const { name } of contenders) {
        const measured = samples.filter(
          (sample) => sample.contender === name && sample.condition === condition.key && sample.patient === Boolean(measure.of),
        );
        values[name] = middle(measured.map((sample) => sample.measured[measure.key]).filter(Number.isFinite));
      }
      rows.push({ measure: measure.key, condition: condition.key, goal: measure.goals[condition.key], ...ratios(values), values });
    }
  }
  return rows;
}

/** Ours in terms of the best peer and of the bare button. */
function ratios(values) {
  const of = (role) => contenders.filter((contender) => contender.role === role && values[contender.name]);
  const [ours] = of('ours');
  const [floor] = of('floor');
  const [best] = of('peer').sort((a, b) => values[a.name].median - values[b.name].median);
  const ratio = (other) => {
    if (!ours || !other || !values[other.name].median) return undefined;
    return values[ours.name].median / values[other.name].median;
  };
  return { bestPeer: best?.name, toBestPeer: ratio(best), toBareButton: ratio(floor) };
}
