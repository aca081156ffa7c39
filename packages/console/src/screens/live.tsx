// The live view of leads and owners: who waits, who answers whom, who asks for a lead (UX C8).
import type { JSX } from 'preact';
import { words } from '../words.ts';

export function Live(): JSX.Element {
  return (
    <main class="page" aria-labelledby="page-title">
      <h2 id="page-title" tabIndex={-1}>
        {words.nav.live}
      </h2>
    </main>
  );
}
