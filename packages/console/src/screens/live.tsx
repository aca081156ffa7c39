// The live view of leads and owners: who asks for a lead, who waits, who answers whom; and one chat read along (UX C8).
import { useComputed } from '@preact/signals';
import type { ConvId } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { type Counters, countersOf, liveSections } from '../live.ts';
import { createStillList } from '../still-list.ts';
import { clockText, waitText } from '../time.ts';
import { Heard, useDesk, useUi } from '../ui.tsx';
import { AgentsTable } from './live-agents.tsx';
import { PromiseToday } from './live-promise.tsx';
import { QueueTable } from './live-queue.tsx';
import { type Intent, Watch } from './watch.tsx';

const w = deskWords.live;

export function Live(): JSX.Element {
  const desk = useDesk();
  const { router } = useUi();
  const { part } = router.route.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const [paused, setPaused] = useState(false);
  const [intent, setIntent] = useState<Intent>('watch');
  const live = useComputed(() =>
    liveSections(desk.inbox.value, desk.staff.value, (row, id) => desk.person(row.state, id)),
  );
  const list = useMemo(() => createStillList(live, desk.setTimer), [live, desk]);
  useEffect(() => {
    if (router.route.peek().part === null) heading.current?.focus();
  }, [router]);
  useEffect(() => () => list.release(), [list]);
  const open = (conv: ConvId, next: Intent): void => {
    setIntent(next);
    router.visit('live', conv);
  };
  const release = (): void => {
    if (!paused) list.release();
  };
  const [requests, waiting, ...agents] = list.shown.value;
  const isEmpty = requests?.rows.length === 0 && waiting?.rows.length === 0 && agents.every((a) => a.rows.length === 0);
  return (
    <main class={part === null ? 'page live' : 'page live watching'} aria-labelledby="page-title">
      <div class="live-main">
        <header class="live-head">
          <h2 id="page-title" ref={heading} tabIndex={-1}>
            {w.title}
          </h2>
          {list.change.value !== null && (
            <button type="button" class="bt" onClick={list.apply}>
              {w.changed}
            </button>
          )}
          <button
            type="button"
            class="bt"
            aria-pressed={paused}
            onClick={() => {
              setPaused(!paused);
              if (paused) list.release();
              else list.hold();
            }}
          >
            {paused ? w.paused : w.running}
          </button>
        </header>
        <Numbers of={countersOf(desk.inbox.value, desk.staff.value)} />
        <div
          class="live-tables"
          aria-live="off"
          onPointerEnter={({ pointerType }) => pointerType === 'mouse' && list.hold()}
          onPointerLeave={release}
          onFocusIn={({ target }) => (target as Element).matches(':focus-visible') && list.hold()}
          onFocusOut={release}
        >
          {requests !== undefined && requests.rows.length > 0 && (
            <div class="block requests">
              <h3>
                <Icon name="flag" />
                {w.requests} · {requests.rows.length}
              </h3>
              <QueueTable label={w.requests} rows={requests.rows} isRequest onOpen={open} />
            </div>
          )}
          {waiting !== undefined && waiting.rows.length > 0 && (
            <div class="block">
              <h3>{w.queue}</h3>
              <QueueTable label={w.queue} rows={waiting.rows} onOpen={open} />
            </div>
          )}
          <div class="block">
            <h3>{w.table}</h3>
            <AgentsTable sections={agents} onOpen={open} />
          </div>
        </div>
        {isEmpty && (
          <div class="nothing">
            <p>{w.none}</p>
            <p class="quiet">{w.noneHint}</p>
          </div>
        )}
      </div>
      {part !== null && <Watch key={part} conv={part} intent={intent} />}
    </main>
  );
}

function Numbers({ of }: { of: Counters }): JSX.Element {
  const { now, locale } = useUi();
  return (
    <dl class="numbers">
      <div>
        <dt>{w.waiting}</dt>
        <dd>
          <b>{of.waiting}</b>
          {of.longestSince !== null && (
            <span class="quiet">
              <span aria-hidden="true">{w.longest(waitText(now.value - of.longestSince))}</span>
              <Heard>{w.longestSince(clockText(of.longestSince, locale))}</Heard>
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>{w.active}</dt>
        <dd>
          <b>{of.active}</b>
        </dd>
      </div>
      <div>
        <dt>{w.agents}</dt>
        <dd>
          <b>{w.ofHere(of.available, of.here)}</b>
        </dd>
      </div>
      <PromiseToday />
    </dl>
  );
}
