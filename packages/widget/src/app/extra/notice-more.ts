// What is said to screen readers of queue, promise and idleness: seldom enough to be heard (UX 2.10).
import type { Panel, View } from '../panel.tsx';
import { isLive } from '../view.ts';
import { t } from '../words.ts';
import type { Own } from './own.ts';
import { queueText } from './queue-card.tsx';

const placeEveryMs = 60_000;

export function noticeMore(panel: Panel, own: Own, was: View, now: View): void {
  const { say, shell } = panel;
  const { state, isOpen, here, screen } = now;
  const before = own.isBegun && was.state?.id === state?.id ? was.state : null;
  own.isBegun = true;
  const at = Date.now();
  if (isOpen && screen === 'home' && here && was.here && isLive(here) !== isLive(was.here))
    say(isLive(here) ? t('home.bare') : t('offline.title'));
  // One field in the place of another: whoever was writing writes on, unless the page has thrown us out.
  if (shell.host.isConnected && shell.root.activeElement?.tagName === 'TEXTAREA')
    queueMicrotask(() => shell.root.activeElement ?? panel.focus('textarea'));
  if (!state) return;
  if (screen === 'waiting' && state.mode === 'offline' && before?.phase === 'draft')
    say(queueText(panel, state).slice(0, 2).join(' '));
  if (screen === 'waiting' && state.mode !== 'offline') {
    if (state.promise?.late && !before?.promise?.late) {
      say(queueText(panel, state).join(' '));
      own.placeSaidAt = at;
    } else if (state.place && state.place !== before?.place) {
      const isFirst = state.place === 1;
      if (isFirst || (isOpen && at - own.placeSaidAt >= placeEveryMs)) {
        own.placeSaidAt = at;
        say(isFirst ? t('queue.next') : t('queue.ahead', { n: state.place - 1 }));
      }
    }
  }
  if (state.askedAt && !before?.askedAt) say(t('idle.ask'));
}
