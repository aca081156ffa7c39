// Who answers (UX C7): a table of people, and the ways to one of them and to a new one.
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { createHouse, type Person } from '../../house.ts';
import { useLoaded } from '../../loaded.ts';
import { peopleWords as w } from '../../people-words.ts';
import { pageHash } from '../../route.ts';
import { teamNames } from '../../team-names.ts';
import { Face, Heard, useDesk, useUi } from '../../ui.tsx';
import { isolate, words } from '../../words.ts';
import { Failed, Heading } from '../form.tsx';
import { EditPerson } from './edit-person.tsx';
import { Invite } from './invite.tsx';

export function People(): JSX.Element {
  const { api, router } = useUi();
  const house = useMemo(() => createHouse(api), [api]);
  const load = useCallback(() => house.people(), [house]);
  const { value: people, problem, again, set } = useLoaded(load);
  const { part } = router.route.value;
  const isOwner = useDesk().me.role === 'owner';
  // Somebody may have accepted an invitation meanwhile: whoever comes back to the list sees it as it is now.
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) again();
    isFirst.current = false;
  }, [part, again]);
  const keep = (next: Person): void => set((people ?? []).map((it) => (it.id === next.id ? next : it)));

  const shown = (): JSX.Element => {
    if (people === null)
      return problem ? (
        <Failed text={w.loadFailed} again={again} word={words.retry} />
      ) : (
        <p class="empty">{words.loading}</p>
      );
    if (part === 'invite' && isOwner) return <Invite house={house} onInvited={(person) => set([...people, person])} />;
    if (part === null || !isOwner) return <Table people={people} isOwner={isOwner} />;
    const person = people.find(({ id }) => id === part);
    return person ? <EditPerson key={person.id} house={house} person={person} onChange={keep} /> : <Gone />;
  };
  return (
    <main class="page people" aria-labelledby="page-title">
      <header class="page-head">
        <h2 id="page-title">{w.title}</h2>
        {isOwner && part === null && (
          <a class="bt p" href={pageHash('people', 'invite')}>
            {w.invite}
          </a>
        )}
        {part !== null && (
          <a class="bt" href={pageHash('people')}>
            {w.back}
          </a>
        )}
      </header>
      {shown()}
    </main>
  );
}

function Gone(): JSX.Element {
  return <p class="empty">{w.gone}</p>;
}

function Table({ people, isOwner }: { people: readonly Person[]; isOwner: boolean }): JSX.Element {
  return (
    <>
      <Heading>{w.table}</Heading>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys */}
      <section class="table-frame" aria-label={w.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.person}</th>
              <th scope="col">{w.role}</th>
              <th scope="col">{w.status}</th>
              <th scope="col">{w.load}</th>
              <th scope="col">{w.teams}</th>
              <th scope="col">{w.langs}</th>
              {isOwner && (
                <th scope="col">
                  <Heard>{w.edit}</Heard>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <Row key={person.id} person={person} isOwner={isOwner} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Row({ person, isOwner }: { person: Person; isOwner: boolean }): JSX.Element {
  const desk = useDesk();
  const live = desk.staff.value.find(({ id }) => id === person.id);
  const status = live?.status ?? person.presence;
  const teams = person.teams.map((key) => teamNames(desk.sites.value).get(key) ?? key);
  return (
    <tr class={person.disabled ? 'off' : undefined}>
      <th scope="row">
        <div class="who">
          <Face name={person.name || person.email} />
          <div>
            <bdi>{person.name || person.email}</bdi> {person.id === desk.me.id && <span class="quiet">{w.you}</span>}
            <span class="quiet line-2">
              <bdi>{person.email}</bdi>
            </span>
          </div>
        </div>
      </th>
      <td>{w.roles[person.role]}</td>
      <td>
        {person.disabled ? (
          <span class="chip">{w.disabled}</span>
        ) : person.isPending ? (
          <span class="chip soon">{w.pending}</span>
        ) : (
          <span class="who-is">
            <span class={`dot ${status}`} aria-hidden="true" />
            {w.presence[status]}
          </span>
        )}
      </td>
      <td>
        {person.isPending || person.disabled ? (
          w.none
        ) : live && live.status !== 'away' ? (
          <Load n={live.load} of={live.capacity} />
        ) : (
          w.notHere(person.capacity)
        )}
      </td>
      <td>{teams.length > 0 ? teams.map((name) => isolate(name)).join(', ') : w.none}</td>
      <td>{person.langs.length > 0 ? person.langs.join(', ') : w.none}</td>
      {isOwner && (
        <td>
          <a class="bt" href={pageHash('people', person.id)}>
            {w.edit}
            <Heard> {isolate(person.name || person.email)}</Heard>
          </a>
        </td>
      )}
    </tr>
  );
}

function Load({ n, of }: { n: number; of: number }): JSX.Element {
  return (
    <span class="load">
      {w.loadOf(n, of)}
      <meter min={0} max={of} value={n} aria-hidden="true" />
    </span>
  );
}
