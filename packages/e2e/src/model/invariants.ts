// The invariants of delivery, by the numbers of the delivery design. Each is checked where `where` says; a failure names its number.

interface Invariant {
  readonly says: string;
  readonly where: string;
}

export const invariants: Readonly<Record<number, Invariant>> = {
  1: { says: 'acknowledged is on disk, whatever dies', where: 'tap.ts at every ack, check-end.ts against the disk' },
  2: { says: 'a command stands at most once in the log', where: 'record.ts at every commit' },
  3: { says: 'seq is 1..head without holes, in commit order', where: 'record.ts at every commit' },
  4: { says: 'what a client applied is a run of the log', where: 'check.ts after every step' },
  5: { says: 'all who have a seq agree on what it is', where: 'tap.ts at every frame, check.ts after every step' },
  6: { says: 'log order is the order of what one tab said', where: 'check-end.ts' },
  7: { says: 'an ack or a heartbeat moves no cursor', where: 'tap.ts at every hello and sub, check.ts' },
  8: { says: 'a key stays, a status goes forward, sent has a seq', where: 'check.ts after every step' },
  9: {
    says: 'no cursor without its data',
    where: 'tap.ts at every hello and sub of a new tab, check.ts: what is stored',
  },
  10: { says: 'no visitor hears of notes or of another visitor', where: 'tap.ts at every frame' },
  11: { says: 'marks never decrease, d ≥ r, r ≤ head', where: 'tap.ts at every mark' },
  12: {
    says: "a client's fold is the relay's",
    where: 'record.ts, tap.ts at every snap and sum, check.ts after every step',
  },
  13: {
    says: 'one accept wins; state follows the table',
    where: 'record.ts at every commit, check-end.ts: trespassers',
  },
  14: {
    says: "commands run as the socket's person; nothing reaches the revoked",
    where: 'guard.ts at every frame, commit and step',
  },
  15: { says: 'memory per stalled client is bounded', where: 'guard.ts at every frame that is written' },
  16: {
    says: 'no token in a URL, close reason, log line or error',
    where: 'guard.ts, told of each by world.ts and tab.ts',
  },
  17: { says: 'the unknown neither throws nor stops a cursor', where: 'world.ts: strangely; the cursor by 21' },
  18: { says: 'a socket that answers probes is not closed for liveness', where: 'guard.ts at every close by a client' },
  19: { says: 'no more than 8 % of all attempts in any 100 ms', where: 'reconnect-spread.test.ts' },
  20: { says: 'what was said is in the log or shown as failed', where: 'check-end.ts' },
  21: { says: 'every window reaches the head within heartbeat + 3 s', where: 'peace.ts, and whole in check-end.ts' },
  22: { says: 'who waits is online within 35 s, at a wake within 2 s', where: 'peace.ts; final closes in guard.ts' },
  23: { says: 'typing ends within 6 s of its last sign', where: 'check.ts after every step' },
  25: {
    says: 'both agents, their tabs and the visitor agree on owner, state, hand-over, lead and block',
    where: 'check-end.ts',
  },
  26: {
    says: 'an ended session has one state of its invitation, and what is said of it is what may be said of it then',
    where: 'survey-rules.ts at every commit, check-end.ts',
  },
  24: { says: 'a drain keeps its budget and fails no command', where: 'nodes.ts, guard.ts at every refusal and close' },
};

export const describeInvariant = (number: number): string => invariants[number]?.says ?? 'must not happen at all';
