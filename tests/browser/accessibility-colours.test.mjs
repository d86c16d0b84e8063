// WCAG 2.2 AA as far as axe can tell, in every state: light, dark, and the colours that the visitor's system forces.
import { inEveryState } from './support/in-every-state.mjs';

await inEveryState({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
});
