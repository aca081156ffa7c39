// The bar above: who it is, the menu's button, minimise.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */

import type { Here } from '@rapport/protocol';
import type { VisitorConversation } from '@rapport/sdk';
import { Fragment, h, type VNode } from './dom.ts';
import { Avatar, Icon } from './icons.tsx';
import { need } from './need.ts';
import type { Panel, View } from './panel.tsx';
import { isLive } from './view.ts';
import { nameIn, t } from './words.ts';

export function Header(panel: Panel): VNode {
  const { now, ui, shell, parts } = panel;
  const { conv, staff, here, agent, site } = now;
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
        onFocus={() => panel.bring('extras')}
        onPointerEnter={() => panel.bring('extras')}
        onClick={() => toggleMenu(panel)}
      >
        {Icon('more')}
      </button>
      {!shell.isInline && (
        <button class="ib" aria-label={t('panel.minimise')} onClick={() => shell.set(false)}>
          {Icon('down')}
        </button>
      )}
      {isOpen && parts.extras?.menu()}
    </div>
  );
}

/** What it holds may not be there yet, or not come: then that is said, and the next press tries again. */
async function toggleMenu(panel: Panel): Promise<void> {
  panel.set({ layer: panel.ui.layer === 'menu' ? 'none' : 'menu' });
  if (!(await need(panel, 'extras'))) panel.set({ layer: 'none' });
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

export function end(panel: Panel, conv: VisitorConversation, focus: string): void {
  panel.leave(focus);
  conv.end().catch(() => panel.set({ note: t('error.other') }));
}
