// What the codes of reports are called: tables, columns, cells, lists, signs, findings. A code that nobody has given words to is shown as it is.
import { reasons } from '@rapport/protocol';
import { plainCode } from './report-figure.ts';
import { reasonWords, resolvedWords } from './survey-words.ts';

const tables: Readonly<Record<string, string>> = {
  reasons: 'What went wrong',
  negative: 'What went wrong',
  positive: 'What went well',
  groups: 'Person, process, product',
  weeks: 'Satisfied, week by week',
  weeks_dissatisfied: 'Dissatisfied, week by week',
  rolling: 'Satisfied, over the 28 days before',
  response: 'Answered, week by week',
  by_handoffs: 'By how often they were handed over',
  happened: 'What happened',
  triggers: 'Why cases were opened',
  respondents: 'Who answered, and who did not',
  days: 'Day by day',
  hours: 'By the hour in which they began',
  hours_waiting: 'Waited longer than promised, by day and hour',
  hours_unanswered: 'Had no answer, by day and hour',
  hours_missed: 'Offers that were missed, by day and hour',
  outcomes: 'What we noted at the end, what they said',
  funnel: 'From ended to rated',
  matrix: 'What we believed, what they said',
  teams: 'By team',
  agents: 'By person',
  matrix_moves: 'From whom to whom',
  chains: 'Several chats of one visitor',
  promises: 'By promise',
  weekdays: 'By weekday',
  topics: 'What to learn about',
  funnel_dot: 'Within what chance alone would give',
};

const columns: Readonly<Record<string, string>> = {
  code: 'What',
  believed: 'We believed',
  perceived: 'They said',
  they_satisfied: 'They: satisfied',
  they_not: 'They: not satisfied',
  we_said: 'We noted',
  pairs: 'Pairs',
  team: 'Team',
  gap: 'Gap',
  promise: 'Promise',
  kept: 'Kept',
  felt_slow: 'Kept, but felt slow',
  before: 'Before',
  unanswered: 'No answer',
  yes: 'They: yes',
  partly: 'They: partly',
  no: 'They: no',
  unknown: 'They: too early to say',
  reason: 'Reason',
  mentions: 'Named',
  share: 'Share',
  cumulative: 'Running share',
  of_ratings: 'Of ratings',
  week: 'Week from',
  day: 'Day',
  hour: 'Hour',
  n: 'Ratings',
  sessions: 'Chats',
  p50: 'Half within',
  p90: 'Nine in ten within',
  from: 'From',
  to: 'To',
  csat: 'Satisfied',
  dissatisfied: 'Dissatisfied',
  centre: 'Centre',
  offered: 'Asked',
  response_rate: 'Answered',
  coverage: 'Asked, of those who could be',
  ended: 'Ended',
  rated: 'Rated',
  step: 'Step',
  trait: 'Trait',
  respondents: 'Of those who answered',
  silent: 'Of the silent',
  why: 'Why',
  cases: 'Cases',
  contacted: 'Contacted',
  handoffs: 'Handed over',
  length: 'Half lasted',
  runaround: 'Twice or more',
  bounced: 'Came back',
  times: 'Times',
  page: 'Page',
  ratings: 'Ratings',
  look_lower: 'Worth a look below',
  look_upper: 'Worth a look above',
  talk_lower: 'Worth a talk below',
  talk_upper: 'Worth a talk above',
  lower: 'Lower limit',
  upper: 'Upper limit',
};

const lists: Readonly<Record<string, string>> = {
  blind_spots: 'We thought they were happy, and they were not',
  hidden_wins: 'We thought they were unhappy, and they were not',
  unhappy: 'Unhappy',
  praise: 'Praise',
  to_read: 'To read together',
  suggestion: 'A suggestion',
  suggestions: 'What could we do differently?',
  low: 'Unhappy',
  silent: 'Silent risk',
  shared: 'Shared with others',
  passed_around: 'Passed around',
  chains: 'Several chats within 7 days',
  promised: 'Promised and not kept',
};

const cells: Readonly<Record<string, string>> = {
  ...resolvedWords,
  new: 'New',
  returning: 'Returning',
  kept: 'Kept',
  late: 'Late',
  never: 'Nobody came',
  person: 'Person',
  process: 'Process',
  product: 'Product',
  none: '–',
  we_satisfied: 'We: satisfied',
  we_not: 'We: not satisfied',
  no_promise: 'No promise',
  total: 'All',
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
  ended: 'Ended',
  eligible: 'Could be asked',
  offered: 'Asked',
  shown: 'Saw the question',
  rated: 'Rated',
  no_human_reply: 'No person had answered',
  no_visitor_message: 'The visitor had not written',
  stale: 'Answered a day or more before the end',
  throttled: 'Rated another chat that day',
  survey_off: 'The survey is switched off',
  spam: 'Spam',
  blocked: 'Blocked visitor',
  superseded: 'The chat went on',
  dismissed: 'Skipped',
  handed: 'Offered to a colleague',
  handAccepted: 'Accepted',
  handDeclined: 'Declined',
  handTimedOut: 'Not answered in time',
  handWithdrawn: 'Taken back',
  handGone: 'Offered to somebody who was gone',
  givenToTeam: 'Given to a team',
  takeovers: 'Taken over by a lead',
  requeued: 'Back in the queue',
  consulted: 'A colleague was asked',
  escalatedByVisitor: 'The visitor asked for a lead',
  escalatedByAgent: 'The agent asked for a lead',
};

