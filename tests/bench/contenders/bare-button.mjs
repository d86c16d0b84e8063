// The least there can be: a button in a shadow root that shows a text field. What it costs, the browser costs.
import { GREETING } from './greeting.mjs';

const SCRIPT = `
const host = document.createElement('bare-button');
const root = host.attachShadow({ mode: 'open' });
const button = document.createElement('button');
button.textContent = 'Chat';
button.style = 'position:fixed;right:20px;bottom:20px;width:56px;height:56px';
button.onclick = () => {
  const input = document.createElement('textarea');
  input.style = 'position:fixed;right:20px;bottom:90px;width:340px;height:60px';
  root.append(input, ${JSON.stringify(GREETING)});
  input.focus();
};
root.append(button);
document.documentElement.append(host);`;

export const bareButton = {
  name: 'bare button',
  role: 'floor',
  tag: () => `<script>${SCRIPT}</script>`,
  launcher: ['bare-button', 'button'],
  input: ['bare-button', 'textarea'],
  root: 'bare-button',
  answers: [],
};
