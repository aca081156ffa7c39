// The whole application: a page with a help desk of its own. What is said, and what becomes of it, the SDK knows; this only draws it.
import { createVisitor, type Visitor } from '@rapport/sdk';
import { VisitorProvider } from '@rapport/sdk/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Chat } from './chat.tsx';

const { relay = '', site = '' } = document.documentElement.dataset;
function visitor(): Visitor {
  const made = createVisitor({ url: `${relay.replace('http', 'ws')}/v1/ws`, site });
  // Whoever has written before sees it at once. For anybody else there is no connection until the first word.
  if (made.known) void made.connect().catch(() => {}); // the connection's status is what is shown of it
  return made;
}

createRoot(document.querySelector('main') as HTMLElement).render(
  <StrictMode>
    <VisitorProvider visitor={visitor}>
      <Chat />
    </VisitorProvider>
  </StrictMode>,
);
