// The rules of routing word for word: every desk is looked at for every conversation. The tests hold `route` against it, and so
// does the bench.
import type { Assignment, Desk, Rules, Waiting } from '../core/queue/route.ts';

export function naiveRoute(
  queue: readonly Waiting[],
  desks: readonly Desk[],
  now: number,
  rules: Rules,
): readonly Assignment[] {
  const state = desks.map((d) => ({ d, load: d.load, turn: d.servedAt }));
  let turn = Math.max(
    now,
    ...state.filter(({ d }) => d.status === 'available' && d.load < d.capacity).map((s) => s.turn),
  );
  const made: Assignment[] = [];
  for (const w of queue.toSorted((a, b) => a.since - b.since || (a.conv < b.conv ? -1 : 1))) {
    const can = state
      .filter((s) => canTake(w, s.d, s.load, now, rules))
      .sort((a, b) => a.turn - b.turn || (a.d.id < b.d.id ? -1 : 1));
    const one = can.find(({ d }) => d.id === w.last) ?? can[0];
    if (!one) continue;
    one.load++;
    one.turn = ++turn;
    made.push({ conv: w.conv, to: one.d.id });
  }
  return made;
}

export function canTake(w: Waiting, d: Desk, load: number, now: number, rules: Rules): boolean {
  const { overflow, overflowAfterMs } = w.rules ?? rules;
  const isOverdue = overflowAfterMs !== null && now - w.since >= overflowAfterMs;
  const hasTeam = !w.team || d.teams.includes(w.team) || (isOverdue && d.teams.includes(overflow));
  const hasLang = !w.lang || !d.langs.length || d.langs.includes(w.lang);
  return d.status === 'available' && load < d.capacity && hasTeam && hasLang && !w.not?.includes(d.id);
}
