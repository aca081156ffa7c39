// A link that works once, shown this one time: whether it was mailed, and the link to give oneself.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { OneTimeLink } from '../../house.ts';
import { peopleWords as w } from '../../people-words.ts';
import { Copy } from '../copy.tsx';

export function ShowLink({ to, made }: { to: string; made: OneTimeLink }): JSX.Element {
  const at = useRef<HTMLElement>(null);
  useEffect(() => at.current?.focus(), []);
  return (
    <section class="once" ref={at} tabIndex={-1} aria-label={w.link}>
      <p role="status">{made.isMailed ? w.mailed(to) : w.notMailed}</p>
      <Copy label={w.link} text={made.link} />
    </section>
  );
}
