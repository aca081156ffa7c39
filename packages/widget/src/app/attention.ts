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
  new MutationObserver(() => mark && show()).observe(document.head, { childList: true, subtree: true });
  return (next) => {
    count = next;
    show();
  };
}

/** Two notes, at most once in 3 s, from one tab only, and only after the person has touched this page. */
export function createTone(site: string): () => void {
  let context: AudioContext | undefined;
  const play = () => {
    context ??= new AudioContext();
    const { currentTime, destination } = context;
    const gain = context.createGain();
    const tone = context.createOscillator();
    gain.gain.setValueAtTime(0.12, currentTime);
    gain.gain.exponentialRampToValueAtTime(0.001, currentTime + 0.4);
    tone.frequency.value = 660;
    tone.frequency.setValueAtTime(880, currentTime + 0.12);
    tone.connect(gain).connect(destination);
    tone.start();
    tone.stop(currentTime + 0.4);
  };
  return () => {
    if (!navigator.userActivation?.hasBeenActive) return;
    // The tab that gets the lock plays, and holds it for as long as all of them are to be quiet.
    navigator.locks?.request(`rapport:tone:${site}`, { ifAvailable: true }, (lock) => {
      if (lock) play();
      return lock && new Promise((done) => setTimeout(done, quietMs));
    });
  };
}
