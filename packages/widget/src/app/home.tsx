// Before the first message: who is here. And the card of somebody who waits.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import { h, type VNode } from './dom.ts';
import { presenceOf } from './header.tsx';
import type { View } from './panel.tsx';
import { t } from './words.ts';

export function Home({ site, here }: View): VNode {
  return (
    <div class="home">
      <h2 tabIndex={-1}>{site ? t('home.title', { site }) : t('home.bare')}</h2>
      {here && <p>{presenceOf(here)}</p>}
    </div>
  );
}

export function Wait({ state, here }: View): VNode {
  const isKept = state?.mode === 'offline' || here?.n === 0;
  return (
    <div class="card" role="group" aria-labelledby="wait">
      <b id="wait">{t(isKept ? 'kept.title' : 'queue.waiting')}</b>
      <p>{t(isKept ? 'kept.text' : 'queue.browse')}</p>
    </div>
  );
}
