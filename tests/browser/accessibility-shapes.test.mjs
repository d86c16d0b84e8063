// WCAG 2.2 AA as far as axe can tell, in every state: from right to left, on a phone, and 320 pixels wide.
import { inEveryState } from './support/in-every-state.mjs';

await inEveryState({
  'right to left': { config: { locale: 'ar' } },
  'a phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  '320 pixels': { viewport: { width: 320, height: 568 } },
});
