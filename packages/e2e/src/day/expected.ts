// The numbers of the day in script.ts, counted by hand from that list before anything computed them. Waiting times are seconds from
// the visitor's first message of a session to the first message of a person in it; counts are sessions unless they say otherwise.
//
// A session begins when a visitor writes who has none open, and ends when it is closed. Those of the day, with who opened it when, and
// who replied first when:
//   E1 Eleni 00:00 → Maria 10:40, message      S8  Nikos 26:00 → Jon   26:20
//   S1 Ana   12:00 → Maria 12:20               S9  Tom   26:05 → Maria 26:35
//   S2 Nikos 12:30 → Jon   12:55               S10 Ana   27:00 → Maria 29:30
//   S3 Siti  14:10 → Maria 14:40               S11 Eleni 27:10 → nobody, left the queue 27:50
//   S4 Tom   16:00 → Maria 16:40               S12 Siti  27:20 → Maria 34:00
//   S5 Eleni 16:05 → Jon   16:55               S13 Nikos 47:00 → nobody, spam 47:10
//   S6 Siti  21:00 → Jon   21:30               S14 Nikos 48:20 → Maria 48:40
//   S7 Eleni 23:20 → Maria 24:40               S15 Eleni 52:00 → still waits

/** E1 and S1 to S14. S15 has not ended. */
export const ended = 15;

/** S13. It is in `ended`, and in nothing below but `blocked` and `unblocked`. */
export const spam = 1;

/** S15: begun today, not ended, nobody has replied. */
export const waitingStill = 1;

/** Begun today, not ended, somebody has replied: none. */
export const answeredStill = 0;

/**
 * Chats: S1 20, S2 25, S3 30, S4 40, S5 50, S6 30, S7 80, S8 20, S9 30, S10 150, S11 never, S12 400, S14 20.
 * Sorted: 20 20 20 25 30 30 30 40 50 80 150 400 never: thirteen.
 */
export const live = {
  n: 13,
  /** S11. */
  never: 1,
  /** 13 / 2 = 6.5, so the 7th: 30. */
  p50: 30,
  /** 0.9 · 13 = 11.7, so the 12th: 400. Of the twelve answered alone it would be the 11th: 150. */
  p90: 400,
} as const;

/** Messages left while nobody was there: E1, 10:40 − 00:00 = 640. */
export const offline = { n: 1, never: 0, p50: 640, p90: 640 } as const;

/**
 * Promises. Too few waits (fewer than five) were known when E1 and S1 to S5 were opened: S5 came at 16:05, when only S1 to S3, and E1,
 * had been taken. From S6 on each is promised an end; S13 is spam. Shown: S6 S7 S8 S9 S10 S11 S12 S14.
 */
export const promises = {
  shown: 8,
  /** S6 30 s, S8 20 s, S9 30 s, S14 20 s. */
  kept: 4,
  /** S7 80 s of 60; S10 150 s and S12 400 s of 60 (or of 120, had the wait of S7 made it that). */
  late: 3,
  /** S11. */
  never: 1,
  /** Share within promise: 4 of 8. */
  share: 0.5,
  /** Wilson: 4 of 8, z² = 3.8415; centre ½; half z·√(1/32 + z²/256) / (1 + z²/8) = 1.96 · √0.046256 / 1.48018 = 0.28478. */
  interval: [0.2152, 0.7848],
  /** Kept and rated: S8 and S14. */
  ratedKept: 2,
  /** S8 names lost_time. */
  slowAmongKept: 1,
} as const;

/** Replied to by a person: all that ended but S11 and S13. */
export const answered = 13;

/**
 * Changes of owner after the first reply of a person. S3: Maria to Jon. S4: Maria to Jon (what was declined and what was not taken in
 * time changed nothing), Jon to Maria. S6: Jon to Lena. S8: Jon, who vanished, to Maria. S14: Maria to Jon of billing.
 * S2 (a consult) and S7 (missed before any reply) had none; the lead who joined S14 is none.
 */
export const runaround = {
  /** None: E1 S1 S2 S5 S7 S9 S10 S12. One: S3 S6 S8 S14. Two: S4. */
  byHandoffs: [8, 4, 1],
  /** 4 · 1 + 1 · 2. */
  handoffs: 6,
  /** S3 S4 S6 S8 S14, of 13. */
  handedOn: 5,
  /** S4, of 13. */
  ranAround: 1,
  /** S4: back to Maria. */
  bounced: 1,
} as const;

/** Whether one session was enough shows after seven days: today nothing is known of any of the 13. */
export const oneStopToday = { n: 0, count: 0, pending: 13 } as const;

/**
 * After seven days without another word: no handoff, not called unsolved, and that visitor did not come again.
 * E1 and S5 and S7 (Eleni), S1 (Ana), S2 (Nikos) came again. S3, S4, S6, S8 and S14 had handoffs. Left: S9, S10, S12.
 */
export const oneStopLater = { n: 13, count: 3, pending: 0 } as const;

/** How sessions ended, and what happened in them. */
export const happened = {
  /** S5 18:40, S8 33:30; not S11, which was never answered. */
  endedByVisitor: 2,
  /** S11. */
  leftQueue: 1,
  /** S12. */
  endedIdle: 1,
  /** E1, S1, S2, S3, S4, S6, S7, S9, S10, S14. */
  endedByAgent: 10,
  /** S8. */
  requeued: 1,
  /** Offers that were not taken: S7 by Jon. */
  missed: 1,
  /** S2. */
  consulted: 1,
  /** Offered to a person with a note: S3 15:00; S4 17:00, 17:20, 18:30, 19:10. */
  handed: 5,
  /** S3 15:10; S4 18:50, 19:20. */
  handAccepted: 3,
  /** S4 17:10. */
  handDeclined: 1,
  /** S4 18:20. */
  handTimedOut: 1,
  /** S14 49:00. */
  givenToTeam: 1,
  /** S6 22:30. */
  takeovers: 1,
  /** S6, once: asking again changed nothing. */
  escalatedByVisitor: 1,
  /** S14. */
  escalatedByAgent: 1,
  /** S4. */
  complaints: 1,
  /** S13. */
  blocked: 1,
  unblocked: 1,
} as const;

/** Rated: S1 5, S3 4, S4 2, S8 3, S14 5. S6 was skipped. */
export const scores = { 1: 0, 2: 1, 3: 1, 4: 1, 5: 2 } as const;

/**
 * The same for Jon alone: sessions that he had at any time: S2 25, S3 30, S4 40, S5 50, S6 30, S8 20, S14 20; S13 is spam.
 * Sorted: 20 20 25 30 30 40 50: seven; the 4th is 30; 0.9 · 7 = 6.3, so the 7th: 50.
 */
export const jon = {
  ended: 8,
  spam: 1,
  live: { n: 7, never: 0, p50: 30, p90: 50 },
  /** S6, S8, S14. */
  promises: { shown: 3, kept: 3, late: 0, never: 0 },
  /** None: S2 S5. One: S3 S6 S8 S14. Two: S4. */
  byHandoffs: [2, 4, 1],
  bounced: 1,
} as const;
