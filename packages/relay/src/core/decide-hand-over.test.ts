// From one colleague to another, to a team, and back: what is told to whom, and when.
import { describe, expect, test } from 'vitest';
import {
  answered,
  applied,
  as,
  ben,
  ended,
  eva,
  gone,
  kinds,
  maria,
  next,
  now,
  queued,
  settings,
  taken,
  visitor,
} from '../test/deciding.ts';
import { type Asked, decide } from './decide.ts';

const transfer = (d: object): Asked => ({ k: 'transfer', d: { note: 'knows invoices', ...d } });
const toBen = transfer({ to: 'be' });
const accept: Asked = { k: 'accept', d: {} };
const decline: Asked = { k: 'decline', d: {} };
const handing = next(answered, 'transfer', { to: 'be', note: 'knows invoices' }, as(maria));

describe('transfer', () => {
  test('[Q5] to a person: on the notes alone; the owner stays, and the visitor is told nothing', () => {
    const decision = decide(answered, toBen, as(maria));
    expect(decision).toEqual({
      ok: true,
      events: [
        {
          audience: 'notes',
          k: 'handing',
          a: 'ma',
          m: 'cmd',
          d: { to: 'be', text: 'knows invoices', until: now + settings.acceptWithinMs },
        },
      ],
    });
    expect(handing).toMatchObject({ st: 'active', as: 'ma', hand: { from: 'ma', to: 'be' } });
  });

  test('[Q5] accepted: the visitor hears of it, and the new owner takes part; the old one not any more', () => {
    const decision = decide(handing, accept, as(ben));
    expect(kinds(decision)).toEqual(['transferred*', 'joined', 'handed/n']);
    expect(decision).toMatchObject({ events: [{ d: { from: 'ma', to: 'be' } }, {}, { d: { to: 'be' } }] });
    const state = applied(handing, decision);
    expect(state).toMatchObject({ st: 'active', as: 'be', who: { be: { in: 1 }, ma: { in: 0 } } });
    expect(state.hand).toBeUndefined();
    expect(kinds(decide(state, { k: 'message', d: { text: 'x' } }, as(maria)))).toEqual(['joined', 'message*']);
  });

  test('[Q3] [Q5] only the one it is handed to accepts it, and once', () => {
    expect(kinds(decide(handing, accept, as(eva)))).toEqual(['refused taken ma']);
    expect(kinds(decide(handing, accept, as(maria)))).toEqual(['refused taken ma']);
    const state = next(handing, 'accept', {}, as(ben));
    expect(kinds(decide(state, accept, as(ben)))).toEqual(['refused taken be']);
  });

  test('[Q4] [Q2] to a team: at once, back into the queue, ahead of who came later', () => {
    const decision = decide(answered, transfer({ team: 'sales' }), as(maria, { now: now + 9_000 }));
    expect(kinds(decision)).toEqual(['transferred*', 'handing/n']);
    expect(applied(answered, decision, now + 9_000)).toMatchObject({
      st: 'queued',
      as: null,
      team: 'sales',
      queuedAt: answered.openedAt,
      who: { ma: { in: 0 } },
    });
    expect(applied(answered, decision).hand).toBeUndefined();
  });

  test('[Q4] by its owner, a lead, an owner of the house; nobody else', () => {
    expect(kinds(decide(answered, toBen, as(eva)))).toEqual(['handing/n*']);
    expect(kinds(decide(answered, toBen, as({ ...eva, agentRole: 'owner' })))).toEqual(['handing/n*']);
    expect(kinds(decide(answered, transfer({ to: 'ev' }), as(ben)))).toEqual(['refused forbidden']);
    expect(kinds(decide(queued, transfer({ team: 'sales' }), as(ben)))).toEqual(['refused forbidden']);
    expect(kinds(decide(answered, toBen, as(visitor)))).toEqual(['refused forbidden']);
    expect(kinds(decide(ended, toBen, as(maria)))).toEqual(['refused closed']);
  });

  test.each([
    ['to nobody', {}, 'invalid_field to'],
    ['to both', { to: 'be', team: 'sales' }, 'invalid_field to'],
    ['to somebody unknown', { to: 'no' }, 'invalid_field to unknown'],
    ['to somebody who is not here', { to: gone.id }, 'invalid_field to absent'],
    ['to oneself', { to: 'ma' }, 'invalid_field to self'],
    ['to an unknown team', { team: 'no' }, 'invalid_field team unknown'],
    ['without a word', { to: 'be', note: ' \u200b' }, 'empty'],
    ['with too many words', { to: 'be', note: 'x'.repeat(10_001) }, 'too_large'],
  ])('[Q4] %s: refused, and it says why', (_, d, why) => {
    expect(kinds(decide(answered, transfer(d), as(maria)))).toEqual([`refused ${why}`]);
  });

  test('[Q4] by a lead, to who has it already; and while another hand-over stands', () => {
    expect(kinds(decide(answered, transfer({ to: 'ma' }), as(eva)))).toEqual(['refused invalid_field to self']);
    for (const d of [{ to: 'ev' }, { team: 'sales' }])
      expect(kinds(decide(handing, transfer(d), as(maria)))).toEqual(['refused conflict handing']);
  });
});

