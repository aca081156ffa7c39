// W18: after the first answer, where to reply if the visitor gets disconnected. Never required; asked once, and only if nothing is known.
/** @jsxRuntime classic */ /** @jsx h */
import { type Child, h } from './dom.ts';
import { readSwitch, writeSwitch } from './draft.ts';
import { type Address, EmailForm, emailOf, keepEmail } from './email-form.tsx';
import { loadExtraWords } from './extra/words-more.ts';
import type { Panel } from './panel.tsx';
import { isBlocked } from './view.ts';
import { t } from './words.ts';

/** Gives what draws the card, or nothing. */
export function begin(panel: Panel): () => Child {
  const field: Address = { text: '', isWrong: false };
  let asks = readSwitch('identity') && !emailOf(panel);
  let isReady = false;
  const done = (note: string) => {
    asks = false;
    writeSwitch('identity', false);
    panel.set({ note });
    panel.focus('textarea');
  };
  if (asks)
    loadExtraWords().then(
      () => {
        isReady = true;
        panel.set({});
      },
      () => undefined, // It was never required.
    );
  return () => {
    const isAnswered = panel.now.timeline.items.some((item) => item.type === 'message' && !item.message.mine);
    if (!asks || !isReady || !isAnswered || emailOf(panel) || isBlocked(panel.now.status)) return null;
    return (
      <div class="card" role="group" aria-labelledby="who" key="who">
        <b id="who">{t('identity.title')}</b>
        {EmailForm(panel, field, [t('survey.skip'), () => done('')], (email) => {
          keepEmail(panel, email);
          const kept = t('email.kept', { email });
          panel.say(kept);
          done(kept);
        })}
      </div>
    );
  };
}
