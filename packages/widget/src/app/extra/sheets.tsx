// W6: asking for a supervisor, and complaining; each asked about in the place of the composer, from the menu.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { ChatErrorLike, VisitorConversation, VisitorState } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import { focusOnce } from '../header.tsx';
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

export function MenuMore(panel: Panel, own: Own): Child {
  const { now, set } = panel;
  const { state } = now;
  if (!state || !now.conv || state.phase === 'draft') return null;
  return [
    mayAsk(now, state, Date.now()) && (
      <button key="lead" onClick={() => set({ layer: 'lead' })}>
        {t('escalate.supervisor')}
      </button>
    ),
    state.lead && (
      <p class="note" key="stands">
        {t('lead.stands')}
      </p>
    ),
    state.can.complain && (
      <button
        key="complaint"
        onClick={() => {
          own.complaint = { text: own.complaint.text, step: 'writing' };
          set({ layer: 'complaint' });
        }}
      >
        {t('complaint.make')}
      </button>
    ),
  ];
}

export function LeadSheet(panel: Panel, conv: VisitorConversation): VNode {
  const { agent, state } = panel.now;
  const ask = () => {
    panel.leave('textarea');
    // What a tap before this one has asked stands: there is nothing to add.
    if (!conv.state.getSnapshot().can.askForLead) return;
    conv.escalate().catch(() => panel.set({ note: t('error.other') }));
  };
  return (
    <div class="cmp ask" role="group" aria-labelledby="lead" key="lead">
      <h3 id="lead">{t('escalate.supervisor')}</h3>
      <p>{state?.phase === 'active' ? t('escalate.with', { name: agent ?? t('name.person') }) : t('escalate.queue')}</p>
      <div class="row">
        <button class="btn pri" ref={focusOnce} onClick={ask}>
          {t('escalate.supervisor')}
        </button>
        <button class="btn" onClick={() => panel.leave('textarea')}>
          {t('action.cancel')}
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
