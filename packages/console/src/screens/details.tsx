// What a visitor is known by: what the site's server has signed, and apart from it what was merely said.
import type { VisitorInfo } from '@rapport/protocol';
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { identityWords as w } from '../identity-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { fullText } from '../time.ts';
import { useDesk, useUi } from '../ui.tsx';
import { words } from '../words.ts';

export function Details({ chat }: { chat: OpenChat }): JSX.Element {
  const { signed, name, email, fields } = chat.visitor.value;
  const said: VisitorInfo = { ...(name && { name }), ...(email && { email }), ...(fields && { fields }) };
  const isKnown = !!name || !!email || Object.keys(fields ?? {}).length > 0;
  const { mode, phase } = chat.state.value;
  const mail = useDesk().canMail.value;
  const answerGoes =
    mode === 'live' || phase === 'closed'
      ? null
      : !email && !signed?.email
        ? deskWords.about.noAddress
        : mail === false
          ? deskWords.about.noMail
          : null;
  return (
    <>
      {signed && <Verified of={signed} />}
      <section>
        <h3>{words.about.details}</h3>
        {isKnown ? (
          <>
            <p class="quiet">{w.notVerifiedHint}</p>
            <Pairs of={said} />
          </>
        ) : (
          <p class="quiet">{words.about.nothing}</p>
        )}
        {answerGoes !== null && <p class="stripe warn">{answerGoes}</p>}
      </section>
    </>
  );
}

function Verified({ of }: { of: NonNullable<VisitorInfo['signed']> }): JSX.Element {
  const { locale } = useUi();
  return (
    <section>
      <h3 class="verified">
        <Icon name="check" />
        {w.fromSite}
      </h3>
      <Pairs of={of} id={of.sub} />
      <p class="quiet">{w.confirmed(fullText(of.at, locale))}</p>
    </section>
  );
}

function Pairs({ of: { name, email, fields }, id }: { of: VisitorInfo; id?: string }): JSX.Element {
  return (
    <dl>
      {name && <Pair name={w.name} value={name} />}
      {email && <Pair name={words.about.email} value={email} />}
      {id !== undefined && <Pair name={w.id} value={id} />}
      {Object.entries(fields ?? {}).map(([key, value]) => (
        <Pair key={key} name={key} value={value} />
      ))}
    </dl>
  );
}

function Pair({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <>
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{value}</dd>
    </>
  );
}
