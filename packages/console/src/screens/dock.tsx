// The corner where what calls for this agent stands, over every page: offers, hand-overs, notices, and the chat about to end.
import type { JSX } from 'preact';
import type { Call, Notice } from '../calls.ts';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { visitorName } from '../inbox.ts';
import { hashOf } from '../route.ts';
import { Heard, Key, useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Countdown } from './countdown.tsx';
import { GuessCard } from './guess.tsx';
import { Marks } from './marks.tsx';
import { UndoBar } from './undo-bar.tsx';

const w = deskWords.calls;

export function Dock(): JSX.Element {
  const { calls } = useDesk();
  const { conv, place } = useUi().router.route.value;
  // A hand-over of the chat that is open stands there, with its word.
  const shown = calls.current.value.filter((call) => call.type === 'offer' || call.conv !== conv);
  // Who asks for a lead stands at the head of the live view.
  const notices = calls.notices.value.filter(({ key }) => place !== 'live' || !key.startsWith('escalated'));
  return (
    <div class="dock">
      {shown.length + notices.length > 0 && (
        <section class="calls" aria-label={w.region}>
          {notices.map((notice) => (
            <NoticeCard key={notice.key} notice={notice} />
          ))}
          {shown.map((call, n) => (
            <CallCard key={`${call.type} ${call.conv}`} call={call} isFirst={n === 0} />
          ))}
        </section>
      )}
      <GuessCard />
      <UndoBar />
    </div>
  );
}

function CallCard({ call, isFirst }: { call: Call; isFirst: boolean }): JSX.Element {
  const desk = useDesk();
  const { router } = useUi();
  const { row, conv } = call;
  const name = row ? visitorName(row.visitor, row.state.visitor) : words.visitor;
  const problem = desk.calls.problem.value;
  const isHand = call.type === 'hand';
  const title = isHand ? w.offeredBy(isolate(call.from)) : w.offered;
  const text = isHand ? desk.handTexts.value.get(conv) : row?.last?.text;
  const accept = async (): Promise<void> => {
    if (await desk.calls.accept(conv)) router.go(conv);
  };
  return (
    <article class="call" aria-label={title}>
      <p class="call-head">
        <Icon name={isHand ? 'swap' : 'chat'} />
        <b>
          <bdi>{title}</bdi>
        </b>
        <Countdown until={call.until} />
      </p>
      <p class="call-who">
        <bdi>{name}</bdi>
        {row && <Marks row={row} isBrief />}
      </p>
      {text !== undefined && (
        <p class={isHand ? 'call-text word' : 'call-text'} dir="auto">
          {text.slice(0, 300)}
        </p>
      )}
      {problem?.conv === conv && (
        <p class="error" role="alert">
          {problem.text}
        </p>
      )}
      <p class="call-acts">
        <button type="button" class="bt p" aria-keyshortcuts={isFirst ? 'i' : undefined} onClick={() => void accept()}>
          {w.accept} {isFirst && <Key>i</Key>}
        </button>
        <button
          type="button"
          class="bt"
          aria-keyshortcuts={isFirst ? 'd' : undefined}
          onClick={() => void desk.calls.decline(conv)}
        >
          {isHand ? w.giveBack : w.decline} {isFirst && <Key>d</Key>}
        </button>
        <a class="bt g" href={hashOf(conv)}>
          {w.look}
          <Heard> {isolate(name)}</Heard>
        </a>
      </p>
    </article>
  );
}

function NoticeCard({ notice }: { notice: Notice }): JSX.Element {
  const { calls } = useDesk();
  return (
    <article class="call notice">
      <p class="call-head">
        <Icon name={notice.icon} />
        <b>
          <bdi>{notice.title}</bdi>
        </b>
        <button type="button" class="bt g" onClick={() => calls.dismiss(notice.key)}>
          <Icon name="close" />
          <Heard>{w.dismiss}</Heard>
        </button>
      </p>
      {notice.text !== null && (
        <p class="call-text" dir="auto">
          {notice.text}
        </p>
      )}
      <p class="call-acts">
        <a class="bt" href={hashOf(notice.conv)} onClick={() => calls.dismiss(notice.key)}>
          {w.open}
          <Heard> {notice.title}</Heard>
        </a>
      </p>
    </article>
  );
}
