// W6 and W8: what is asked about in the place of the composer, from the menu.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { VisitorConversation, VisitorState } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel, View } from '../panel.tsx';
import { t } from '../words.ts';

const afterMessages = 4;
const afterMs = 300_000;

/** Whether a supervisor can be asked for already: at once if the site says so, else when the chat has lasted. */
export function mayAsk({ site, timeline }: View, state: VisitorState, now: number): boolean {
  const messages = timeline.items.filter(({ type }) => type === 'message').length;
  return state.can.askForLead && (!!site?.lead || messages >= afterMessages || now - state.openedAt >= afterMs);
}

export function LeadSheet(panel: Panel, conv: VisitorConversation): VNode {
  const { agent, state } = panel.now;
  const ask = () => {
    panel.leave('textarea');
    // What a tap before this one has asked stands: there is nothing to add.
    if (!conv.state.getSnapshot().can.askForLead) return;
    conv.escalate().catch(() => panel.set({ note: t('error.other') }));
  };
  const says =
    state?.phase === 'active' ? t('escalate.with', { name: agent ?? t('name.person') }) : t('escalate.queue');
  return Asked(
    'lead',
    t('escalate.supervisor'),
    <p>{says}</p>,
    [t('escalate.supervisor'), ask],
    [t('action.cancel'), () => panel.leave('textarea')],
  );
}

type Answer = readonly [name: string, run: () => void];

/** A question in the place of the composer. The focus is on the first answer, or on the one that `leaves` all as it is. */
export function Asked(
  id: string,
  title: string,
  says: Child,
  [first, take]: Answer,
  [other, leave]: Answer,
  leaves?: boolean,
): VNode {
  return (
    <div class="cmp ask" role="group" aria-labelledby={id} key={id}>
      <h3 id={id}>{title}</h3>
      {says}
      <div class="row">
        <button class={leaves ? 'btn' : 'btn pri'} ref={leaves ? stay : focusOnce} onClick={take}>
          {first}
        </button>
        <button class={leaves ? 'btn pri' : 'btn'} ref={leaves ? focusOnce : stay} onClick={leave}>
          {other}
        </button>
      </div>
    </div>
  );
}

/** The focus stays elsewhere. */
function stay(): void {}

// One function for ever: a new one each time would be called at every drawing.
function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
