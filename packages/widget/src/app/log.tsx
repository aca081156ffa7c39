// The transcript. It never scrolls under the reader's eyes: down only when they were down.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Conversation, Message, VisitorConversation } from '@rapport/sdk';
import { type Child, Fragment, h, type VNode } from './dom.ts';
import { Wait } from './home.tsx';
import { Avatar } from './icons.tsx';
import { lineOf } from './line.ts';
import type { linkify } from './linkify.ts';
import type { Panel, View } from './panel.tsx';
import { identityIn } from './parts.ts';
import { type Row, rowsOf, wordsOf } from './rows.ts';
import { dayOf, timeOf } from './time.ts';
import { isolate, lang, t } from './words.ts';

const nearPx = 48;
const manyItems = 96;
// Written out, because the build numbers the keys it can see.
const statusKeys = {
  queued: 'status.queued',
  sending: 'status.sending',
  sent: 'status.sent',
  delivered: 'status.delivered',
  read: 'status.read',
} as const;

export function Log(panel: Panel, conv: VisitorConversation): VNode {
  const { now, ui, parts } = panel;
  const { timeline, state, typing, screen } = now;
  if (timeline.hasOlder || timeline.items.length > manyItems) void panel.bring('long');
  const lastMine = timeline.items.findLast(
    (item) => item.type === 'message' && item.message.mine && item.message.status !== 'failed',
  )?.key;
  return (
    <>
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={t('log.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: el }) => {
          const bottom = el.scrollHeight - el.scrollTop - el.clientHeight <= nearPx;
          if (bottom !== ui.bottom) panel.set({ bottom, below: 0 });
          parts.long?.moved(el);
        }}
      >
        {parts.long?.older()}
        <ol>
          {rowsOf(parts.long?.cut(timeline.items) ?? timeline.items, state?.participants ?? [], ui.newFrom).map(
            (row) => (
              <li key={row.key} class={classOf(row)}>
                {content(row, conv, lastMine, panel)}
              </li>
            ),
          )}
        </ol>
        {parts.extras
          ? parts.extras.cards(conv)
          : screen === 'waiting' && state?.phase !== 'draft' && Wait(panel, conv)}
        {identityIn(panel)}
        {/* Space that is always there, so that nothing moves when somebody writes. */}
        <div class={screen === 'ended' ? '' : 'tail'}>
          {typing && (
            <span class="b typ" aria-hidden="true">
              •••
            </span>
          )}
        </div>
      </div>
      {ui.below > 0 && (
        <button
          class="pill"
          onClick={() => {
            toBottom(panel);
            panel.set({});
            panel.focus('textarea');
          }}
        >
          {t('log.unread', { n: ui.below })} ↓
        </button>
      )}
    </>
  );
}

function classOf(row: Row): string {
  if (row.type === 'group') return row.mine ? 'g me' : 'g';
  return row.type;
}

function content(row: Row, conv: Conversation, lastMine: string | undefined, panel: Panel): Child {
  if (row.type === 'day') return <h3>{dayOf(row.at, Date.now())}</h3>;
  if (row.type === 'new') return t('log.new');
  if (row.type === 'line') return lineOf(panel, row.event);
  const plain = row.name ?? t('name.person');
  const name = isolate(plain);
  const last = row.messages.find(({ key }) => key === lastMine);
  // What went out on a connection that is gone is on no way now; what waits its turn on one that is there is.
  const isOut = last?.status === 'queued' || last?.status === 'sending';
  const status = !isOut ? last?.status : panel.now.status.phase === 'online' ? 'sending' : 'queued';
  return (
    <>
      {!row.mine && (
        <>
          <p class="who" aria-hidden="true" translate="no">
            {name} · {timeOf(row.at)}
          </p>
          {Avatar(plain)}
        </>
      )}
      <div class="ms">
        {row.messages.map((message) => bubble(message, row.mine ? t('name.you') : name, conv, panel))}
      </div>
      {last && (
        <p class={last.seq ? 'st' : 'st late'}>
          {t(statusKeys[status as keyof typeof statusKeys])} {timeOf(last.at)}
        </p>
      )}
    </>
  );
}

/** A message that is the same object looks the same: it is drawn once. */
let drawn = new WeakMap<Message, { sign: string; made: VNode }>();
let piecesOf: typeof linkify = (text) => [text];
let isLinking = false;

/** Before the first text that may hold a link, nothing is known of links. */
function learnLinks(panel: Panel): void {
  isLinking = true;
  import('./later.ts').then(
    ({ linkify }) => {
      piecesOf = linkify;
      drawn = new WeakMap();
      panel.set({});
    },
    () => undefined, // The text can be read all the same.
  );
}

function bubble(message: Message, who: string, conv: Conversation, panel: Panel): VNode {
  const before = drawn.get(message);
  const { key, at, status, files } = message;
  const sign = lang + who;
  if (before?.sign === sign && !files) return before.made;
  if (files) void panel.bring('files');
  const shown = files && panel.parts.files?.shown(message);
  const text = shown ? message.text : wordsOf(message);
  if (!isLinking && /\/\/|www|@/i.test(text)) learnLinks(panel);
  // The button goes away: the focus goes where the person writes on.
  const then = (run: (key: string) => void) => () => {
    run(key);
    panel.focus('textarea');
  };
  const made = (
    <div class={message.seq ? 'm' : 'm un'} key={key}>
      <span class="vh">
        {who}, {timeOf(at)}:
      </span>
      {text && (
        <div class="b" dir="auto">
          {piecesOf(text).map((piece) =>
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
      )}
      {shown}
      {status === 'failed' && (
        <p class="st fail">
          <button onClick={then(conv.retry)}>{t('message.failed')}</button>
          <button onClick={then(conv.discard)}>{t('message.delete')}</button>
        </p>
      )}
    </div>
  );
  drawn.set(message, { sign, made });
  return made;
}

function toBottom({ shell, ui }: Panel): void {
  const log = shell.box.querySelector('.log');
  if (log) log.scrollTop = log.scrollHeight;
  ui.bottom = true;
  ui.below = 0;
}

/** After each drawing: puts the transcript where the reader expects it. */
export function settle(panel: Panel, was: View): void {
  const { ui, now, shell } = panel;
  const el = shell.box.querySelector<HTMLElement>('.log');
  if (!el) return;
  panel.parts.long?.keep(el);
  const items = now.timeline.items;
  const before = was.conv?.id === now.conv?.id ? was.timeline.items : [];
  const last = items.at(-1);
  const grew = last?.key !== before.at(-1)?.key;
  const message = last?.type === 'message' ? last.message : null;
  const mark = el.querySelector<HTMLElement>('.new');
  if (now.isOpen !== was.isOpen) {
    if (mark) el.scrollTop = mark.offsetTop - el.clientHeight / 4;
    else toBottom(panel);
  } else if ((grew && message?.mine) || (ui.bottom && !document.hidden)) {
    toBottom(panel);
    // What is taller than the window is read from its top.
    const tall = grew && !message?.mine && el.querySelector<HTMLElement>('li:last-of-type .m:last-of-type');
    if (tall && tall.offsetHeight > el.clientHeight) el.scrollTop = tall.offsetTop - 8;
  } else if (grew && message) panel.set({ below: ui.below + 1 });
}
