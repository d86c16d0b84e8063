// What axe finds in the widget.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Axe finds nothing; `what` names the state. */
export async function isAccessible(chat, what) {
  // Half-transparent text has another contrast than the one that stays.
  await chat.settles();
  const { violations, passes } = await new AxeBuilder({ page: chat.page }).include('anteroom-chat').withTags(RULES).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
  assert.deepEqual(found, [], what);
  assert.ok(passes.length > 0, 'axe has looked');
}
