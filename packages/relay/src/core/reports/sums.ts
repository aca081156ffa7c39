// What the sessions of a selection add up to, in one walk over their columns: the counts of the card and of the data quality.
import { excuses, flags, invitations, promises, reasonBit, resolutions, type Sessions } from './sessions.ts';

const dayMs = 86_400_000;
const recoveryMs = dayMs;
const onceMs = 7 * dayMs;

export interface Sums {
  readonly scores: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;
  readonly resolved: { readonly yes: number; readonly answered: number };
  readonly promises: Readonly<Record<(typeof promises)[number] | 'ratedKept' | 'slowAmongKept', number>>;
  /** F19, of sessions in which a person replied. */
  readonly byHandoffs: readonly number[];
  readonly bounced: number;
  /** Of them those that ended seven days ago or more; and in how many of these one was enough. */
  readonly settled: number;
  readonly oneStop: number;
  /** F20: cases for which the time to get in touch is over, or somebody has. */
  readonly cases: number;
  readonly contactedInTime: number;
  /** Visitors who are still known. */
  readonly visitors: number;
  readonly complained: number;
  readonly returning: number;
  readonly invitations: Readonly<Record<(typeof invitations)[number], number>>;
  readonly excuses: Readonly<Record<(typeof excuses)[number], number>>;
}

const [returningBit, complainedBit, seenBit] = [1, 2, 4];

export function sumsOf(s: Sessions, rows: Iterable<number>, now: number): Sums {
  const scores = [0, 0, 0, 0, 0, 0];
  const answers = resolutions.map(() => 0);
  const promised = promises.map(() => 0);
  const invited = invitations.map(() => 0);
  const excused = excuses.map(() => 0);
  const byHandoffs = [0, 0, 0];
  const slowBits = reasonBit('availability') | reasonBit('lost_time');
  const [yes, no, kept] = [resolutions.indexOf('yes'), resolutions.indexOf('no'), promises.indexOf('kept')];
  const visitors = createVisitors();
  let [ratedKept, slowAmongKept, bounced, settled, oneStop, cases, contactedInTime] = [0, 0, 0, 0, 0, 0, 0];
  for (const i of rows) {
    const has = s.flags[i] ?? 0;
    const closedAt = s.closedAt[i] ?? 0;
    const resolved = s.resolved[i] ?? 0;
    add(scores, s.score[i]);
    add(answers, resolved);
    add(promised, s.promise[i]);
    add(invited, s.invitation[i]);
    add(excused, s.excuse[i]);
    if (s.promise[i] === kept && s.score[i] !== 0) {
      ratedKept += 1;
      if (((s.reasons[i] ?? 0) & slowBits) !== 0) slowAmongKept += 1;
    }
    if ((s.waitMs[i] ?? -1) >= 0) {
      const handoffs = s.handoffs[i] ?? 0;
      add(byHandoffs, Math.min(2, handoffs));
      if ((has & flags.bounced) !== 0) bounced += 1;
      if (now >= closedAt + onceMs) {
        settled += 1;
        const nextAt = s.nextAt[i] ?? 0;
        if (handoffs === 0 && resolved !== no && !(nextAt > 0 && nextAt < closedAt + onceMs)) oneStop += 1;
      }
    }
    const caseAt = s.caseAt[i] ?? 0;
    if (caseAt > 0) {
      const contactedAt = s.contactedAt[i] ?? 0;
      if (contactedAt > 0 || now >= caseAt + recoveryMs) cases += 1;
      if (contactedAt > 0 && contactedAt <= caseAt + recoveryMs) contactedInTime += 1;
    }
    visitors.add(
      s.visitor[i] ?? 0,
      seenBit |
        ((has & flags.complaint) === 0 ? 0 : complainedBit) |
        ((has & flags.returning) === 0 ? 0 : returningBit),
    );
  }
  const [, one = 0, two = 0, three = 0, four = 0, five = 0] = scores;
  const answered = answers.reduce((sum, count) => sum + count, 0) - (answers[0] ?? 0);
  return {
    scores: { 1: one, 2: two, 3: three, 4: four, 5: five },
    resolved: { yes: answers[yes] ?? 0, answered },
    promises: { ...named(promises, promised), ratedKept, slowAmongKept },
    ...{ byHandoffs, bounced, settled, oneStop, cases, contactedInTime },
    visitors: visitors.count(seenBit),
    complained: visitors.count(complainedBit),
    returning: visitors.count(returningBit),
    invitations: named(invitations, invited),
    excuses: named(excuses, excused),
  };
}

function add(counts: number[], code: number | undefined): void {
  counts[code ?? 0] = (counts[code ?? 0] ?? 0) + 1;
}

function named<K extends string>(names: readonly K[], counts: readonly number[]): Readonly<Record<K, number>> {
  return Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0])) as Record<K, number>;
}

/** What is known of each visitor, as bits; of nobody for those who were erased. */
function createVisitors(): { add(visitor: number, bits: number): void; count(bit: number): number } {
  let known = new Uint8Array(1_024);
  return {
    add(visitor, bits) {
      if (visitor === 0) return;
      if (visitor >= known.length) {
        const more = new Uint8Array(Math.max(visitor + 1, known.length * 2));
        more.set(known);
        known = more;
      }
      known[visitor] = (known[visitor] ?? 0) | bits;
    },
    count: (bit) => known.reduce((sum, bits) => ((bits & bit) === 0 ? sum : sum + 1), 0),
  };
}
