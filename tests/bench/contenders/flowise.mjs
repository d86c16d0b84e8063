// flowise-embed as a pop-up, by the lines of its README.
//
// Asks its server for the flow's public configuration and whether it streams.
import { GREETING } from './greeting.mjs';

const PACKAGE = 'flowise-embed';

export const flowise = {
  name: PACKAGE,
  package: PACKAGE,
  role: 'peer',
  tag: ({ host }) => `<script type="module">
  import Chatbot from '${host}/${PACKAGE}/dist/web.js';
  Chatbot.init({ chatflowid: 'bench', apiHost: '${host}', theme: { chatWindow: { welcomeMessage: '${GREETING}' } } });
</script>`,
  launcher: ['flowise-chatbot', '[part~=button]'],
  input: ['flowise-chatbot', 'textarea'],
  root: 'flowise-chatbot',
  answers: [
    ['GET', /^\/api\/v1\/public-chatbotConfig\/bench$/, {}],
    ['GET', /^\/api\/v1\/chatflows-streaming\/bench$/, { isStreaming: true }],
  ],
};
