// The small parts of the panel around transcript and composer. Each is given what it shows and says what was pressed.
import type { Here } from '@rapport/protocol';
import type { Status, Visitor } from '@rapport/sdk';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { Avatar } from './log.tsx';
import { type Banner as BannerKind, bannerOf } from './view.ts';
import { t } from './words.ts';

export interface HeaderProps {
  /** Null on the home screen, which has its own heading. */
  title: string | null;
  sub: string | null;
  /** A person is here: shows the dot. */
  live: boolean;
  names: readonly string[];
  menu: boolean;
  onMenu(): void;
  onMinimise(): void;
  children: ComponentChildren;
}

export function Header({ title, sub, live, names, menu, onMenu, onMinimise, children }: HeaderProps): JSX.Element {
  return (
    <header>
      <span class="avs">
        {names.slice(0, 3).map((name) => (
          <Avatar key={name} name={name} />
        ))}
      </span>
      <div class="hd">
        {title && (
          <h2 tabIndex={-1} translate={false}>
            {title}
          </h2>
        )}
        {sub && (
          <p class="sub">
            {live && <span class="dot" />}
            {sub}
          </p>
        )}
      </div>
      <button class="ib menu" aria-label={t('panel.menu')} aria-expanded={menu} onClick={onMenu}>
        <Icon name="more" />
      </button>
      <button class="ib" aria-label={t('panel.minimise')} onClick={onMinimise}>
        <Icon name="down" />
      </button>
      {menu && <div class="sheet">{children}</div>}
    </header>
  );
}

/** Who is here, in one honest sentence. */
export function presenceOf(here: Here): string {
  const [name] = here.names;
  if (!here.n) return t('here.none');
  if (!name) return t('here.some');
  return here.n > 1 ? t('here.more', { name, n: here.n - 1 }) : t('here.one', { name });
}

export function Home({ site, here }: { site: string | null; here: Here | null }): JSX.Element {
  return (
    <div class="home">
      <h2 tabIndex={-1}>{site ? t('home.title', { site }) : t('home.bare')}</h2>
      {here && <p>{presenceOf(here)}</p>}
    </div>
  );
}

/** `kept`: nobody is here, and what was written waits for a person. */
export function Wait({ kept }: { kept: boolean }): JSX.Element {
  return (
    <div class="card" role="group" aria-labelledby="wait">
      <b id="wait">{t(kept ? 'kept.title' : 'queue.waiting')}</b>
      <p>{t(kept ? 'kept.text' : 'queue.browse')}</p>
    </div>
  );
}

/** Minimising never ends a chat, and ending it is asked about. The focus is on the answer that changes nothing. */
export function EndSheet({ onEnd, onKeep }: { onEnd(): void; onKeep(): void }): JSX.Element {
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => keep.current?.focus(), []);
  return (
    <div class="cmp ask" role="group" aria-labelledby="end">
      <h3 id="end">{t('end.confirm')}</h3>
      <div class="row">
        <button class="btn pri" ref={keep} onClick={onKeep}>
          {t('end.keep')}
        </button>
        <button class="btn" onClick={onEnd}>
          {t('end.button')}
        </button>
      </div>
    </div>
  );
}

const backForMs = 2_000;

export interface BannerProps {
  status: Status;
  visitor: Visitor;
  contact: string | undefined;
  say(text: string): void;
}

export function Banner({ status, visitor, contact, say }: BannerProps): JSX.Element | null {
  const [kind, setKind] = useState<BannerKind>('none');
  const since = useRef(0);
  useEffect(() => {
    const lost = status.phase === 'waiting' || status.phase === 'connecting';
    since.current = lost ? since.current || Date.now() : 0;
    const look = () => setKind((before) => nextBanner(before, bannerOf(status, Date.now() - since.current, navigator.onLine)));
    look();
    const timer = lost ? setInterval(look, 1_000) : setTimeout(() => setKind((now) => (now === 'back' ? 'none' : now)), backForMs);
    return () => clearInterval(timer);
  }, [status]);
  const text = {
    none: '',
    lost: t('conn.lost'),
    offline: t('conn.offline'),
    back: t('conn.back'),
    stopped: t(isRevoked(status) ? 'stopped.revoked' : 'stopped.other'),
  }[kind];
  useEffect(() => {
    if (text) say(text);
  }, [text]);
  if (!text) return null;
  const again = () => visitor.connect().catch(() => undefined); // What it comes to is the next status.
  return (
    <div class={`ban ${kind}`}>
      {text}
      {kind === 'stopped' && (
        <p class="row">
          <button class="btn" onClick={() => (isRevoked(status) ? visitor.forget().then(again) : again())}>
            {t(isRevoked(status) ? 'stopped.new' : 'action.retry')}
          </button>
          {contact && <a href={contact}>{contact.replace(/^\w+:\/*/, '')}</a>}
        </p>
      )}
    </div>
  );
}

function nextBanner(before: BannerKind, now: BannerKind): BannerKind {
  return now === 'none' && (before === 'lost' || before === 'offline' || before === 'back') ? 'back' : now;
}

function isRevoked(status: Status): boolean {
  return status.phase === 'stopped' && status.error.code === 'unauthenticated';
}
