// Everything the panel does beyond itself: says, rings, counts, tells the page, and marks as read what really was in view.
import type { ConversationState, Timeline, Visitor, VisitorConversation } from '@rapport/sdk';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Shell } from '../shell.ts';
import { type Announce, createAnnouncer } from './announce.ts';
import { createTitle, createTone } from './attention.ts';
import { newsSince } from './news.ts';
import { firstUnread } from './rows.ts';
import { isolate, t } from './words.ts';

const inViewMs = 1_000;
const spokenChars = 250;
const manyMessages = 3;
const countStepMs = 10_000;

export interface OutsideProps {
  visitor: Visitor;
  shell: Shell;
  conv: VisitorConversation | null;
  state: ConversationState | null;
  timeline: Timeline;
  sound: boolean;
  setNote(text: string | null): void;
}

export interface Outside {
  say: Announce;
  /** First message that was unread when the panel opened. */
  newFrom: string | null;
  onBottom(at: boolean): void;
}

export function useOutside({ visitor, shell, conv, state, timeline, sound, setNote }: OutsideProps): Outside {
  const [tools] = useState(() => ({
    say: createAnnouncer(shell),
    title: shell.data.title === 'off' ? () => undefined : createTitle(),
    ring: shell.data.sound === 'off' ? () => undefined : createTone(shell.data.site ?? ''),
  }));
  const { say, title, ring } = tools;
  const [bottom, setBottom] = useState(true);
  const [newFrom, setNewFrom] = useState<string | null>(null);
  const seen = useRef({ id: undefined as string | undefined, seq: 0, synced: false, phase: '' }).current;
  const unread = state?.unread ?? 0;
  const isOpen = shell.isOpen;

  // What has come: told once, and nothing of what was there before this page knew the conversation.
  useEffect(() => {
    const status = visitor.status.getSnapshot();
    const isDraft = state?.phase === 'draft';
    if (conv?.id !== seen.id) Object.assign(seen, { id: conv?.id, seq: 0, synced: isDraft });
    if (!seen.synced) {
      seen.seq = timeline.head;
      seen.synced = timeline.head > 0 && status.phase === 'online' && !status.catchingUp;
      return;
    }
    const { theirs, mine, events } = newsSince(seen.seq, timeline);
    seen.seq = Math.max(seen.seq, timeline.head);
    for (const message of [...mine, ...theirs]) shell.emit('message', { id: message.key, mine: message.mine });
    const nameOf = (id: string) => isolate(state?.participants.find((person) => person.id === id)?.name ?? t('person'));
    if (theirs.length > manyMessages) say(t('log.unread', { n: theirs.length }));
    else
      for (const { author, text } of theirs) {
        const name = nameOf(author);
        const cut = text.length > spokenChars ? text.slice(0, spokenChars) + t('say.cut') : text;
        say(isOpen ? t('say.message', { name, text: cut }) : t('say.closed', { name }));
      }
    if (theirs.length && sound && (!isOpen || document.hidden)) ring();
    for (const event of events) {
      if (event.kind === 'joined' && event.author !== state?.visitor) say(t('agent.joined', { name: nameOf(event.author) }));
      if (event.kind === 'closed') {
        shell.emit('ended', { session: state?.session });
        say(t(state?.rating?.until ? 'say.rate' : 'end.notice'));
      }
    }
  }, [timeline]);

  const failed = timeline.items.filter((item) => item.type === 'message' && item.message.status === 'failed').length;
  useEffect(() => {
    if (failed) say(t('say.failed'), true);
  }, [failed]);

  const phase = state?.phase ?? 'none';
  useEffect(() => {
    if (seen.phase && seen.phase !== phase) shell.emit('state', { phase });
    seen.phase = phase;
  }, [phase]);

  const rating = state?.rating;
  const saved = rating?.state === 'rated';
  const wasSaved = useRef(saved);
  useEffect(() => {
    if (saved && !wasSaved.current && rating?.given) {
      say(t('survey.saved'));
      shell.emit('rated', { score: rating.given.score });
    }
    if (rating?.state === 'failed') say(t('survey.failed'), true);
    wasSaved.current = saved;
  }, [rating?.state]);

  useEffect(() => {
    if (isOpen) setNewFrom(firstUnread(timeline.items, unread));
  }, [isOpen]);

  // Read is what was in view for a second, in a panel that is open, on a page that is looked at.
  useEffect(() => {
    const look = () => {
      clearTimeout(timer);
      if (isOpen && bottom && unread && !document.hidden) timer = setTimeout(() => conv?.read(), inViewMs);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOpen, bottom, unread, conv]);

  // Launcher and title count what is unread.
  useEffect(() => {
    title(unread);
    const { launcher, data } = shell;
    const label = data.label ?? t('launcher.open');
    launcher.textContent = label;
    if (unread) {
      const badge = document.createElement('span');
      badge.className = 'badge';
      badge.textContent = unread.toLocaleString();
      launcher.append(badge);
    }
    launcher.ariaLabel = unread ? t('launcher.unread', { label, n: unread }) : label;
  }, [unread]);

  useEffect(() => {
    let until = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      const seconds = Math.ceil((until - Date.now()) / 1_000);
      setNote(seconds > 0 ? t('limit.wait', { n: seconds }) : null);
      if (seconds > 0) timer = setTimeout(count, Math.min(countStepMs, seconds * 1_000));
    };
    const off = visitor.on('error', ({ code, retryAfterMs }) => {
      shell.emit('error', { code });
      if (code === 'storage') setNote(t('error.storage'));
      if (code !== 'rate_limited' || !retryAfterMs) return;
      until = Date.now() + retryAfterMs;
      clearTimeout(timer);
      count();
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [visitor]);

  return { say, newFrom, onBottom: setBottom };
}
