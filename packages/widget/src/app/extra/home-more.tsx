// W3: who is here and how long it takes, in one breath; when the site is back; which team; and the way to a chat that is over.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import { Fragment, h, type VNode } from '../dom.ts';
import { presenceOf } from '../header.tsx';
import type { Panel } from '../panel.tsx';
import { isLive } from '../view.ts';
import { t } from '../words.ts';
import { backOf, waitOf } from './moments.ts';

const refreshMs = 60_000;
let timer: ReturnType<typeof setTimeout>;

export function HomeMore(panel: Panel): VNode {
  const { now, ui, set } = panel;
  const { here, site, state } = now;
  const opensAt = here && !isLive(here) ? here.opensAt : undefined;
  clearTimeout(timer);
  // "In 11 hours" grows old.
  if (now.isOpen && opensAt) timer = setTimeout(() => set({}), refreshMs);
  return (
    <>
      {opensAt && <p key="back">{backOf(opensAt, Date.now())}</p>}
      {here && !isLive(here) && <p key="how">{t(site?.mail ? 'offline.mail' : 'offline.here')}</p>}
      {here && isLive(here) && (
        <p key="here">
          {presenceOf(here)} {here.wait && t('queue.usual_wait', { time: waitOf(here.wait) })}
        </p>
      )}
      {state && (
        <button class="btn" onClick={() => showPast(panel)}>
          {t('past.show')}
        </button>
      )}
      {site?.teams?.[1] && (
        <div class="chips" role="group" aria-labelledby="team">
          <h3 id="team">{t('team.which')}</h3>
          {[{ key: '', name: t('team.any') }, ...site.teams].map(({ key, name }) => (
            <label key={key || '-'}>
              <input
                type="radio"
                name="team"
                checked={(ui.wish.team ?? '') === key}
                onChange={() => set({ wish: key ? { team: key } : {} })}
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </div>
      )}
    </>
  );
}

function showPast(panel: Panel): void {
  panel.set({ past: true });
  setTimeout(() => panel.focus('h2'));
}