describe('decline', () => {
  test('[Q6] by whom it is handed to; by whose it is; by nobody else', () => {
    expect(decide(handing, decline, as(ben))).toMatchObject({ events: [{ k: 'returned', d: { why: 'declined' } }] });
    for (const who of [maria, eva])
      expect(decide(handing, decline, as(who))).toMatchObject({ events: [{ k: 'returned', d: { why: 'withdrawn' } }] });
    expect(kinds(decide(handing, decline, as({ ...gone })))).toEqual(['refused forbidden']);
    expect(kinds(decide(handing, decline, as(visitor)))).toEqual(['refused forbidden']);
    expect(next(handing, 'decline', {}, as(ben))).toMatchObject({ st: 'active', as: 'ma' });
    expect(next(handing, 'decline', {}, as(ben)).hand).toBeUndefined();
  });

  test('[Q6] an offer from the queue goes back where it was; without one there is nothing to give back', () => {
    expect(decide(queued, decline, as(ben, { isOffered: true }))).toEqual({
      ok: true,
      events: [{ audience: 'notes', k: 'missed', a: 'be', m: 'cmd', d: { by: 'be', why: 'declined' } }],
    });
    expect(kinds(decide(queued, decline, as(ben)))).toEqual(['refused conflict not_offered']);
    expect(kinds(decide(answered, decline, as(maria)))).toEqual(['refused conflict not_offered']);
    expect(kinds(decide(ended, decline, as(maria)))).toEqual(['refused closed']);
  });

  test('[Q6] whatever takes the conversation away ends the hand-over in the same commit', () => {
    const back = ['closed*', 'invited/r', 'returned/n'];
    expect(kinds(decide(handing, { k: 'close', d: {} }, as(visitor)))).toEqual(back);
    expect(kinds(decide(handing, { k: 'close', d: {} }, as(maria)))).toEqual(back);
    expect(kinds(decide(handing, { k: 'takeover', d: {} }, as(eva)))).toEqual(['transferred*', 'joined', 'returned/n']);
    const moved = next(queued, 'transfer', { to: 'be', note: 'you' }, as(eva));
    expect(moved).toMatchObject({ st: 'queued', as: null, hand: { from: 'ev', to: 'be' } });
    expect(kinds(decide(moved, accept, as(maria)))).toEqual(['assigned*', 'joined', 'returned/n']);
    expect(kinds(decide(moved, accept, as(ben)))).toEqual(['transferred*', 'joined', 'handed/n']);
    expect(kinds(decide(moved, { k: 'message', d: { text: 'Hi' } }, as(ben)))).toEqual([
      'transferred',
      'joined',
      'message*',
      'handed/n',
    ]);
  });
});

