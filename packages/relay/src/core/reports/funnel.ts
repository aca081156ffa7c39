// The way from an ended session to a rating, with whoever was left out on it (F9). Pure.
import { type Funnel, funnel } from '@rapport/ratings';
import type { Answers } from './sums.ts';

const ineligible = ['no_human_reply', 'no_visitor_message', 'staff_session', 'stale'] as const;

/** `spam`: ended as such; in no other count. */
export function funnelOf({ invitations, excuses, scores, shown }: Answers, spam: number): Funnel {
  const rated = Object.values(scores).reduce((sum, count) => sum + count, 0);
  const { ineligible: _, suppressed: __, ...asked } = invitations;
  const offered = Object.values(asked).reduce((sum, count) => sum + count, 0);
  const eligible = offered + invitations.suppressed + spam;
  const { none: unknown, ...known } = excuses;
  const left = Object.entries(known).filter(([code]) => !ineligible.some((one) => one === code));
  const suppressed = { ...Object.fromEntries(left), spam: known.spam + spam };
  const out = Object.fromEntries(ineligible.map((code) => [code, known[code]]));
  return funnel(
    { ended: eligible + invitations.ineligible, eligible, offered, shown, rated },
    { ineligible: out, suppressed },
  );
}
