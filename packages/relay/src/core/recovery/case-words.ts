// The words of a recovery case (RATINGS §3). None of them says that it is the visitor's fault (RATINGS R4). Constants only.
import { type Reason, reasons } from '@rapport/protocol';

export const caseStates = ['open', 'owned', 'contacted', 'waiting', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

/** What came of it. */
export const caseOutcomes = [
  'resolved',
  'apologised',
  'cannot_do_explained',
  'no_answer',
  'no_contact_possible',
  'declined_by_visitor',
  'duplicate',
] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** What was done for the visitor. */
export const caseActions = [
  'apology',
  'thanks',
  'explanation',
  'fix',
  'replacement',
  'refund',
  'discount',
  'cancellation',
  'item_set_aside',
  'stock_notice',
  'passed_on',
  'other',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** Why it came to that: the words in which visitors give their reasons. */
export const caseCauses: readonly Reason[] = reasons;
export type CaseCause = Reason;

export const contactWays = ['chat', 'mail', 'phone'] as const;
export type ContactWay = (typeof contactWays)[number];

/** After these the visitor is not asked how it was handled: nobody has handled it, or he wanted nobody to. */
export const unasked: readonly CaseOutcome[] = ['declined_by_visitor', 'duplicate'];

/** Within which somebody gets in touch, counted from the opening. */
export const dueMs = 86_400_000;
/** A visitor who writes so soon after the end of a case opens it again. */
export const reopenWithinMs: number = 7 * 86_400_000;
