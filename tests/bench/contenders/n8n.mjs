// @n8n/chat by the lines of its README: the style sheet and the bundle, which fetches more pieces by itself.
//
// On opening it asks its webhook for the session before; the answer here is that there was none.
import { GREETING } from './greeting.mjs';

const PACKAGE = '@n8n/chat';

export const n8n = {
  name: PACKAGE,
  package: PACKAGE,
  role: 'peer',
  tag: ({ host }) => `<link href="${host}/${PACKAGE}/dist/style.css" rel="stylesheet">
<script type="module">
  import { createChat } from '${host}/${PACKAGE}/dist/chat.bundle.es.js';
  createChat({ webhookUrl: '${host}/webhook/bench', initialMessages: ['${GREETING}'] });
</script>`,
  launcher: ['.chat-window-toggle'],
  input: ['#n8n-chat textarea'],
  root: '#n8n-chat',
  answers: [['POST', /^\/webhook\/bench$/, { data: [] }]],
};
