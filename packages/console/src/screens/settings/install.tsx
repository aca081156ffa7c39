// The line to put into a page, and whether a page with it has come by. Asked again every few seconds while somebody looks.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { House } from '../../house.ts';
import { settingsWords } from '../../settings-words.ts';
import type { SiteEditor } from '../../site-editor.ts';
import { lengthText } from '../../time.ts';
import { useUi } from '../../ui.tsx';
import { isolate } from '../../words.ts';
import { Copy } from '../copy.tsx';

const w = settingsWords.install;
const pollMs = 5_000;
const justNowMs = 60_000;

export function Install({ editor, house }: { editor: SiteEditor; house: House }): JSX.Element {
  const { tag, key, seen } = editor.site.value;
  const { announce, now } = useUi();
  const [isStale, setStale] = useState(false);

  useEffect(() => {
    let isShown = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        try {
          const site = (await house.sites()).find((it) => it.key === key);
          if (!isShown) return;
          setStale(false);
          if (site) editor.adopt(site);
        } catch {
          if (isShown) setStale(true); // said below; the next question may be answered
        }
      }
      if (isShown) timer = setTimeout(() => void look(), pollMs);
    };
    const onVisible = (): void => {
      clearTimeout(timer);
      void look();
    };
    void look();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isShown = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [house, editor, key]);

  // Spoken once, when it comes; the passing minutes are for the eyes.
  const [wasSeen, setWasSeen] = useState(seen !== null);
  useEffect(() => {
    if (seen === null || wasSeen) return;
    setWasSeen(true);
    announce(w.seenNow(isolate(seen.origin)));
  }, [seen, wasSeen, announce]);

  return (
    <>
      <p class="lead">{w.lead}</p>
      <Copy label={w.tag} text={tag} />
      <p class={seen ? 'sight yes' : 'sight'}>
        <span class={seen ? 'dot available' : 'dot'} aria-hidden="true" />
        {seen === null ? w.waiting : sight(seen.origin, now.value - seen.at)}
      </p>
      {isStale && <p class="error">{w.stale}</p>}
    </>
  );
}

const sight = (origin: string, agoMs: number): string =>
  agoMs < justNowMs ? w.seenNow(isolate(origin)) : w.seen(isolate(origin), lengthText(agoMs - (agoMs % justNowMs)));
