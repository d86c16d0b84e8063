// @typebot.io/js as a bubble, by the lines of its guide.
//
// On opening it asks its server to start the chat; the answer is the greeting and a text field. Kindly meant: its
// typing delay is off, and the font is the system's, so that it asks no font server.
import { GREETING } from './greeting.mjs';

const PACKAGE = '@typebot.io/js';

const START = {
  sessionId: 'session',
  resultId: 'result',
  typebot: {
    id: 'bench',
    version: '6.1',
    publishedAt: '2026-01-01T00:00:00.000Z',
    theme: { general: { font: { type: 'Custom', family: 'system-ui', css: '' } } },
    settings: { typingEmulation: { enabled: false, delayBetweenBubbles: 0, isDisabledOnFirstMessage: true } },
  },
  messages: [
    { id: 'greeting', type: 'text', content: { type: 'richText', richText: [{ type: 'p', children: [{ text: GREETING }] }] } },
  ],
  input: { id: 'input', type: 'text input', options: { labels: { placeholder: 'Type', button: 'Send' } } },
  clientSideActions: [],
};

export const typebot = {
  name: PACKAGE,
  package: PACKAGE,
  role: 'peer',
  tag: ({ host }) => `<script type="module">
  import Typebot from '${host}/${PACKAGE}/dist/web.js';
  Typebot.initBubble({ typebot: 'bench', apiHost: '${host}', theme: { button: { backgroundColor: '#0042DA' } } });
</script>`,
  launcher: ['typebot-bubble', '[part~=button]'],
  input: ['typebot-bubble', 'input[type=text], textarea'],
  root: 'typebot-bubble',
  answers: [['POST', /^\/api\/v1\/typebots\/bench\/startChat$/, START]],
};
