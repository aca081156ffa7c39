// How each figure of a report is counted, in words: first what is counted of what, by figure; then the method, as far as this figure shows
// what comes of it. Pure.
import type { Figure } from '@rapport/protocol';

const wait = 'From the beginning of the chat to the first reply of a person';
const half = 'half of them took no longer than this';
const nine = 'nine in ten took no longer than this';
const due = 'Cases whose 24 hours are over, or in which somebody got in touch before, are among all';
const pairs = 'Only chats for which there are both a guess, made before the rating was seen, and a rating';
const shown = 'Only promises that a visitor was shown; those still open are not in it';

const counted: Readonly<Record<string, string>> = {
  csat: 'Ratings of “satisfied” and “very satisfied”, divided by all ratings.',
  top_box: 'Ratings of “very satisfied”, divided by all ratings.',
  dissatisfied: 'Ratings of “dissatisfied” and “very dissatisfied”, divided by all ratings.',
  balance:
    'Satisfied ratings for each dissatisfied one; those in the middle are on neither side. Twelve for one is called good: that is a figure from an article, not a law.',
  resolved:
    'Visitors who said that their issue is resolved, divided by all who answered that. “Partly” and “too early to say” are among all.',
  kept: `Promises of a wait that were kept, divided by all that came due. ${shown}.`,
  late: `Promises of a wait after which a person answered late, divided by all that came due. ${shown}.`,
  never: `Promises of a wait after which no person ever answered, divided by all that came due. ${shown}.`,
  felt_slow:
    'Ratings of chats whose promise was kept that name waiting or lost time as what went wrong, divided by all ratings of such chats.',
  late_fine:
    'Ratings of chats whose promise was broken by a late answer that do not name waiting or lost time, divided by all ratings of such chats.',
  expect: 'Better than expected minus worse than expected, divided by all answers: from −100 to +100.',
  nps: 'Answers of 9 and 10 minus answers of 0 to 6, divided by all answers: from −100 to +100.',
  ces: 'Answers of 5, 6 and 7 to “You made it easy”, divided by all answers.',
  p50: `${wait}: ${half}.`,
  p90: `${wait}: ${nine}.`,
  first_reply_p50: `${wait}, in chats that began while somebody was here: ${half}.`,
  first_reply_p90: `${wait}, in chats that began while somebody was here: ${nine}.`,
  offline_reply_p50: `From when a message was left to the first reply of a person, nights included: ${half}.`,
  offline_reply_p90: `From when a message was left to the first reply of a person, nights included: ${nine}.`,
  offline_reply_open_p50: `From when a message was left to the first reply of a person, only the opening hours counted: ${half}.`,
  offline_reply_open_p90: `From when a message was left to the first reply of a person, only the opening hours counted: ${nine}.`,
  length_p50: `From the beginning to the end of chats that a person answered: ${half}.`,
  length_p90: `From the beginning to the end of chats that a person answered: ${nine}.`,
  bounds_low: 'Satisfied ratings, divided by all who were asked: as if everybody who said nothing were not satisfied.',
  bounds_high:
    'Satisfied ratings and everybody who was asked and said nothing, divided by all who were asked: as if all of these were satisfied.',
  named: 'Dissatisfied ratings that name at least one reason, divided by all dissatisfied ratings.',
  waiting: 'Chats that were answered later than was promised.',
  unanswered: 'Chats in which no person ever answered.',
  staff_address:
    'Chats that began at an address from which somebody of the staff was connected just then. They count like all others: an office has one address.',
  we_named: 'Of the staff who answered in the quarters of this period, those who name it; of a person the last answer.',
  they_named: 'Dissatisfied ratings that name it, divided by all dissatisfied ratings.',
  missed: 'Each time that a chat was offered to somebody who did not take it.',
  answered: 'Chats in which a person answered, divided by all chats.',
  one_stop:
    'Answered chats that were not handed over, not called unsolved, and not followed by another chat of the visitor within 7 days; divided by all answered chats that ended 7 days ago or more.',
  handoffs:
    'Answered chats that changed to another person or team after the first reply, divided by all answered chats.',
  runaround: 'Answered chats that changed to another person or team twice or more, divided by all answered chats.',
  bounced:
    'Answered chats that came back to the person or team that had had them before, divided by all answered chats.',
  contacted: `Cases in which somebody got in touch, divided by all. ${due}.`,
  within_due: `Cases in which somebody got in touch within 24 hours, divided by all. ${due}.`,
  recovered: `Cases whose visitor was satisfied with how it was handled, divided by all cases, the silent too. ${due}.`,
  recovered_of_rerated:
    'Cases whose visitor was satisfied with how it was handled, divided by those whose visitor answered that.',
  complaints: 'Visitors who complained at least once, divided by all visitors. Who complains five times counts once.',
  complaint_concentration: 'Complaints of the fifth of the visitors who complain most, divided by all complaints.',
  returning: 'Visitors who had had an earlier chat, divided by all visitors. Each counts once.',
  response_rate: 'Chats that were rated, divided by all whose visitor was asked. Who said nothing stays among all.',
  coverage: 'Chats whose visitor was asked, divided by all whose visitor could have been asked.',
  answer_rate: 'Chats that were rated, divided by all whose visitor had the question before them.',
  rated_of_ended: 'Chats that were rated, divided by all that ended.',
  guessed: 'Chats for which a guess was made, divided by all for which one was asked for.',
  read_p50: `From a rating to when somebody of the team first had it before them: ${half}.`,
  read_p90: `From a rating to when somebody of the team first had it before them: ${nine}.`,
  acted_p50: `From a dissatisfied rating to when somebody of the team wrote, noted something or got in touch: ${half}.`,
  acted_p90: `From a dissatisfied rating to when somebody of the team wrote, noted something or got in touch: ${nine}.`,
  low_read:
    'Dissatisfied ratings that somebody of the team read within 24 hours, divided by all that are at least so old.',
  low_acted:
    'Dissatisfied ratings after which somebody of the team wrote, noted something or got in touch within 24 hours, divided by all that are at least so old.',
  voided: 'Ratings that two people left out of all figures. They are in no other figure.',
  revised: 'Ratings that their visitor changed at least once. The newest counts.',
  locked: 'Ratings that can no longer be changed because somebody got in touch with their visitor.',
  closed: 'Closed cases, divided by all cases.',
  believed: `Chats that whoever had them guessed to be rated as satisfied, divided by all. ${pairs}.`,
  perceived: `Chats whose visitor was satisfied, divided by all. ${pairs}.`,
  gap: `Chats only we called satisfied minus chats only the visitor called satisfied, divided by all. ${pairs}; shown from 30 on.`,
  blind_spot: `Of the chats whose visitor was not satisfied, those that we had guessed satisfied. ${pairs}.`,
  hidden_wins: `Of the chats whose visitor was satisfied, those that we had guessed not to be. ${pairs}.`,
  sessions: 'Chats that ended in the period; those ended as spam are not in it.',
  had_to_repeat:
    'Dissatisfied ratings that name being passed around or having to repeat, divided by all dissatisfied ratings.',
  contact_p50: `From when a case was opened to when somebody got in touch: ${half}. ${due}.`,
  contact_p90: `From when a case was opened to when somebody got in touch: ${nine}. ${due}.`,
  not_due: 'Cases younger than 24 hours in which nobody has been in touch yet. They are in no share of this page.',
  raised: 'Ratings that their visitor made better after somebody of the team had written again.',
  heaviest: 'Ratings of the one visitor who gave most, divided by all ratings.',
  visitor_weighted: 'The share of satisfied ratings of each visitor, and of these the mean: each visitor counts once.',
  rated: 'Ratings that were given or changed in the period.',
  unhappy: 'Dissatisfied ratings, and those that call the issue not resolved.',
  shared:
    'Ratings of chats in which colleagues wrote, too, or that name the product or its price: they count for nobody alone.',
  expected:
    'What share of the same mix of teams, languages and parts of the day would be satisfied, were each as it is for all people together.',
  adjusted:
    'The satisfied ratings, divided by what the same mix of chats brings on average, times the share of all people together.',
  open_cases: 'Cases that are not closed.',
};

