// Counts the tokens of the texts in counted.json anew: the most that either of the vocabularies o200k and cl100k makes of them.
// With npm's `gpt-tokenizer` beside it: node count.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';

const file = new URL('counted.json', import.meta.url);
const plain = { disallowedSpecial: new Set() };
const counted = JSON.parse(readFileSync(file, 'utf8')).map(({ name, text }) => {
  const tokens = Math.max(o200k(text, plain).length, cl100k(text, plain).length);
  return JSON.stringify({ name, tokens, text });
});
writeFileSync(file, `[\n  ${counted.join(',\n  ')}\n]\n`);
