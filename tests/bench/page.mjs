// The page that every contender is put on: some text, no picture, no script of its own.

const PARAGRAPHS = [
  'We pour candles by hand in a courtyard in the old town. The wax is rape and soy, the wicks are cotton, and the jars ' +
    'come back to us when they are empty. What you see in the shop was made in the last two weeks.',
  'A candle for a dinner burns for six hours and smells of nothing, so that the food can. One for a bath burns for forty ' +
    'and smells of cedar, fig or rain. Tell us what a room is used for and we will say which of them suits it.',
  'On Saturdays there is room for eight people at the long table. You bring a jar, we bring the rest, and after two ' +
    'hours you take home a candle that nobody else has. Children may come from the age of nine.',
  'Shops order from forty pieces, with their own label if they like. We deliver on Tuesdays by cargo bike within the ' +
    'city and by post everywhere else, and we take back whatever has not been sold after three months.',
];

const text = Array.from({ length: 24 }, (_, place) => {
  const heading = place % 4 ? '' : `<h2>Part ${place / 4 + 1}</h2>`;
  return `${heading}<p>${PARAGRAPHS[place % PARAGRAPHS.length]}</p>`;
}).join('\n');

const STYLE =
  'body{margin:0 auto;max-width:42rem;padding:2rem 1rem;font:1rem/1.6 system-ui,sans-serif;color:#222}h1,h2{line-height:1.2}';

/** The page with a contender's tag where each of them asks for it: at the end of the body. */
export const page = (tag) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Candles</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><h1>Candles from the courtyard</h1>
${text}
${tag}
</body></html>`;
