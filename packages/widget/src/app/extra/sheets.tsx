// W6: asking for a supervisor, and complaining; each asked about in the place of the composer, from the menu.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { ChatErrorLike, VisitorConversation, VisitorState } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel, View } from '../panel.tsx';
import { t } from '../words.ts';
import type { Own } from './own.ts';

const afterMessages = 4;
const afterMs = 300_000;
const complaintMost = 2_000;

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

export function ComplaintSheet(panel: Panel, conv: VisitorConversation, own: Own): VNode {
  const { complaint } = own;
  const { text, step } = complaint;
  const to = (next: typeof step) => {
    complaint.step = next;
    panel.set({});
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (step === 'sending' || step === 'late') return;
    to('sending');
    try {
      // What is typed now, not what was drawn.
      await conv.complain(complaint.text.trim() || undefined);
      complaint.text = '';
      to('saved');
      panel.say(t('complaint.saved'));
    } catch (error) {
      // It is in the outbox, and goes out when it can.
      to((error as ChatErrorLike).code === 'timeout' ? 'late' : 'failed');
    }
  };
  const isDone = step === 'saved' || step === 'late';
  return (
    <form class="cmp ask" aria-labelledby="complaint" key="complaint" onSubmit={send}>
      <h3 id="complaint">{t('complaint.make')}</h3>
      {isDone ? (
        <p>{t(step === 'saved' ? 'complaint.saved' : 'survey.unsaved')}</p>
      ) : (
        <label class="lb">
          <b>{t('complaint.text')}</b>
          <textarea
            rows={3}
            dir="auto"
            maxLength={complaintMost}
            value={text}
            ref={focusOnce}
            aria-describedby="hint"
            onInput={({ currentTarget: { value } }) => {
              complaint.text = value;
            }}
          />
        </label>
      )}
      {!isDone && <p id="hint">{t('survey.comment_hint')}</p>}
      {step === 'failed' && <p class="err">{t('error.other')}</p>}
      <div class="row">
        {!isDone && (
          <button class="btn pri" aria-disabled={step === 'sending'}>
            {t('action.send')}
          </button>
        )}
        <button type="button" class="btn" onClick={() => panel.leave('textarea')}>
          {t(isDone ? 'action.close' : 'action.cancel')}
        </button>
      </div>
    </form>
  );
}

/** The focus stays elsewhere. */
function stay(): void {}

// One function for ever: a new one each time would be called at every drawing.
function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
