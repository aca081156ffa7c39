// "Still there?": one tap, or any message, is an answer.
/** @jsxRuntime classic */ /** @jsx h */
import type { VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';

export function StillThere(panel: Panel, conv: VisitorConversation): VNode {
  const stay = () => {
    panel.focus('textarea');
    conv.stay().catch(() => panel.set({ note: t('error.other') }));
  };
  return (
    <div class="card" role="group" aria-labelledby="idle" key="idle">
      <b id="idle">{t('idle.ask')}</b>
      <div class="row">
        <button class="btn" onClick={stay}>
          {t('idle.stay')}
        </button>
      </div>
    </div>
  );
}
