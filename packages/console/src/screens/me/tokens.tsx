// One's API tokens: made for a purpose, shown once, revoked here.
import type { JSX } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import type { House, Token } from '../../house.ts';
import { useLoaded } from '../../loaded.ts';
import { peopleWords } from '../../people-words.ts';
import { failed, type Mark } from '../../site-editor.ts';
import { Heard, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Copy } from '../copy.tsx';
import { Failed, Labelled } from '../form.tsx';
import { wrongAt } from '../people/person-fields.tsx';

const w = peopleWords.me;

export function Tokens({ house }: { house: House }): JSX.Element {
  const { announce } = useUi();
  const load = useCallback(() => house.tokens(), [house]);
  const { value, problem, again, set } = useLoaded(load);
  const [wrong, setWrong] = useState<string | null>(null);
  const [made, setMade] = useState<(Token & { readonly token: string }) | null>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const revoke = async (token: Token): Promise<void> => {
    setWrong(null);
    try {
      await house.dropToken(token.id);
      if (made?.id === token.id) setMade(null);
      set((value ?? []).filter(({ id }) => id !== token.id));
      announce(w.revoked(token.name));
      list.current?.focus();
    } catch {
      setWrong(peopleWords.failed); // it still stands in the list
    }
  };
  return (
    <section class="fields" aria-labelledby="tokens">
      <h4 id="tokens" ref={list} tabIndex={-1}>
        {w.tokens}
      </h4>
      <p class="hint">{w.tokensHint}</p>
      {value === null ? (
        problem ? (
          <Failed text={w.tokensFailed} again={again} word={words.retry} />
        ) : (
          <p class="empty">{words.loading}</p>
        )
      ) : (
        <ul class="tokens">
          {value.length === 0 && <li class="quiet">{w.noTokens}</li>}
          {value.map((token) => (
            <li key={token.id}>
              <bdi>{token.name}</bdi>
              <button type="button" class="bt" onClick={() => void revoke(token)}>
                {w.revoke}
                <Heard> {isolate(token.name)}</Heard>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="error" role="alert">
        {wrong}
      </p>
      {made && <Copy label={w.token} text={made.token} hint={w.shown} />}
      {value !== null && (
        <NewToken
          house={house}
          onMade={(token) => {
            setMade(token);
            set([...value, { id: token.id, name: token.name }]);
          }}
        />
      )}
    </section>
  );
}

function NewToken({
  house,
  onMade,
}: {
  house: House;
  onMade: (token: Token & { readonly token: string }) => void;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [mark, setMark] = useState<Mark | undefined>();
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (mark?.is === 'saving') return;
    const name = input.current?.value.trim() ?? '';
    if (name === '') {
      setMark({ is: 'failed', problems: [], text: w.tokenNameMissing });
      input.current?.focus();
      return;
    }
    setMark({ is: 'saving' });
    try {
      onMade(await house.addToken(name));
      setMark(undefined);
      if (input.current) input.current.value = '';
    } catch (error) {
      setMark(failed(problemOf(error)));
      input.current?.focus();
    }
  };
  return (
    <form noValidate onSubmit={(e) => void create(e)}>
      <Labelled label={w.tokenName} error={mark?.is === 'failed' ? (mark.text ?? wrongAt(mark, 'name')) : null}>
        {(aria) => (
          <div class="input-and-button">
            <input {...aria} ref={input} {...{ type: 'text' as const }} dir="auto" autocomplete="off" maxLength={80} />
            <button type="submit" class="bt">
              {w.create}
            </button>
          </div>
        )}
      </Labelled>
    </form>
  );
}
