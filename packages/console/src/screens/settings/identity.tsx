// The keys by which a site's own server signs who its visitors are: made here, shown once, removed here. Owners only.
import type { JSX } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../account.ts';
import type { House, IdentityKey, NewIdentityKey } from '../../house.ts';
import { identityWords as w } from '../../identity-words.ts';
import { useLoaded } from '../../loaded.ts';
import { fullText } from '../../time.ts';
import { Heard, useDesk, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Copy } from '../copy.tsx';
import { Failed, Labelled } from '../form.tsx';

export function Identity({ house, site }: { house: House; site: string }): JSX.Element {
  const isOwner = useDesk().me.role === 'owner';
  return (
    <>
      <p class="lead">{w.lead}</p>
      {isOwner ? <Keys house={house} site={site} /> : <p class="quiet">{w.ownersOnly}</p>}
    </>
  );
}

function Keys({ house, site }: { house: House; site: string }): JSX.Element {
  const { announce, locale } = useUi();
  const load = useCallback(() => house.identityKeys(site), [house, site]);
  const { value, problem, again, set } = useLoaded(load);
  const [wrong, setWrong] = useState<string | null>(null);
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  /** Gives what is wrong, or null. */
  const add = async (key: NewIdentityKey): Promise<string | null> => {
    try {
      const { secret, ...kept } = await house.addIdentityKey(site, key);
      set([...(value ?? []), kept]);
      setMade(secret === undefined ? null : { id: kept.id, secret });
      announce(secret === undefined ? w.addedPublic : w.added);
      return null;
    } catch (error) {
      const { code } = problemOf(error);
      return code === 'conflict' ? w.full : code === 'invalid_field' ? w.noKey : w.failed;
    }
  };
  const remove = async ({ id }: IdentityKey): Promise<void> => {
    setWrong(null);
    try {
      await house.dropIdentityKey(site, id);
      if (made?.id === id) setMade(null);
      set((value ?? []).filter((key) => key.id !== id));
      announce(w.removed(id));
      heading.current?.focus();
    } catch {
      setWrong(w.failed); // it still stands in the list
    }
  };
  if (value === null)
    return problem ? (
      <Failed text={w.loadFailed} again={again} word={words.retry} />
    ) : (
      <p class="empty">{words.loading}</p>
    );
  return (
    <section class="fields" aria-labelledby="identity-keys">
      <h4 id="identity-keys" ref={heading} tabIndex={-1}>
        {w.keys}
      </h4>
      <ul class="tokens">
        {value.length === 0 && <li class="quiet">{w.none}</li>}
        {value.map((key) => (
          <li key={key.id}>
            <span>
              <bdi>{key.id}</bdi> <span class="quiet">{w.since(key.alg, fullText(key.createdAt, locale))}</span>
            </span>
            <button type="button" class="bt" onClick={() => void remove(key)}>
              {w.remove}
              <Heard> {isolate(key.id)}</Heard>
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{w.rotate}</p>
      <p class="error" role="alert">
        {wrong}
      </p>
      {made && <Copy label={w.secret(made.id)} text={made.secret} hint={w.shown} />}
      <button type="button" class="bt" onClick={() => void add({ alg: 'HS256' }).then(setWrong)}>
        {w.add}
      </button>
      <PublicKey add={add} />
    </section>
  );
}

function PublicKey({ add }: { add: (key: NewIdentityKey) => Promise<string | null> }): JSX.Element {
  const input = useRef<HTMLTextAreaElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = await add({ alg: 'ES256', publicKey: input.current?.value ?? '' });
    setWrong(said);
    if (said !== null) input.current?.focus();
    else if (input.current) input.current.value = '';
  };
  return (
    <form noValidate onSubmit={(e) => void submit(e)}>
      <Labelled label={w.publicKey} hint={w.publicKeyHint} error={wrong}>
        {(aria) => <textarea {...aria} ref={input} rows={5} dir="ltr" spellcheck={false} autocomplete="off" />}
      </Labelled>
      <button type="submit" class="bt">
        {w.addPublic}
      </button>
    </form>
  );
}
