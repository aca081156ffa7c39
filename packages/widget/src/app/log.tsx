// The transcript. It never scrolls under the reader's eyes: down only when they were down, and up only by as much as was put above.
import type { Conversation, Message, Timeline } from '@rapport/sdk';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { linkify } from './linkify.ts';
import type { Row } from './rows.ts';
import { dayOf, timeOf } from './time.ts';
import { isolate, t } from './words.ts';

const nearPx = 48;

export interface LogProps {
  conv: Conversation;
  timeline: Timeline;
  rows: readonly Row[];
  /** Somebody writes: shown in space that is always there, so that nothing moves. */
  typing: boolean;
  isOpen: boolean;
  /** What there is below the messages: the waiting card. */
  children: ComponentChildren;
  /** The newest message is in view. */
  onBottom(at: boolean): void;
}

export function Log({ conv, timeline, rows, typing, isOpen, children, onBottom }: LogProps): JSX.Element {
  const log = useRef<HTMLDivElement>(null);
  const was = useRef({ bottom: true, height: 0, first: '', last: '' }).current;
  const [below, setBelow] = useState(0);
  const first = timeline.items[0]?.key ?? '';
  const last = timeline.items.at(-1);
  const lastMine = timeline.items.flatMap((item) => (item.type === 'message' && item.message.mine ? item.message : [])).at(-1);

  const atBottom = (bottom: boolean) => {
    was.bottom = bottom;
    onBottom(bottom);
    if (bottom) setBelow(0);
  };
  const toBottom = () => {
    const el = log.current;
    if (!el) return;
    el.scrollTop = el.scrollHeight;
    atBottom(true);
  };

  useLayoutEffect(() => {
    const el = log.current;
    if (!el) return;
    const grew = !!last && last.key !== was.last;
    const message = last?.type === 'message' ? last.message : null;
    if (was.first && first !== was.first && !grew) el.scrollTop += el.scrollHeight - was.height;
    else if (grew && message?.mine) toBottom();
    else if (was.bottom && !document.hidden) toBottom();
    else if (grew && message) setBelow(below + 1);
    // What is taller than the window is read from its top.
    const tall = el.querySelector<HTMLElement>('li:last-of-type .b:last-of-type');
    if (grew && message && !message.mine && was.bottom && tall && tall.offsetHeight > el.clientHeight) el.scrollTop = tall.offsetTop - 8;
    was.first = first;
    was.last = last?.key ?? '';
    was.height = el.scrollHeight;
  });
  useLayoutEffect(() => {
    const el = log.current;
    if (!isOpen || !el) return;
    const mark = el.querySelector<HTMLElement>('.new');
    if (mark) el.scrollTop = mark.offsetTop - el.clientHeight / 4;
    else toBottom();
  }, [isOpen]);
  useEffect(() => {
    const el = log.current as HTMLDivElement;
    const observer = new ResizeObserver(() => was.bottom && toBottom());
    observer.observe(el);
    return () => observer.disconnect();
  }, []);

  return (
    <>
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t('log.label')}
        tabIndex={0}
        onScroll={({ currentTarget: el }) => atBottom(el.scrollHeight - el.scrollTop - el.clientHeight <= nearPx)}
      >
        {timeline.hasOlder && (
          <button class="btn t" aria-disabled={timeline.loadingOlder} onClick={() => timeline.loadingOlder || conv.older().catch(() => undefined)}>
            {t('log.older')}
          </button>
        )}
        <ol role="list">
          {rows.map((row) => (
            <li key={row.key} class={row.type === 'group' ? (row.mine ? 'g me' : 'g') : row.type}>
              {content(row, conv, lastMine)}
            </li>
          ))}
        </ol>
        {children}
        <div class="tail">{typing && <div class="b typ"><i /><i /><i /></div>}</div>
      </div>
      {below > 0 && (
        <button class="pill" onClick={toBottom}>
          {t('log.unread', { n: below })} ↓
        </button>
      )}
    </>
  );
}

const statusKey = {
  queued: 'status.queued',
  sending: 'status.sending',
  sent: 'status.sent',
  delivered: 'status.delivered',
  read: 'status.read',
} as const;

function content(row: Row, conv: Conversation, lastMine: Message | undefined): ComponentChildren {
  if (row.type === 'day') return <h3>{dayOf(row.at)}</h3>;
  if (row.type === 'new') return <span>{t('log.new')}</span>;
  if (row.type === 'line') {
    if (row.line === 'joined') return t('agent.joined', { name: row.name ?? t('person') });
    return `${t(row.line === 'closed' ? 'end.notice' : 'log.reopened')} ${timeOf(row.at)}`;
  }
  const name = row.name ?? t('person');
  return (
    <>
      {!row.mine && (
        <p class="who" aria-hidden="true">
          <span translate={false}>{isolate(name)}</span> · <time>{timeOf(row.at)}</time>
        </p>
      )}
      {!row.mine && <Avatar name={name} />}
      <div class="ms">
        {row.messages.map((message) => (
          <Bubble key={message.key} message={message} who={row.mine ? t('you') : isolate(name)} conv={conv} />
        ))}
      </div>
      {lastMine && lastMine.status !== 'failed' && row.messages.includes(lastMine) && (
        <p class={lastMine.seq ? 'st' : 'st late'}>
          {t(statusKey[lastMine.status])} {timeOf(lastMine.at)}
        </p>
      )}
    </>
  );
}

function Bubble({ message, who, conv }: { message: Message; who: string; conv: Conversation }): JSX.Element {
  const { key, text, at, status } = message;
  const after = (run: () => void) => (event: Event) => {
    run();
    // The button goes away: the focus goes where the person writes on.
    ((event.currentTarget as Element).getRootNode() as ShadowRoot).querySelector('textarea')?.focus();
  };
  return (
    <>
      <span class="vh">
        {who}, {timeOf(at)}:
      </span>
      <div class="b" dir="auto" title={timeOf(at, true)}>
        {linkify(text).map((piece) =>
          typeof piece === 'string' ? (
            piece
          ) : (
            <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc" dir="ltr">
              {piece.text}
              {piece.host && ` (${piece.host})`}
              <span class="vh"> {t('message.new_tab')}</span>
            </a>
          ),
        )}
      </div>
      {status === 'failed' && (
        <p class="st fail">
          <button onClick={after(() => conv.retry(key))}>{t('message.failed')}</button>
          <button onClick={after(() => conv.discard(key))}>{t('message.delete')}</button>
        </p>
      )}
    </>
  );
}

export function Avatar({ name }: { name: string }): JSX.Element {
  return (
    <span class="av" aria-hidden="true">
      {[...name.trim()][0]?.toLocaleUpperCase()}
    </span>
  );
}
