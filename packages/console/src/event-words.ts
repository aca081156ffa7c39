// What a line of the system says of an event, to staff. Pure; null: nothing.
import type { ActorId, EventData, Resolved, Wait } from '@rapport/protocol';
import type { ChatEvent } from '@rapport/sdk';
import { deskWords } from './desk-words.ts';
import { systemWords } from './system-words.ts';
import { lengthText } from './time.ts';
import type { Who } from './transcript.ts';
import { isolate, words } from './words.ts';

const w = systemWords;

/** `before`: the event right before it, if nothing stands between. */
export function eventText(event: ChatEvent, before: ChatEvent | null, who: Who): string | null {
  const { kind, author, at, data } = event;
  const { state, me, visitorName } = who;
  const plain = (id: ActorId): string => (id === state.visitor ? visitorName : id === me ? w.you : who.person(id));
  const name = (id: ActorId): string => isolate(plain(id));
  /** Where it is not the first word. */
  const other = (id: ActorId): string => (id === me ? w.youToo : name(id));
  const main = words.system;
  switch (kind) {
    case 'opened':
      return (data as EventData['opened']).mode === 'live' ? main.opened(visitorName) : main.openedOffline(visitorName);
    case 'joined': {
      const { who: person } = data as EventData['joined'];
      if (person.id === state.visitor) return null;
      // Said already by who passed it on.
      if (before?.kind === 'transferred' && (before.data as EventData['transferred']).to === person.id) return null;
      const after = state.takenAt === at ? lengthText(at - state.openedAt) : null;
      if (person.id === me) return after === null ? main.youJoined : main.youJoinedAfter(after);
      const called = person.name ?? who.person(person.id);
      return after === null ? main.joined(called) : main.joinedAfter(called, after);
    }
    case 'left':
      return main.left(plain((data as EventData['left']).who));
    case 'closed':
      return closedText(data as EventData['closed'], author, who, plain);
    case 'reopened':
      // Whoever writes about a case begins the chat again.
      return author === state.visitor ? main.reopened(visitorName) : w.reopenedBy(name(author));
    case 'transferred':
      return transferText(data as EventData['transferred'], who, name, other);
    case 'requeued':
      return w.requeued(name((data as EventData['requeued']).from));
    case 'escalated':
      if ((data as EventData['escalated']).by === 'visitor') return w.escalatedByVisitor(isolate(visitorName));
      return author === me ? w.youEscalated : w.escalated(name(author));
    case 'promised':
      return author === state.visitor ? w.promised(waitWords(data as Wait)) : w.promisedAgain(waitWords(data as Wait));
    case 'late':
      return w.late;
    case 'asked':
      return w.asked;
    case 'stayed':
      return w.stayed(isolate(visitorName));
    case 'handed':
      return w.handed(name((data as EventData['handed']).to));
    case 'returned': {
      const { to, why } = data as EventData['returned'];
      if (why === 'withdrawn') return w.withdrawn;
      return why === 'declined' ? w.declined(name(to)) : why === 'timeout' ? w.timeout(name(to)) : w.gone(name(to));
    }
    case 'missed': {
      const { by, why } = data as EventData['missed'];
      if (why === 'declined') return w.missedDeclined(name(by));
      return why === 'timeout' ? w.missedTimeout(name(by)) : w.missedGone(name(by));
    }
    case 'outcome':
      return w.outcome(name(author), deskWords.end.outcomes[(data as { resolved: Resolved }).resolved]);
    case 'insider':
      return (data as EventData['insider']).by === 'session' ? w.insider : w.insiderNear;
    case 'blocked':
      return w.blocked(name(author));
    case 'unblocked':
      return w.unblocked(name(author));
    case 'mailed': {
      const { state: sent, why } = data as EventData['mailed'];
      if (sent === 'sent') return w.mailed;
      return mailFailures[why ?? ''] ?? w.mailFailed;
    }
    default:
      return null; // `assigned` stands beside `joined`, `handing` and `consulted` have words; an unknown kind is passed over (V2)
  }
}

/** By the reasons of the relay; another one is a failure all the same. */
const mailFailures: Readonly<Record<string, string>> = {
  not_configured: w.mailNotSetUp,
  refused: w.mailRefused,
  gave_up: w.mailGaveUp,
  too_many: w.mailTooMany,
};

function closedText(
  { by, why }: EventData['closed'],
  author: ActorId,
  { me, visitorName }: Who,
  plain: (id: ActorId) => string,
): string {
  if (why === 'idle') return w.closedIdle;
  if (why === 'left') return w.closedLeft(isolate(visitorName));
  if (why === 'spam') return author === me ? w.youClosedSpam : w.closedSpam(isolate(plain(author)));
  if (by === 'system') return words.system.closed;
  return author === me ? words.system.closedByYou : words.system.closedBy(plain(author));
}

function transferText(
  { from, to, team, why }: EventData['transferred'],
  who: Who,
  name: (id: ActorId) => string,
  other: (id: ActorId) => string,
): string | null {
  const giver = from === null ? null : name(from);
  if (team !== undefined) return w.passedTeam(giver ?? w.somebody, isolate(who.team(team)));
  if (to === undefined) return null;
  if (why === 'takeover') return giver === null ? w.takenQueue(name(to)) : w.taken(name(to), other(from as ActorId));
  return w.passed(giver ?? w.somebody, other(to));
}

/** What one colleague wrote to another beside what was done. */
export function wordOf({ kind, author, data }: ChatEvent, who: Who): { title: string; text: string } | null {
  const d = data as { to?: ActorId; team?: string; text?: string; reason?: string };
  const name = (id: ActorId, you: string = w.you): string => isolate(id === who.me ? you : who.person(id));
  if (kind === 'handing') {
    const to = d.to === undefined ? isolate(who.team(d.team ?? '')) : name(d.to, w.youToo);
    return { title: `${w.handOver} · ${w.handing(name(author), to)}`, text: d.text ?? '' };
  }
  if (kind === 'consulted' && d.to !== undefined)
    return { title: w.consulted(name(author), name(d.to, w.youToo)), text: d.text ?? '' };
  if (kind === 'blocked' && d.reason) return { title: words.conversation.noteBy(name(author)), text: d.reason };
  return null;
}

const minutes = (ms: number): number => Math.round(ms / 60_000);

/** `2–4 min`: as the visitor was shown it. */
export function waitWords({ fromMs, toMs }: Wait): string {
  if (toMs === null) return deskWords.wait.over(minutes(fromMs));
  return minutes(toMs) <= 1 ? deskWords.wait.seconds : deskWords.wait.range(minutes(fromMs), minutes(toMs));
}
