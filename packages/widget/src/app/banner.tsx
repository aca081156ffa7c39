// What there is to say of the connection: lost, offline, back, or stopped for good with a way on.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Status } from '@rapport/sdk';
import { h, type VNode } from './dom.ts';
import type { Panel } from './panel.tsx';
import { type BannerKind, bannerOf } from './view.ts';
import { t } from './words.ts';

const backForMs = 2_000;
/** The loss is shown after 4 s, and after 20 s it is called by its name. */
const offlineAfterMs = 16_000;

let shown: BannerKind | 'back' = 'none';
let since = 0;
let timer: ReturnType<typeof setTimeout>;

export function Banner(panel: Panel): VNode | null {
  const {
    now: { status },
    shell: { data },
    visitor,
    say,
  } = panel;
  const kind = bannerOf(status, shown === 'none' || shown === 'back' ? 0 : Date.now() - since, navigator.onLine);
  const next =
    kind === 'none' && shown !== 'none' && shown !== 'stopped' && (shown !== 'back' || Date.now() - since < backForMs)
      ? 'back'
      : kind;
  const isRevoked = status.phase === 'stopped' && status.error.code === 'unauthenticated';
  const text = {
    none: () => '',
    lost: () => t('conn.lost'),
    offline: () => t('conn.offline'),
    back: () => t('conn.back'),
    stopped: () => t(isRevoked ? 'stopped.revoked' : 'stopped.other'),
  }[next]();
  if (next !== shown) {
    if (text) say(text);
    if (shown !== 'lost' || next !== 'offline') since = Date.now();
    shown = next;
    clearTimeout(timer);
    if (next === 'lost' || next === 'back')
      timer = setTimeout(() => panel.set({}), next === 'lost' ? offlineAfterMs : backForMs);
  }
  if (!text) return null;
  const again = () => visitor.connect().catch(() => undefined); // What it comes to is the next status.
  return (
    <div class="ban">
      {text}
      {next === 'stopped' && (
        <p class="row">
          <button class="btn" onClick={() => (isRevoked ? visitor.forget().then(again) : again())}>
            {t(isRevoked ? 'stopped.new' : 'action.retry')}
          </button>
          {data.contact && <a href={data.contact}>{data.contact.replace(/^\w+:\/*/, '')}</a>}
        </p>
      )}
    </div>
  );
}
