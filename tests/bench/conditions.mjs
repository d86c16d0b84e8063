// Under what the contenders are visited.

/** 1.6 Mbit/s and 150 ms, as Chromium's developer tools throttle: bytes a second, milliseconds. */
const SLOW_4G = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** `cpu` is by how much the processor is slowed down; `patient`, whether a page at rest is looked at too. */
export const conditions = [
  { key: '1x', name: '1x', cpu: 1, patient: true },
  { key: '4x', name: '4x', cpu: 4, patient: true },
  { key: 'slow-1x', name: 'slow 4G, 1x', cpu: 1, network: SLOW_4G },
  { key: 'slow-4x', name: 'slow 4G, 4x', cpu: 4, network: SLOW_4G },
];
