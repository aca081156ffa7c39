// Speaks to screen readers: short texts in live regions that are light-DOM children of the host, slotted where they are exposed.
// A live region in a shadow tree is silent in some readers, and one outside a modal dialog is inert: hence two pairs.
import type { Shell } from '../shell.ts';
import { lang } from './words.ts';

export type Announce = (text: string, urgent?: boolean) => void;

const standMs = 1_000;
const gapMs = 150;
const repeatMs = 2_000;
/** A region must have stood where it is exposed for so long before it is written into, or some readers miss it. */
const settleMs = 400;

export function createAnnouncer(shell: Shell): Announce {
  const { host, wrap, dialog } = shell;
  const region = (name: string, parent: Element, live: 'polite' | 'assertive') => {
    const element = document.createElement('div');
    const slot = document.createElement('slot');
    element.slot = slot.name = name;
    element.ariaLive = live;
    // Important, because the page's own rules reach light-DOM children.
    element.style.cssText =
      'position:fixed;inset:0 auto auto 0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)'.replace(
        /;|$/g,
        '!important;',
      );
    host.append(element);
    parent.append(slot);
    return element;
  };
  const pair = (tail: string, parent: Element) =>
    [region(`polite${tail}`, parent, 'polite'), region(`assertive${tail}`, parent, 'assertive')] as const;
  const floating = pair('', wrap);
  const modal = pair('-m', dialog);

  let freeAt = performance.now() + settleMs;
  const said = new Map<string, number>();
  host.addEventListener('rapport:open', () => {
    if (shell.isModal) freeAt = Math.max(freeAt, performance.now() + settleMs);
  });

  return (text, urgent = false) => {
    const now = performance.now();
    // A hidden tab keeps quiet: another one of the same person speaks.
    if (document.hidden || now - (said.get(text) ?? -repeatMs) < repeatMs) return;
    said.set(text, now);
    const at = Math.max(now, freeAt);
    freeAt = at + gapMs;
    setTimeout(() => {
      const line = document.createElement('div');
      line.lang = lang;
      line.dir = 'auto';
      line.textContent = text;
      (shell.isModal ? modal : floating)[urgent ? 1 : 0].append(line);
      setTimeout(() => line.remove(), standMs);
    }, at - now);
  };
}