const reasonCounted = 'Dissatisfied ratings that name it, divided by all dissatisfied ratings.';

const methods = {
  share:
    'The interval is Wilson’s: with so many answers, the true share lies in it nineteen times of twenty. Percentages are whole, halves rounded away from zero.',
  gap: 'The interval is that of Agresti and Min for pairs: the true gap lies in it nineteen times of twenty.',
  net: 'The interval follows from how far the answers lie apart: the true value lies in it nineteen times of twenty.',
  time: 'What has not happened yet stays among all, as the longest.',
  change: 'Higher or lower than before is said only if chance alone would seldom make such a difference.',
  target: 'A target is met or missed only if the whole interval lies on one side of it.',
} as const;

/** Sentences; empty: nobody has said how yet. */
export function howCounted({ id, formula, kind, interval, show, change, verdict }: Figure): readonly string[] {
  // Of one reason, by its own code.
  const own = counted[id] ?? (formula === 'F18' ? reasonCounted : undefined);
  if (own === undefined) return [];
  return [
    own,
    ...(kind === 'time' && !id.startsWith('length') ? [methods.time] : []),
    ...(interval && show !== 'counts'
      ? [kind === 'share' ? methods.share : id === 'gap' ? methods.gap : methods.net]
      : []),
    ...(change ? [methods.change] : []),
    ...(verdict ? [methods.target] : []),
  ];
}
