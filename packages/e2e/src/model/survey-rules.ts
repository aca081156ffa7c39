// What may be said of a session, and after what (PROTOCOL R1 to R11): each event of a rating is held against the state before it.

import { isDeepStrictEqual } from 'node:util';
import type { Audience, ConvState, Ev, RatingState } from '@rapport/protocol';

type Fail = (invariant: number, what: string) => void;

const open = ['offered', 'shown', 'dismissed'];
/** From which states of its invitation an event about a session may come. */
const from: Readonly<Record<string, readonly (string | undefined)[]>> = {
  invited: [undefined],
  excused: [undefined],
  shown: open,
  rated: [...open, 'rated'],
  dismissed: ['offered', 'shown'],
  superseded: open,
  locked: ['rated'],
  reinvited: [...open, 'rated', 'superseded'],
  rerated: [...open, 'rated', 'superseded'],
  voiding: ['rated'],
  voided: ['rated'],
  unvoided: ['rated'],
  guessing: ['offered'],
};
const states = ['ineligible', 'suppressed', ...open, 'superseded', 'rated'];

const saidIn = (d: object): unknown => {
  const { rev: _, until: __, lang: ___, afterMs: ____, ...answer } = d as Record<string, unknown>;
  return answer;
};

export function checkSaid(
  conv: string,
  audience: Audience,
  ev: Ev,
  before: ConvState,
  after: ConvState,
  fail: Fail,
): void {
  const allowed = from[ev.k];
  const { n } = ev.d as { n: number };
  const it: RatingState | undefined = before.rate[n];
  const wrong = (what: string): void => fail(26, `${conv} ${audience} ${ev.s}: ${ev.k} of session ${n} ${what}`);
  if (ev.k === 'guessed') {
    const { guess } = before;
    if (guess?.n !== n || guess.of !== ev.a || ev.at >= guess.until)
      wrong(`by ${ev.a}, asked was ${JSON.stringify(guess)}`);
  }
  if (!allowed) return;
  if (!allowed.includes(it?.state)) wrong(`while ${it?.state ?? 'nothing was asked'}`);
  if (ev.k === 'rated' && (it?.locked || before.voids?.[n]?.second)) wrong('which is locked');
  if (ev.k === 'rated' && it?.rating && isDeepStrictEqual(saidIn({ n, ...it.rating }), saidIn(ev.d as object)))
    wrong('says it again');
  if (ev.k === 'locked' && it?.locked) wrong('twice');
  if (ev.k === 'reinvited' && it?.second) wrong('twice');
  if (ev.k === 'rerated' && (!it?.second || it.second.score !== undefined)) wrong('of which nobody asked, or twice');
  if (ev.k === 'voided' && (!before.voids?.[n] || before.voids[n].by === ev.a)) wrong(`by ${ev.a}, who asked for it`);
  // R10: neither the staff nor a second score changes what was said first.
  if (ev.k !== 'rated' && !isDeepStrictEqual(it?.rating, after.rate[n]?.rating)) wrong('changed the rating');
  if (ev.k === 'rated' && !isDeepStrictEqual(it?.second, after.rate[n]?.second)) wrong('changed the second score');
}

/** R1: at the end each session that ended has exactly one state, with a reason where nobody was asked, and no other has one. */
export function checkInvitations(conv: string, state: ConvState, fail: Fail): void {
  const ended = Array.from({ length: state.st === 'closed' ? state.n : state.n - 1 }, (_, i) => i + 1);
  const told = Object.keys(state.rate).map(Number);
  if (!isDeepStrictEqual(told, ended))
    fail(26, `${conv}: ${ended.length} sessions ended, told of are ${told.join(' ')}`);
  for (const n of ended) {
    const { state: is, why } = state.rate[n] ?? {};
    if (!is || !states.includes(is)) fail(26, `${conv}: session ${n} is ${is}`);
    if ((is === 'ineligible' || is === 'suppressed') !== (why !== undefined))
      fail(26, `${conv}: session ${n} is ${is}, because ${why}`);
  }
}
