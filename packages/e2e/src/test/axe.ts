// axe over a whole page, shadow roots included: every violation in one readable list. And what axe does not look for (UX7, UX8).
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA and best practices but for the rules `off`. Empty when all is well. */
export async function violations(page: Page, within?: string, off: readonly string[] = []): Promise<readonly string[]> {
  // Nothing here has frames, so nothing has to be put together in a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode().disableRules([...off]);
  const { violations: found } = await (within ? builder.include(within) : builder).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} — ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** What `violations` finds, and what is misnamed anywhere in the page. */
export async function faults(page: Page, within?: string): Promise<readonly string[]> {
  return [...(await violations(page, within)), ...(await page.evaluate(misnamed))];
}

/** Buttons whose name does not begin with what is written on them (UX7), and ids that are not in the tree that refers to them (UX8). */
function misnamed(): string[] {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) for (const el of root.querySelectorAll('*')) if (el.shadowRoot) roots.push(el.shadowRoot);
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  /** What is written on it for everybody: no count, no hint of a key, nothing that only some can see. */
  const written = (el: Element) => {
    const copy = el.cloneNode(true) as Element;
    for (const extra of copy.querySelectorAll('[aria-hidden=true], kbd, .badge, .vh, svg')) extra.remove();
    return plain(copy.textContent ?? '');
  };
  const names = roots.flatMap((root) =>
    [...root.querySelectorAll<HTMLElement>('button[aria-label], a[aria-label]')]
      .filter((el) => el.getClientRects().length > 0 && !plain(el.ariaLabel ?? '').startsWith(written(el)))
      .map((el) => `UX7: “${written(el)}” is called “${el.ariaLabel}”`),
  );
  const refs = ['labelledby', 'describedby', 'controls', 'owns', 'activedescendant', 'errormessage', 'details'];
  const ids = roots.flatMap((root) =>
    refs.flatMap((ref) =>
      [...root.querySelectorAll(`[aria-${ref}]`)].flatMap((el) =>
        (el.getAttribute(`aria-${ref}`) ?? '')
          .split(/\s+/)
          // What is folded away may name what it would unfold.
          .filter((id) => id && !root.getElementById(id) && !(ref === 'controls' && el.ariaExpanded === 'false'))
          .map((id) => `UX8: aria-${ref}="${id}" of ${el.localName} leads nowhere`),
      ),
    ),
  );
  return [...names, ...ids];
}
