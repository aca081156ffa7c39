// The bar above: who it is, the menu, minimise. And the question before a chat is ended.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Here } from '@rapport/protocol';
import type { VisitorConversation } from '@rapport/sdk';
import { Fragment, h, type VNode } from './dom.ts';
import { writeSwitch } from './draft.ts';
import { Avatar, Icon } from './icons.tsx';
import type { Panel, View } from './panel.tsx';
import { isLive } from './view.ts';
import { nameIn, t } from './words.ts';

export function Header(panel: Panel): VNode {
  const { now, ui, shell } = panel;
  const { conv, staff, here, agent, site, state } = now;
  const isOpen = ui.layer === 'menu';
  const names = conv && staff[0] ? staff.flatMap((person) => person.name ?? []) : (here?.names ?? []);
  const sub = subOf(now);
  return (
    <div class="top">
      <span class="avs">{names.slice(0, 3).map(Avatar)}</span>
      <div class="hd">
        {conv && (
          <h2 tabIndex={-1} translate="no">
            {agent ?? site?.name ?? t('panel.bare')}
          </h2>
        )}
        {sub && <p class="sub">{sub}</p>}
      </div>
      <button
        class="ib menu"
        aria-label={t('panel.menu')}
        aria-expanded={isOpen}
        // What it holds is brought before it is asked for, so that nothing moves under the hand.
        onFocus={panel.bring}
        onPointerEnter={panel.bring}
        onClick={() => panel.set({ layer: isOpen ? 'none' : 'menu' })}
      >
        {Icon('more')}
      </button>
      <button class="ib" aria-label={t('panel.minimise')} onClick={() => shell.set(false)}>
        {Icon('down')}
      </button>
      {isOpen && (
        <div class="sheet">
          <button
            onClick={() => {
              ui.sound = !ui.sound;
              writeSwitch('sound', ui.sound);
              panel.leave('.menu');
            }}
          >
            {t(ui.sound ? 'sound.off' : 'sound.on')}
          </button>
          {panel.extras?.menu()}
          {panel.extras !== undefined && conv && state?.can.close && (
            <button onClick={() => panel.set({ layer: 'end' })}>{t('end.button')}</button>
          )}
        </div>
      )}
    </div>
  );
}

function subOf({ screen, typing, staff, agent, site, here }: View): VNode | string | null {
  if (screen === 'home') return null;
  if (typing) return t('status.typing', { name: nameIn(staff, typing) });
  if (screen === 'ended') return t('end.notice');
  if (screen === 'active') return (agent && site?.name) || null;
  return here && isLive(here) ? (
    <>
      <span class="dot" />
      {presenceOf(here)}
    </>
  ) : null;
}

/** Who is here, in one honest sentence. */
export function presenceOf(here: Here): string {
  const {
    n,
    names: [name],
  } = here;
  if (!isLive(here)) return t('here.none');
  if (!name) return t('here.some');
  return n > 1 ? t('here.more', { name, n: n - 1 }) : t('here.one', { name });
}

/** Minimising never ends a chat, and ending it is asked about. The focus is on the answer that changes nothing. */
export function EndSheet(panel: Panel, conv: VisitorConversation): VNode {
  return (
    <div class="cmp ask" role="group" aria-labelledby="end">
      <h3 id="end">{t('end.confirm')}</h3>
      <div class="row">
        <button class="btn pri" ref={focusOnce} onClick={() => panel.leave('textarea')}>
          {t('end.keep')}
        </button>
        <button class="btn" onClick={() => end(panel, conv, 'h2')}>
          {t('end.button')}
        </button>
      </div>
    </div>
  );
}

export function end(panel: Panel, conv: VisitorConversation, focus: string): void {
  panel.leave(focus);
  conv.end().catch(() => panel.set({ note: t('error.other') }));
}

// One function for ever: a new one each time would be called at every drawing.
export function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}
