// Before the first message: who is here. And the card of somebody who waits.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from './dom.ts';
import { end, presenceOf } from './header.tsx';
import type { Panel } from './panel.tsx';
import { isLive } from './view.ts';
import { t } from './words.ts';

export function Home({ parts: { extras }, now: { site, here } }: Panel): VNode {
  const isClosed = here && !isLive(here);
  return (
    <div class="home">
      <h2 tabIndex={-1}>
        {isClosed ? t('offline.title') : site ? t('home.title', { site: site.name }) : t('home.bare')}
      </h2>
      {extras ? extras.home() : here && <p>{presenceOf(here)}</p>}
    </div>
  );
}

export function Wait(panel: Panel, conv: VisitorConversation): VNode {
  const { state, here } = panel.now;
  const isKept = state?.mode === 'offline' || (here && !isLive(here));
  return (
    <div class="card" role="group" aria-labelledby="wait">
      <b id="wait">{t(isKept ? 'here.none' : 'queue.waiting')}</b>
      {state?.place === 1 && <p>{t('queue.next')}</p>}
      {!isKept && <p>{t('queue.browse')}</p>}
      {Leave(panel, conv)}
    </div>
  );
}

/** Nothing is lost by it: what was written stays, and writing again is being in the queue again. */
export function Leave(panel: Panel, conv: VisitorConversation): VNode {
  return (
    <button class="btn t" onClick={() => end(panel, conv, 'textarea')}>
      {t('queue.leave')}
    </button>
  );
}
