// What may reach somebody who is not looking: a count in the title of a hidden tab, and a soft tone. Never both from two tabs.

const quietMs = 3_000;

/** Keeps `(2) ` before the page's title while the tab is hidden and something is unread. */
export function createTitle(): (count: number) => void {
  let mark = '';
  let count = 0;
  const show = () => {
    const title = document.title;
    const plain = mark && title.startsWith(mark) ? title.slice(mark.length) : title;
    mark = document.hidden && count ? `(${count}) ` : '';
    if (mark + plain !== title) document.title = mark + plain;
  };
  document.addEventListener('visibilitychange', show);
  // The page may change its title meanwhile: ours goes before the new one.
  if (document.head)
    new MutationObserver(() => mark && show()).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  return (next) => {
    count = next;
    show();
  };
}

/** Two notes, at most once in 3 s, only in the tab that leads, only after the person has touched this page. */
export function createTone(site: string): () => void {
  let leads = !navigator.locks;
  let context: AudioContext | undefined;
  let last = -quietMs;
  navigator.locks?.request(`rapport:tone:${site}`, () => {
    leads = true;
    return new Promise(() => undefined); // Held until the tab dies.
  });
  return () => {
    const now = performance.now();
    if (!leads || now - last < quietMs || !navigator.userActivation?.hasBeenActive) return;
    last = now;
    context ??= new AudioContext();
    const gain = context.createGain();
    gain.connect(context.destination);
    const start = context.currentTime;
    gain.gain.setValueAtTime(0.12, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    const tone = context.createOscillator();
    tone.frequency.setValueAtTime(660, start);
    tone.frequency.setValueAtTime(880, start + 0.12);
    tone.connect(gain);
    tone.start();
    tone.stop(start + 0.4);
  };
}
