// W1 and W11: the chat is hidden on a visit, which is as long as the tab lives, and the card is shown once on it. And what comes with the menu,
// too: a complaint.
/** @jsxRuntime classic */ /** @jsx h */
import type { VisitorConversation } from '@rapport/sdk';
import { type Child, h } from '../dom.ts';
import { writeSwitch } from '../draft.ts';
import type { Own } from '../extra/own.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import { Complaint } from './complaint.tsx';
import { loadVisitWords } from './words-visit.ts';

// biome-ignore lint/performance/noBarrelFile: it is what makes the chunk
export { tease } from './teaser.ts';

export interface Visit {
  /** In the menu. */
  menu(): Child;
  /** In the place of the composer. */
  complaint(conv: VisitorConversation, own: Own): Child;
}

export async function begin(panel: Panel): Promise<Visit> {
  await loadVisitWords();
  return {
    complaint: (conv, own) => Complaint(panel, conv, own),
    menu() {
      // What the page has put into itself is the page's to take away.
      if (panel.shell.isInline) return null;
      return (
        <button key="hide" onClick={() => hide(panel)}>
          {t('visit.hide')}
        </button>
      );
    },
  };
}

/** Until the visit is over, or the page opens the chat. What is written stays; what comes is there the next time, and nothing is heard of it. */
function hide({ set, shell, visitor }: Panel): void {
  set({ layer: 'none' });
  shell.set(false);
  shell.wrap.hidden = true;
  writeSwitch('shown', false);
  shell.emit('hide');
  visitor.disconnect().catch(() => undefined); // It is gone all the same.
}
