// What a visitor of the studio says until enough is known for an estimate, in ordinary sentences.
export const CANDLES = [
  'Hi! We are a small candle maker and need an online shop',
  'We want to sell our candles abroad',
  'between 25,000 and 30,000 euros',
  'by mid March',
  'Ana Kowalska',
  'ana@candles.example',
];
