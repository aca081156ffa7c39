// The frame of everything that happens before the inbox.
import type { ComponentChildren, JSX } from 'preact';
import { words } from '../words.ts';

export function Door({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string | null;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <main class="door">
      <div class="card">
        <p class="mark" aria-hidden="true">
          {words.app}
        </p>
        <h1>{title}</h1>
        {lead && (
          <p class="lead" role="status">
            {lead}
          </p>
        )}
        {children}
      </div>
    </main>
  );
}
