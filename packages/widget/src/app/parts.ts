// What a chat does not need at once is a file of its own, loaded when it is first needed: all parts of the panel begin here.
import type { ChoicesPart } from './choices/choices.tsx';
import type { Child } from './dom.ts';
import type { Extras } from './extra/extra.ts';
import type { Files } from './files/files.ts';
import type { Long } from './long/long.tsx';
import type { Look } from './look/look.ts';
import type { Panel, View } from './panel.tsx';
import type { Survey } from './survey/survey.ts';
import type { TranscriptPart } from './transcript/transcript.tsx';
import { isLive, isRare } from './view.ts';
import type { Visit } from './visit/visit.tsx';

/** By name, as far as they are there. */
export interface Parts {
  /** Text size, light or dark, language (W11). */
  choices?: ChoicesPart;
  /** Queue, promise, message form, hand-over, menu. */
  extras?: Extras;
  /** What is attached and shown (W12, W13). */
  files?: Files;
  /** Where to reply (W18). */
  identity?: () => Child;
  /** Of a long transcript: what is in the page of it, and what came before. */
  long?: Long;
  /** What the site or the page has of its own. */
  look?: Look;
  /** The rating; brought by its invitation. */
  survey?: Survey;
  /** Copies of the chat, printed and by mail (W9–W11). */
  transcript?: TranscriptPart;
  /** The chat is hidden on this visit (W11). */
  visit?: Visit;
}
export type PartName = keyof Parts;

type Load = () => Promise<{ begin(panel: Panel): Parts[PartName] | Promise<Parts[PartName]> }>;
const loaders: Readonly<Record<PartName, Load>> = {
  choices: () => import('./choices/choices.tsx'),
  extras: () => import('./extra/extra.ts'),
  files: () => import('./files/files.ts'),
  identity: () => import('./identity.tsx'),
  long: () => import('./long/long.tsx'),
  look: () => import('./look/look.ts'),
  survey: () => import('./survey/survey.ts'),
  transcript: () => import('./transcript/transcript.tsx'),
  visit: () => import('./visit/visit.tsx'),
};

/** Begins a part, once for a panel. Resolves when it is there, or will not be: the chat goes on with what it has. */
export function bring(panel: Panel, name: PartName): Promise<void> {
  const { parts, coming } = panel;
  return (coming[name] ??= loaders[name]()
    .then(({ begin }) => begin(panel))
    .then(
      (part) => {
        Object.assign(parts, { [name]: part });
        panel.set({});
      },
      () => undefined, // What needs it says so. It is tried again when the browser is back online.
    ));
}

/** What did not come may come now. */
export function bringAgain({ parts, coming }: Panel): void {
  for (const name of Object.keys(coming) as PartName[]) if (!parts[name]) delete coming[name];
}

/** Whether something is to be shown that the first file does not know. */
export function isNeeded({ isOpen, here, site, screen, state, timeline }: View): boolean {
  const isHome = isOpen && screen === 'home';
  const waits = screen === 'waiting' && state;
  return !!(
    ((isHome || waits) && here && !isLive(here)) ||
    (isHome && (state || site?.teams || here?.wait)) ||
    (waits && (site?.mail || state.promise || (state.place ?? 0) > 1 || state.mode === 'offline')) ||
    state?.askedAt ||
    timeline.items.some((item) => item.type === 'event' && isRare(item.event))
  );
}

/** Where an address is of use. */
export function identityIn(panel: Panel): Child {
  const { screen, site } = panel.now;
  if (screen !== 'active' || !site?.mail) return null;
  void panel.bring('identity');
  return panel.parts.identity?.();
}
