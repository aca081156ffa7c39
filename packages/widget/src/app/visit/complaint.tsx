// A complaint, from the menu, in the place of the composer.
/** @jsxRuntime classic */ /** @jsx h */
import type { ChatErrorLike, VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import type { Own } from '../extra/own.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';

const complaintMost = 2_000;

export function Complaint(panel: Panel, conv: VisitorConversation, own: Own): VNode {
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

// One function for ever: a new one each time would be called at every drawing.
function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
