// Full screen on phones: the panel keeps inside what the keyboard leaves, and the page behind it stands still, exactly as it was.
// Loaded where the screen is small, or when it has got another size.
import type { Shell } from '../shell.ts';

export function keepFitting(shell: Shell): void {
  const { host, dialog } = shell;
  const view = window.visualViewport;
  const page = document.documentElement.style;
  let locked = false;
  let overflow = '';
  let top = 0;
  let width = 0;

  const fit = () => {
    // Zoomed by two fingers: hands off.
    if (!view || view.scale > 1.01) return;
    dialog.style.setProperty('--vvh', `${view.height}px`);
    dialog.style.setProperty('--vvt', `${view.offsetTop}px`);
  };
  const lock = () => {
    if (!!shell.isModal === locked) return;
    locked = !locked;
    if (locked) {
      overflow = page.overflow;
      top = scrollY;
      page.overflow = 'clip';
      fit();
    } else {
      page.overflow = overflow;
      scrollTo(scrollX, top);
    }
  };
  view?.addEventListener('resize', fit);
  view?.addEventListener('scroll', fit);
  host.addEventListener('rapport:open', lock);
  lock();
  // A turned phone may need the other panel. A keyboard changes only the height.
  const turn = () => {
    if (innerWidth === width) return;
    width = innerWidth;
    if (shell.isOpen && shell.isModal !== shell.isSmall()) {
      shell.set(false);
      shell.set(true);
    }
  };
  addEventListener('resize', turn);
  // What had another size was another screen.
  turn();
}
