// axe over a whole page, shadow roots included: every violation in one readable list.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA and best practices. Empty when all is well. */
export async function violations(page: Page, within?: string): Promise<readonly string[]> {
  // Nothing here has frames, so nothing has to be put together in a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations: found } = await (within ? builder.include(within) : builder).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} — ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}
