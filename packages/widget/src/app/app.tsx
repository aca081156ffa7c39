// The panel: which screen stands, what is said aloud, and what the page is told. What the SDK knows is not kept here a second time.
import type { ChatErrorLike, ConversationState, Timeline, Visitor } from '@rapport/sdk';
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Shell } from '../shell.ts';
import { Composer } from './composer.tsx';
import { readSwitch, writeSwitch } from './draft.ts';
import { Log } from './log.tsx';
import { useOutside } from './outside.ts';
import { Banner, EndSheet, Header, Home, presenceOf, Wait } from './parts.tsx';
import { RatingCard } from './rating.tsx';
import { rowsOf } from './rows.ts';
import { constant, useStore } from './store.ts';
import { ratingStep, screenOf, type Touch } from './view.ts';
import { t } from './words.ts';

const noState = constant<ConversationState | null>(null);
const noTimeline = constant<Timeline>({ items: [], from: 1, head: 0, hasOlder: false, loadingOlder: false });

export interface AppProps {
  visitor: Visitor;
  shell: Shell;
  /** What Escape closes, innermost first. */
  layers: { close: (() => void) | null };
  email(): string;
}

export function App({ visitor, shell, layers, email }: AppProps): JSX.Element {
  const status = useStore(visitor.status);
  const here = useStore(visitor.here);
  const site = useStore(visitor.siteName);
  const current = useStore(visitor.current);
  const state = useStore(current?.state ?? noState);
  const timeline = useStore(current?.timeline ?? noTimeline);
  const [layer, setLayer] = useState<'none' | 'menu' | 'end'>('none');
  const [touch, setTouch] = useState<Touch>('none');
  const [note, setNote] = useState<string | null>(null);
  const [sound, setSound] = useState(readSwitch('sound'));
  const out = useOutside({ visitor, shell, conv: current, state, timeline, sound, setNote });

  const screen = screenOf(state, Date.now());
  const conv = screen === 'home' ? null : current;
  const step = conv && screen === 'ended' ? ratingStep(state?.rating ?? null, touch) : 'none';
  const staff = state?.participants.filter((person) => person.role !== 'visitor') ?? [];
  const agent = staff.find((person) => person.id === state?.assignee)?.name;
  const typing = state?.typing.find((id) => id !== state.visitor);
  const rows = useMemo(() => (conv ? rowsOf(timeline.items, state?.participants ?? [], out.newFrom) : []), [conv, timeline, state, out.newFrom]);
  useEffect(() => setTouch('none'), [state?.rating?.session, state?.id]);

  const { box } = shell;
  const focus = (selector: string) => box.querySelector<HTMLElement>(selector)?.focus();
  const leave = (to: string) => {
    setLayer('none');
    focus(to);
  };
  layers.close = layer === 'none' ? null : () => leave('.menu');
  const send = (text: string): boolean => {
    try {
      if (conv) conv.send(text);
      else visitor.start({ message: text });
      setNote(null);
      return true;
    } catch (error) {
      setNote(t((error as ChatErrorLike).code === 'outbox_full' ? 'error.full' : 'error.other'));
      return false;
    }
  };
  const sub =
    screen === 'home' ? null
    : typing ? t('status.typing', { name: staff.find((person) => person.id === typing)?.name ?? t('person') })
    : screen === 'ended' ? t('end.notice')
    : screen === 'active' ? (agent ? site : null)
    : here?.n ? presenceOf(here) : null;

  return (
    <>
      <Header
        title={conv ? (agent ?? site ?? t('panel.bare')) : null}
        sub={sub}
        live={!!here?.n && screen === 'waiting'}
        names={conv && staff.length ? staff.flatMap((person) => person.name ?? []) : (here?.names ?? [])}
        menu={layer === 'menu'}
        onMenu={() => setLayer(layer === 'menu' ? 'none' : 'menu')}
        onMinimise={() => shell.set(false)}
      >
        <button
          onClick={() => {
            writeSwitch('sound', !sound);
            setSound(!sound);
            leave('.menu');
          }}
        >
          {t(sound ? 'sound.off' : 'sound.on')}
        </button>
        {conv && state?.can.close && <button onClick={() => setLayer('end')}>{t('end.button')}</button>}
      </Header>
      <Banner status={status} visitor={visitor} contact={shell.data.contact} say={out.say} />
      {conv ? (
        <Log conv={conv} timeline={timeline} rows={rows} typing={!!typing} isOpen={shell.isOpen} onBottom={out.onBottom}>
          {screen === 'waiting' && <Wait kept={state?.mode === 'offline' || here?.n === 0} />}
        </Log>
      ) : (
        <Home site={site} here={here} />
      )}
      {conv && state?.rating && <RatingCard conv={conv} rating={state.rating} step={step} email={email()} onTouch={setTouch} key={state.rating.session} />}
      {layer === 'end' && conv ? (
        <EndSheet
          onKeep={() => leave('textarea')}
          onEnd={() => {
            leave('h2');
            conv.end().catch(() => setNote(t('error.other')));
          }}
        />
      ) : (
        <Composer
          name={conv?.id ?? 'new'}
          note={note}
          onSend={send}
          onTyping={(on) => conv?.typing(on)}
          onScroll={(key) => {
            const log = box.querySelector('.log');
            log?.scrollBy({ top: (/Up|Home/.test(key) ? -1 : 1) * (/Page/.test(key) ? log.clientHeight * 0.9 : log.scrollHeight) });
          }}
        />
      )}
    </>
  );
}
