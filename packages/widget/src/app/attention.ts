// What may reach somebody who is not looking: a count in the title of a hidden tab, and a soft tone. Never both from two tabs.

const quietMs = 3_000;

let shown = 0;
let context: AudioContext | undefined;

/** Keeps `(2) ` before the page's title; 0 gives the title back. */
export function showCount(count: number): void {
  const { title } = document;
  const plain = title.startsWith(markOf(shown)) ? title.slice(markOf(shown).length) : title;
  const next = markOf(count) + plain;
  shown = count;
  if (next !== title) document.title = next;
  // The page may change its title meanwhile: ours goes before the new one.
  observer.disconnect();
  if (count) observer.observe(document.head, { childList: true, subtree: true });
}

const markOf = (count: number) => (count ? `(${count}) ` : '');
const observer = new MutationObserver(() => showCount(shown));

/** Two notes, at most once in 3 s, from one tab of the site only, and only after the person has touched this page. */
export function ring(site: string): void {
  if (!navigator.userActivation?.hasBeenActive) return;
  // The tab that gets the lock plays, and holds it for as long as all of them are to be quiet.
  navigator.locks?.request(`rapport:tone:${site}`, { ifAvailable: true }, (lock) => {
    if (lock) play();
    return lock && new Promise((done) => setTimeout(done, quietMs));
  });
}

function play(): void {
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
}
