// A copy by mail: where to, and what became of it, in the place where it was asked for. It is called sent only when it is.
/** @jsxRuntime classic */ /** @jsx h */
import type { ChatErrorLike, VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import { type Address, check, EmailField, emailOf } from '../email-form.tsx';
import { loadExtraWords } from '../extra/words-more.ts';
import type { Panel } from '../panel.tsx';
import { lang, t } from '../words.ts';

export interface MailForm {
  draw(conv: VisitorConversation, close: () => void): VNode;
}

type Step = 'writing' | 'sending' | 'sent' | 'queued' | 'failed' | 'limited';
// Written out, because the build numbers the keys it can see.
const says = {
  sending: 'transcript.sending',
  sent: 'transcript.sent',
  queued: 'transcript.queued',
  failed: 'transcript.failed',
  limited: 'transcript.limited',
} as const;

export async function createMailForm(panel: Panel): Promise<MailForm> {
  await loadExtraWords();
  const field: Address = { text: emailOf(panel), isWrong: false };
  let step: Step = 'writing';
  let sentTo = '';
  const to = (next: Step) => {
    step = next;
    panel.set({});
    if (next !== 'writing') panel.say(t(says[next], { email: sentTo }));
  };

  async function send(conv: VisitorConversation): Promise<void> {
    if (step === 'sending' || !check(panel, field)) return;
    sentTo = field.text;
    to('sending');
    try {
      const done = await panel.visitor.mailTranscript(conv.id, { to: sentTo, lang });
      sentTo = done.to;
      to(done.state);
    } catch (error) {
      const { code, details } = error as ChatErrorLike;
      if (code === 'invalid_field' && (details as { field?: string } | undefined)?.field === 'to') {
        field.isWrong = true;
        to('writing');
        panel.focus('.cp input');
      } else to(code === 'rate_limited' ? 'limited' : 'failed');
    }
  }

  return {
    draw(conv, close) {
      const isOver = step === 'sent' || step === 'queued';
      return (
        <form
          class="mf cp"
          key="form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void send(conv);
          }}
        >
          {!isOver && EmailField(panel, field, t('transcript.to'))}
          {step !== 'writing' && (
            <p class={step === 'failed' || step === 'limited' ? 'err' : undefined}>
              {t(says[step], { email: sentTo })}
            </p>
          )}
          <div class="row">
            {!isOver && (
              <button class="btn pri" aria-disabled={step === 'sending'}>
                {t(step === 'failed' ? 'action.retry' : 'action.send')}
              </button>
            )}
            <button
              type="button"
              class="btn"
              onClick={() => {
                if (step !== 'sending') step = 'writing';
                close();
              }}
            >
              {t(isOver ? 'action.close' : 'action.cancel')}
            </button>
          </div>
        </form>
      );
    },
  };
}
