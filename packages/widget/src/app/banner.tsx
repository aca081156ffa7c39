// What there is to say of the connection: lost, offline, back, or stopped for good with a way on.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Status } from '@rapport/sdk';
import { h, type VNode } from './dom.ts';
import type { Panel } from './panel.tsx';
import { type BannerKind, bannerOf, isBlocked } from './view.ts';
import { t } from './words.ts';

const backForMs = 2_000;
/** The loss is shown after 4 s, and after 20 s it is called by its name. */
const offlineAfterMs = 16_000;

const keys = { lost: 'conn.lost', offline: 'conn.offline', back: 'conn.back', stopped: 'stopped.other' } as const;

let shown: BannerKind | 'back' = 'none';
let since = 0;
let timer: ReturnType<typeof setTimeout>;

export function Banner(panel: Panel): VNode | null {
  const { now, shell, visitor, say, set } = panel;
  const { status } = now;
  const { contact } = shell.data;
  const age = Date.now() - since;
  const wasLost = shown === 'lost' || shown === 'offline';
  let next: typeof shown = bannerOf(status, wasLost ? age : 0, navigator.onLine);
  if (next === 'none' && (shown === 'back' ? age < backForMs : wasLost)) next = 'back';
  const isRevoked = status.phase === 'stopped' && status.error.code === 'unauthenticated';
  const text =
    next === 'none' ? '' : t(isRevoked ? 'stopped.revoked' : isBlocked(status) ? 'stopped.blocked' : keys[next]);
  if (next !== shown) {
    if (text) say(text);
    if (shown !== 'lost' || next !== 'offline') since = Date.now();
    shown = next;
    clearTimeout(timer);
    timer = setTimeout(() => set({}), next === 'back' ? backForMs : offlineAfterMs);
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
          {contact && <a href={contact}>{contact.replace(/^\w+:\/*/, '')}</a>}
        </p>
      )}
    </div>
  );
}
