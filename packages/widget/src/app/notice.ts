// What goes beyond the panel when something changes: said, rung, counted, told to the page, and marked as read. Each exactly once.
import type { Message } from '@rapport/sdk';
import { lineOf } from './line.ts';
import type { Panel, View } from './panel.tsx';
import { firstUnread, wordsOf } from './rows.ts';
import { isRare } from './view.ts';
import { isolate, nameIn, t } from './words.ts';

const inViewMs = 1_000;
const spokenChars = 250;
const manyMessages = 3;

/** Brought by the first message nobody looks at. Without it the chat is only quieter. */
function attention(use: (later: typeof import('./later.ts')) => void): void {
  import('./later.ts').then(use, () => undefined);
}

/** Called before each drawing with what was and what is. */
export function createNotice(panel: Panel): (was: View, now: View) => void {
  const { shell, visitor, say, ui, set, parts } = panel;
  const { data, launcher, emit } = shell;
  // What was there before this page knew the conversation is not news.
  let known: string | undefined;
  let seen = 0;
  let isSynced = false;
  let counted = '';
  let titled = 0;
  let isReading = false;
  let spoken = '';
  /** The end was heard here, and the invitation to rate comes a moment after it. */
  let isInviting = false;

  visitor.on('error', ({ code, retryAfterMs }) => {
    emit('error', { code });
    if (code === 'storage') set({ unkept: true });
    if (code === 'rate_limited' && retryAfterMs)
      void panel.bring('extras').then(() => parts.extras?.limited(retryAfterMs));
  });

  const hear = ({ isOpen, staff }: View, theirs: readonly Message[]) => {
    if (theirs.length > manyMessages) say(t('log.unread', { n: theirs.length }));
    else
      for (const message of theirs) {
        const name = nameIn(staff, message.author);
        const text = wordsOf(message);
        const cut = text.length > spokenChars ? text.slice(0, spokenChars) + t('say.cut') : text;
        say(isOpen ? t('say.message', { name: isolate(name), text: isolate(cut) }) : t('say.closed', { name }));
      }
    if (theirs[0] && ui.sound && data.sound !== 'off' && (!isOpen || document.hidden))
      attention(({ ring }) => ring(data.site ?? ''));
  };

  return (was, now) => {
    const { conv, state, timeline, status, isOpen } = now;
    const unread = state?.unread ?? 0;
    if (state?.id !== known) {
      known = state?.id;
      seen = 0;
      isSynced = state?.phase === 'draft';
    }
    if (isSynced) {
      const theirs: Message[] = [];
      const before = seen;
      for (const item of timeline.items) {
        // The head may be known before what it is the head of has come.
        const seq = (item.type === 'event' ? item.event : item.message).seq ?? 0;
        if (seq <= before) continue;
        seen = Math.max(seen, seq);
        if (item.type === 'message') {
          emit('message', { id: item.key, mine: item.message.mine });
          if (!item.message.mine) theirs.push(item.message);
        }
        if (item.type !== 'event') continue;
        const { event } = item;
        const { kind, author } = event;
        if (kind === 'closed') emit('ended', { session: state?.session });
        isInviting = kind === 'closed';
        if (kind === 'closed' && state?.rating) continue;
        if (isRare(event)) void panel.bring('extras').then(() => parts.extras && say(lineOf(panel, event)));
        else if (kind === 'closed' || (kind === 'joined' && author !== state?.visitor)) say(lineOf(panel, event));
      }
      hear(now, theirs);
      if (isInviting && state?.rating) {
        isInviting = false;
        say(t('say.rate'));
      }
    } else {
      isSynced = timeline.head > 0 && status.phase === 'online' && !status.catchingUp;
      seen = timeline.head;
    }

    const phase = state?.phase ?? 'none';
    if (was.state?.phase !== state?.phase) emit('state', { phase });

    const failed =
      timeline.items.findLast((item) => item.type === 'message' && item.message.status === 'failed')?.key ?? '';
    if (failed !== spoken) {
      spoken = failed;
      if (failed) say(t('say.failed'), true);
    }

    parts.survey?.notice(was, now);
    parts.extras?.notice(was, now);

    if (isOpen !== was.isOpen) ui.newFrom = isOpen ? firstUnread(timeline.items, unread) : null;

    // Read is what was in view for a second, in a panel that is open, on a page that is looked at.
    const isRead = isOpen && ui.bottom && unread > 0 && !document.hidden;
    if (isRead && !isReading) {
      isReading = true;
      setTimeout(() => {
        isReading = false;
        if (shell.isOpen && ui.bottom && !document.hidden) conv?.read();
      }, inViewMs);
    }

    const count = document.hidden && data.title !== 'off' ? unread : 0;
    if (count !== titled) {
      titled = count;
      // While its chunk is on its way, a later call may come first: each shows what is so then.
      attention((later) => later.showCount(titled));
    }
    // While the site is closed, what can be done is to leave a message (W1).
    const label = data.label ?? t(now.here?.opensAt ? 'offline.leave' : 'launcher.open');
    if (label + unread !== counted) {
      counted = label + unread;
      launcher.textContent = label;
      launcher.ariaLabel = unread ? t('launcher.unread', { label, n: unread }) : label;
      if (unread) {
        const badge = document.createElement('span');
        badge.className = 'badge';
        badge.textContent = `${unread}`;
        launcher.append(badge);
      }
    }
  };
}