describe('without a hand-over', () => {
  test('[Q7] consult asks a colleague, who may write notes and join; the owner stays', () => {
    const decision = decide(answered, { k: 'consult', d: { to: 'be', text: ' which form? ' } }, as(maria));
    expect(decision).toEqual({
      ok: true,
      events: [{ audience: 'notes', k: 'consulted', a: 'ma', m: 'cmd', d: { n: 1, to: 'be', text: 'which form?' } }],
    });
    const state = next(applied(answered, decision), 'join', {}, as(ben));
    expect(state).toMatchObject({ as: 'ma', helpers: { be: 1 }, who: { be: { in: 1 }, ma: { in: 1 } } });
    const silent = decide(answered, { k: 'consult', d: { to: 'be', text: ' ' } }, as(maria));
    expect(silent).toMatchObject({ events: [{ d: { n: 1, to: 'be' } }] });
  });

  test('[Q7] consult is refused as a transfer is', () => {
    const ask = (to: string, text?: string): Asked => ({ k: 'consult', d: { to, ...(text && { text }) } });
    expect(kinds(decide(answered, ask('ma'), as(maria)))).toEqual(['refused invalid_field to self']);
    expect(kinds(decide(answered, ask('go'), as(maria)))).toEqual(['refused invalid_field to absent']);
    expect(kinds(decide(answered, ask('no'), as(maria)))).toEqual(['refused invalid_field to unknown']);
    expect(kinds(decide(answered, ask('be', 'x'.repeat(10_001)), as(maria)))).toEqual(['refused too_large']);
    expect(kinds(decide(answered, ask('ev'), as(ben)))).toEqual(['refused forbidden']);
    expect(kinds(decide(answered, ask('be'), as(visitor)))).toEqual(['refused forbidden']);
    expect(kinds(decide(ended, ask('be'), as(maria)))).toEqual(['refused closed']);
  });

  test('[Q7] [C11] join takes part, without taking over; again it is as asked for already', () => {
    expect(kinds(decide(answered, { k: 'join', d: {} }, as(ben)))).toEqual(['joined*']);
    expect(kinds(decide(answered, { k: 'join', d: {} }, as(maria)))).toEqual([]);
    expect(kinds(decide(answered, { k: 'join', d: {} }, as(visitor)))).toEqual(['refused forbidden']);
    expect(kinds(decide(ended, { k: 'join', d: {} }, as(ben)))).toEqual(['refused closed']);
  });

  test('[Q7] takeover: a lead has it at once, from an agent or from the queue, and the visitor is told', () => {
    const decision = decide(answered, { k: 'takeover', d: {} }, as(eva));
    expect(kinds(decision)).toEqual(['transferred*', 'joined']);
    expect(decision).toMatchObject({ events: [{ d: { from: 'ma', to: 'ev', why: 'takeover' } }, {}] });
    expect(applied(answered, decision)).toMatchObject({ as: 'ev', who: { ma: { in: 0 }, ev: { in: 1 } } });
    expect(decide(queued, { k: 'takeover', d: {} }, as(eva))).toMatchObject({ events: [{ d: { from: null } }, {}] });
    for (const who of [ben, maria, visitor])
      expect(kinds(decide(taken, { k: 'takeover', d: {} }, as(who)))).toEqual(['refused forbidden']);
    expect(kinds(decide(ended, { k: 'takeover', d: {} }, as(eva)))).toEqual(['refused closed']);
  });

  test('[Q7] [C11] takeover of what is one’s own: only what one was handing over is taken back', () => {
    const own = next(answered, 'takeover', {}, as(eva));
    expect(kinds(decide(own, { k: 'takeover', d: {} }, as(eva)))).toEqual([]);
    const away = next(own, 'transfer', { to: 'be', note: 'please' }, as(eva));
    expect(kinds(decide(away, { k: 'takeover', d: {} }, as(eva)))).toEqual(['returned/n*']);
  });

  test('[C10] a note may be for one colleague, who must exist; all of the staff reads it', () => {
    const note = (to: string): Asked => ({ k: 'note', d: { text: 'look', to } });
    expect(decide(answered, note('go'), as(eva))).toMatchObject({ events: [{ d: { text: 'look', to: 'go' } }] });
    expect(kinds(decide(answered, note('no'), as(eva)))).toEqual(['refused invalid_field to unknown']);
  });
});
