// Queue, promise, message form, hand-over, menu: few chats need them, so they are a chunk of their own, brought by the first sign of need.
import type { Child } from './dom.ts';
import type { Extras } from './extra/extra.ts';
import type { Panel, View } from './panel.tsx';
import type { Survey } from './survey/survey.tsx';
import { isLive, isRare } from './view.ts';

export type { Extras, Survey };

/** Whether something is to be shown that the first file does not know. */
export function isNeeded({ isOpen, here, site, screen, state, timeline }: View): boolean {
  const isHome = isOpen && screen === 'home';
  const waits = screen === 'waiting' && state;
  return !!(
    ((isHome || waits) && here && !isLive(here)) ||
    (isHome && (state || site?.teams || here?.wait)) ||
    (waits && (state.promise || (state.place ?? 0) > 1 || state.mode === 'offline')) ||
    state?.askedAt ||
    timeline.items.some((item) => item.type === 'event' && isRare(item.event))
  );
}

/** Resolves when it is there, or will not be: the chat goes on with what it has. */
export function bring(panel: Panel): Promise<unknown> {
  panel.coming ??= import('./extra/extra.ts')
    .then(({ begin }) => begin(panel))
    .catch(() => null)
    .then((extras) => {
      panel.extras = extras;
      panel.set({});
    });
  return panel.coming;
}

/** What follows the score, and the second score: it comes while the score is being thought about. */
export function bringSurvey(panel: Panel): void {
  panel.surveying ??= import('./survey/survey.tsx')
    .then(({ begin }) => begin(panel))
    .then(
      (survey) => {
        panel.survey = survey;
        panel.set({});
      },
      () => undefined, // The score is saved without it.
    );
}

/** W18, where an address is of use: a chunk of its own. */
export function identityIn(panel: Panel): Child {
  const { screen, site } = panel.now;
  if (screen !== 'active' || !site?.mail) return null;
  panel.identity ??= import('./identity.tsx').then(
    ({ begin }) => {
      panel.identity = begin(panel);
      panel.set({});
    },
    () => undefined, // It was never required.
  );
  return typeof panel.identity === 'function' && panel.identity();
}
