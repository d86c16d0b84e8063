// Who is measured, in the order of the table.
//
// A contender says what a site owner pastes (`tag`), where its launcher and its input are (`launcher`, `input`: one
// selector for each shadow root on the way), and what its server would answer (`answers`). All greet with the same words.
import { anteroom } from './anteroom.mjs';
import { bareButton } from './bare-button.mjs';
import { deepChat } from './deep-chat.mjs';
import { flowise } from './flowise.mjs';
import { n8n } from './n8n.mjs';
import { typebot } from './typebot.mjs';

export const contenders = [anteroom, bareButton, deepChat, n8n, typebot, flowise];