/** Why somebody is owed something, and what hints at it (R18). */
export const signWords: Readonly<Record<string, string>> = {
  low_score: 'Rated 1 or 2',
  not_solved: 'Said it is not solved',
  contact_wanted: 'Wishes to be contacted',
  complaint: 'Complained',
  promise_broken: 'Waited longer than promised',
  never_answered: 'Nobody answered',
  handed_around: 'Passed around',
  came_back: 'Came back soon',
  asked_for_lead: 'Asked for a lead',
  left_midway: 'Left in the middle',
  comment: 'Wrote a comment',
  bounced: 'Came back to where it had been',
  runaround: 'Passed around',
  late: 'Waited longer than promised',
  never: 'Nobody answered',
  escalated: 'Asked for a lead',
  returned: 'Wrote again soon',
  left: 'Left while waiting',
  long_wait: 'Waited long',
  handoffs: 'Handed over twice or more',
};

const about = (id: unknown): string => columnName(String(id ?? ''));

const findings: Readonly<Record<string, (value: number | string | undefined, at: string | null) => string>> = {
  outside_below: (value, at) => `${about(value)}: one point below the limits, the week from ${at}.`,
  outside_above: (value, at) => `${about(value)}: one point above the limits, the week from ${at}.`,
  run_below: (value, at) => `${about(value)}: eight or more points in a row below the centre, from the week of ${at}.`,
  run_above: (value, at) => `${about(value)}: eight or more points in a row above the centre, from the week of ${at}.`,
  no_signal: (value) => `${about(value)}: no signal, normal variation.`,
  too_few: (value) => `${about(value)}: too few ratings to tell signal from noise.`,
  kept_no_difference: () =>
    'Whether the promise was kept makes no difference that can be told to how satisfied they are.',
  choose_person: () => 'Choose a person.',
  dot_inside: () => 'Within what chance alone would give: there is nothing to explain.',
  heavy_rater: (value) => `One visitor gave ${value} of the ratings.`,
  staff_believe_more: () => 'We believe more of our chats went well than their visitors do.',
  staff_believe_less: () => 'We believe fewer of our chats went well than their visitors do.',
  no_gap_shown: () => 'No gap shown: the interval contains 0.',
  too_few_pairs: (value) => `Too few pairs of guess and rating to show a gap (${value}); read the chats below.`,
  kept_more_satisfied: () => 'Visitors are more satisfied where the promise was kept.',
  kept_less_satisfied: () => 'Visitors are less satisfied where the promise was kept.',
  kept_less_on: (value) => `Fewer promises are kept on this day: ${codeText(String(value ?? ''))}.`,
  named_more: (value) => `Named more often than before: ${codeText(String(value ?? ''))}.`,
  top_reason: (value) => `Most common reason: ${codeText(String(value ?? ''))}.`,
  dot_look_below: () => 'Below what the same chats bring: worth a look.',
  dot_look_above: () => 'Above what the same chats bring: worth a look.',
  dot_talk_below: () => 'Well below what the same chats bring: worth a talk.',
  dot_talk_above: () => 'Well above what the same chats bring: worth a talk, so that others learn of it.',
};

const known = new Set<string>(reasons);
const isReason = (code: string): code is keyof typeof reasonWords => known.has(code);

/** `wentWell`: reasons are said as those say them who were satisfied. */
export function codeText(code: string, wentWell = false): string {
  if (isReason(code)) return reasonWords[code][wentWell ? 1 : 0];
  return cells[code] ?? signWords[code] ?? plainCode(code);
}

export const tableName = (id: string): string => tables[id] ?? plainCode(id);
/** A number is the hour of a day. */
export const columnName = (id: string): string =>
  /^\d+$/.test(id) ? `${id.padStart(2, '0')}` : (columns[id] ?? plainCode(id));
export const listName = (id: string): string => lists[id] ?? plainCode(id);
export const signText = (code: string): string => signWords[code] ?? codeText(code);

export function findingText(
  { code, value }: { readonly code: string; readonly value?: number | string },
  at: string | null,
): string {
  const say = findings[code];
  if (say) return say(value, at);
  return `${plainCode(code)}${value === undefined ? '' : `: ${value}`}${at === null ? '' : ` (${at})`}`;
}
