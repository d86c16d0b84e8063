// Ours: the released files, handed out and answered by the real server.
export const anteroom = {
  name: 'anteroom',
  role: 'ours',
  tag: ({ anteroom }) => `<script async src="${anteroom}/anteroom.js" data-tenant="bench"></script>`,
  launcher: ['anteroom-chat', '[part~=launcher]'],
  input: ['anteroom-chat', '[part~=input]'],
  root: 'anteroom-chat',
  answers: [],
};
