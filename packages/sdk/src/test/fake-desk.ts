// What the staff's commands append on the relay in memory. It judges nothing: a test refuses by `relay.refuse`.
import type { ActorId, Audience, Command, ConvState } from '@rapport/protocol';

interface Step {
  readonly to: Audience;
  readonly k: string;
  readonly d: unknown;
}

/** The first of them answers the command. Null: not one of the staff's. */
export function deskSteps({ k, d: data }: Command, s: ConvState, a: ActorId, now: number): [Step, ...Step[]] | null {
  const d = data as { to?: ActorId; team?: string; note?: string; text?: string; reason?: string; n?: number };
  const note = (kind: string, what: object): Step => ({ to: 'notes', k: kind, d: what });
  const main = (kind: string, what: object): Step => ({ to: 'main', k: kind, d: what });
  const joined = main('joined', { who: { id: a, role: 'agent', name: 'Maria' } });
  switch (k) {
    case 'transfer':
      return d.to
        ? [note('handing', { to: d.to, text: d.note, until: now + 60_000 })]
        : [main('transferred', { from: s.as, team: d.team }), note('handing', { team: d.team, text: d.note })];
    case 'decline':
      return [note('returned', { to: s.hand?.to, why: s.hand?.to === a ? 'declined' : 'withdrawn' })];
    case 'consult':
      return [note('consulted', { n: s.n, ...d })];
    case 'join':
      return [joined];
    case 'takeover':
      return [main('transferred', { from: s.as, to: a, why: 'takeover' }), joined];
    case 'escalate':
      return [main('escalated', { by: 'agent' })];
    case 'block':
      return [note('blocked', { who: s.visitor, ...d })];
    case 'guess':
      return [note('guessed', data as object)];
    case 'void':
      return [note(s.voids?.[Number(d.n)] ? 'voided' : 'voiding', data as object)];
    case 'unvoid':
      return [note('unvoided', data as object)];
    case 'unblock':
      return [note('unblocked', { who: s.visitor })];
    default:
      return null;
  }
}
