// deep-chat: a component that stands in the page, without a launcher; its input is there as soon as it is.
//
// Needs no server until a message is sent. The bundle is the one file that its guide puts on a page; the place in the
// corner is ours, so that it is seen at once like the others.
import { GREETING } from './greeting.mjs';

const PACKAGE = 'deep-chat';

export const deepChat = {
  name: PACKAGE,
  package: PACKAGE,
  role: 'peer',
  tag: ({ host }) =>
    `<script type="module" src="${host}/${PACKAGE}/dist/deepChat.bundle.js"></script>` +
    `<deep-chat style="position:fixed;right:20px;bottom:20px" connect='{"url":"${host}/chat"}' introMessage='{"text":"${GREETING}"}'></deep-chat>`,
  input: ['deep-chat', '#text-input'],
  root: 'deep-chat',
  answers: [],
};
