// From the phase of the account to the screen.
import type { JSX } from 'preact';
import { type Ui, UiContext } from '../ui.tsx';
import { words } from '../words.ts';
import { Door } from './door.tsx';
import { SetUp } from './set-up.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

export function App({ ui }: { ui: Ui }): JSX.Element {
  return (
    <UiContext.Provider value={ui}>
      <Screen ui={ui} />
    </UiContext.Provider>
  );
}

function Screen({ ui: { account } }: { ui: Ui }): JSX.Element {
  const phase = account.phase.value;
  switch (phase.at) {
    case 'checking':
      return <Door title={words.app} lead={words.loading} />;
    case 'unreachable':
      return <Unreachable retry={() => void account.check()} />;
    case 'setup':
      return <SetUp token={phase.token} />;
    case 'out':
      return <SignIn key={phase.why} why={phase.why} />;
    case 'in':
      return <Shell desk={phase.desk} />;
  }
}

function Unreachable({ retry }: { retry: () => void }): JSX.Element {
  return (
    <Door title={words.app} lead={words.account.unreachable}>
      <button type="button" class="bt p wide" onClick={retry}>
        {words.retry}
      </button>
    </Door>
  );
}
