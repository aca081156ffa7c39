// Recovery cases in memory, for the pages about them: what is done to one stands.
import type { Case } from '../recovery.ts';
import { me } from './fake-agent.ts';
import { refusal } from './fake-api.ts';
import { createFakeHouse, type FakeHouse } from './fake-house.ts';
import { line } from './fake-report.ts';

export const hour = 3_600_000;
const t = Date.now();
export const one = (id: string, over: Partial<Case> = {}): Case => ({
  id,
  conv: `c-${id}`,
  n: 1,
  site: 'demo',
  visitor: 'v-ana',
  visitorName: 'Ana',
  triggers: ['low_score', 'contact_wanted'],
  state: 'open',
  owner: null,
  ownerName: null,
  escalated: 0,
  openedAt: t - 2 * hour,
  dueAt: t + 22 * hour,
  contactedAt: null,
  closedAt: null,
  outcome: null,
  actions: [],
  cause: null,
  second: null,
  isVoid: false,
  score: 1,
  resolved: 'no',
  reasons: ['runaround'],
  comment: 'Three times!',
  wish: true,
  contactTo: 'ana@mail.example',
  lastWords: null,
  ...over,
});

const people = [
  { id: me.id, name: me.name, isGone: false },
  { id: 'mia', name: 'Mia', isGone: false },
  { id: 'eva', name: 'Eva', isGone: false },
  { id: 'old', name: 'Olga', isGone: true },
];

/** Keeps cases and does what is asked. */
export function withCases(cases: Case[]): FakeHouse {
  const house = createFakeHouse();
  const call = house.call;
  house.call = async (method, path, body) => {
    const [, , place, id, act] = path.split(/[/?]/);
    if (place === 'silent')
      return { sessions: [line({ score: null, comment: null, marks: ['bounced'] })], isMore: false };
    if (place !== 'cases') return call(method, path, body);
    const what = `${method} ${path}`;
    house.asked.push({ what, body });
    const no = house.refuse.get(what);
    house.refuse.delete(what);
    if (no) throw no;
    const at = cases.findIndex((it) => it.id === id);
    const it = cases[at] as Case;
    if (method === 'GET') {
      if (!path.includes('?')) {
        if (!it) throw refusal({ code: 'not_found', status: 404 });
        return {
          case: it,
          events: [
            { seq: 1, at: t, actor: 'system', kind: 'opened', data: { triggers: ['low_score'] } },
            { seq: 2, at: t, actor: me.id, kind: 'noted', data: { text: 'Called twice' } },
            { seq: 3, at: t, actor: 'mia', kind: 'owned', data: { to: 'eva' } },
            { seq: 4, at: t, actor: 'eva', kind: 'contacted', data: { how: 'phone' } },
            { seq: 5, at: t, actor: 'system', kind: 'escalated', data: { percent: 50 } },
          ],
          people,
        };
      }
      return { cases: cases.filter((c) => (c.state === 'closed') === path.endsWith('closed')), isMore: false };
    }
    const { to = me.id } = (body ?? {}) as { to?: string };
    if (act === 'own') {
      const ownerName = people.find((one) => one.id === to)?.name ?? null;
      cases[at] = { ...it, owner: to, ownerName, state: it.state === 'open' ? 'owned' : it.state };
    }
    if (act === 'contact') cases[at] = { ...it, state: 'contacted', contactedAt: t };
    if (act === 'close')
      cases[at] = { ...it, state: 'closed', closedAt: t, ...(body as Pick<Case, 'outcome' | 'cause'>) };
    return { case: cases[at] };
  };
  return house;
}
