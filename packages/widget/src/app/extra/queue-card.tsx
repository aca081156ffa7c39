// W4 and the end of W7: the card of somebody who waits. It says what was promised and nothing else; a promise that is broken is said to be.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { VisitorConversation, VisitorState } from '@rapport/sdk';
import { referenceOf } from '@rapport/sdk';
import { type Child, h, type VNode } from '../dom.ts';
import { EmailForm, emailOf, keepEmail } from '../email-form.tsx';
import { Leave } from '../home.tsx';
import type { Panel } from '../panel.tsx';
import { isLive } from '../view.ts';
import { t } from '../words.ts';
import { backOf, waitOf } from './moments.ts';
import type { Own } from './own.ts';

/** Everything the card says, in order; the first is its title. */
export function queueText(panel: Panel, state: VisitorState): string[] {
  const { here, site } = panel.now;
  const { promise, place } = state;
  const isClosed = !!here && !isLive(here);
  const address = emailOf(panel);
  const reach = address && t(!site?.mail ? 'kept.have' : 'kept.mail', { email: address });
  const back = isClosed && here.opensAt ? backOf(here.opensAt, Date.now()) : '';
  const said =
    state.mode === 'offline'
      ? [t('kept.sent', { ref: referenceOf(state.id) }), reach || t('kept.here'), back]
      : isClosed
        ? [t('kept.nobody'), reach || t('kept.here'), back]
        : [
            t(promise?.late ? 'queue.late' : 'queue.waiting'),
            place === null ? '' : place > 1 ? t('queue.ahead', { n: place - 1 }) : t('queue.next'),
            promise ? waitText(promise, Date.now()) : '',
            `${t('queue.browse')} ${address && site?.mail ? t('queue.mail', { email: address }) : t('queue.detail')}`,
          ];
  return said.filter(Boolean);
}

/** As it was promised; after it was broken, the new estimate if there is one. */
function waitText(promise: NonNullable<VisitorState['promise']>, now: number): string {
  const time = waitOf(promise);
  if (!promise.late) return t('queue.usual_wait', { time });
  const isOver = promise.toMs !== null && now > promise.at + promise.toMs;
  return isOver ? t('queue.unknown') : t('queue.estimate', { time });
}

export function QueueCard(panel: Panel, conv: VisitorConversation, state: VisitorState, own: Own): VNode {
  const { now, shell } = panel;
  const [title, ...said] = queueText(panel, state);
  const address = emailOf(panel);
  const isOffline = state.mode === 'offline';
  // Somebody who waits for long, or for nobody, is better served by mail: it is offered first.
  const isFirst = isOffline || !!state.promise?.late || state.promise?.toMs === null;
  const ask = (isAsking: boolean, selector: string) => {
    own.isAsking = isAsking;
    own.address.isWrong = false;
    panel.set({});
    queueMicrotask(() => panel.focus(selector));
  };
  const actions: Child = [
    (address || now.site?.mail) && (
      <button class={isFirst && !address ? 'btn pri' : 'btn'} key="mail" onClick={() => ask(true, '[type=email]')}>
        {t(address ? 'email.change' : 'email.get')}
      </button>
    ),
    isOffline ? (
      <button class="btn t" key="close" onClick={() => shell.set(false)}>
        {t('action.close')}
      </button>
    ) : (
      Leave(panel, conv)
    ),
  ];
  return (
    <div class="card" role="group" aria-labelledby="wait" key="wait">
      <b id="wait" tabIndex={-1}>
        {title}
      </b>
      {said.map((text, i) => (
        <p key={`${i}`}>{text}</p>
      ))}
      {own.isAsking ? (
        EmailForm(panel, own.address, [t('action.cancel'), () => ask(false, '#wait')], (email) => {
          keepEmail(panel, email);
          ask(false, '#wait');
        })
      ) : (
        <div class="row">{actions}</div>
      )}
    </div>
  );
}
