// A page with React in it, beside the world in memory. Everything is done inside `act`, so that what is shown is settled.
import type { ReactNode } from 'react';
import { act, createElement, StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import type { World } from './world.ts';

export interface Scene {
  /** What stands on the page. */
  text(): string;
  /** Does something, and lets everything happen that needs no time. */
  act(work: () => unknown): Promise<void>;
  /** Goes, as a route does that is left. */
  leave(): Promise<void>;
  show(what: ReactNode): Promise<void>;
}

export async function scene(w: World, what: ReactNode, o: { strict?: boolean; html?: string } = {}): Promise<Scene> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const place = document.createElement('main');
  document.body.append(place);
  const whole = (part: ReactNode): ReactNode => (o.strict ? createElement(StrictMode, null, part) : part);
  const settled = async (work: () => unknown): Promise<void> =>
    act(async () => {
      await work();
      await w.clock.settle();
    });
  let root: Root | undefined;
  if (o.html !== undefined) {
    place.append(...new DOMParser().parseFromString(o.html, 'text/html').body.childNodes);
    await settled(() => (root = hydrateRoot(place, whole(what))));
  } else {
    root = createRoot(place);
    await settled(() => root?.render(whole(what)));
  }
  return {
    text: () => place.textContent ?? '',
    act: settled,
    show: (next) => settled(() => root?.render(whole(next))),
    async leave() {
      await settled(() => root?.unmount());
      place.remove();
    },
  };
}
