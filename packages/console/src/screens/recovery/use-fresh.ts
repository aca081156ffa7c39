// Asks again when the relay says that some case has changed: what is on the screen is what is.
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../../ui.tsx';

export function useFresh(again: () => void): void {
  const rev = useDesk().cases.value?.rev;
  const shown = useRef(rev);
  useEffect(() => {
    if (shown.current === rev) return;
    shown.current = rev;
    again();
  }, [rev, again]);
}
