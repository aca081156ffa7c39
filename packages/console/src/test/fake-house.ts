// The part of a relay that the pages about sites and people ask, in memory: what is changed stands, and what it should refuse is said beforehand.
import type { Report } from '@rapport/protocol';
import type { ApiError, Me } from '../api.ts';
import type {
  Hours,
  IdentityKey,
  MailState,
  NewIdentityKey,
  Person,
  Site,
  SiteChange,
  SiteSettings,
  Token,
} from '../house.ts';
import type { WidgetWords } from '../own-texts.ts';
import { me } from './fake-agent.ts';
import { refusal } from './fake-api.ts';

export const owner: Me = { ...me, role: 'owner' };

export const settings: SiteSettings = {
  colour: '#0f766e',
  side: 'end',
  label: null,
  contact: null,
  langs: ['en'],
  hours: null,
  promise: true,
  survey: true,
  guess: 20,
  extra: { expect: 25, nps: 0, ces: 0 },
  teams: [{ key: 'sales', name: 'Sales', hours: null }],
  capacity: 5,
  acceptWithinMs: 60_000,
  overflow: null,
  idle: { askAfterMs: 1_500_000, endAfterMs: 1_800_000 },
  leadButton: 'later',
  lang: null,
  texts: {},
};

export const week: Hours = {
  zone: 'Europe/Tirane',
  week: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
  days: {},
};

export const site = (over: Partial<Site> = {}): Site => ({
  key: 'demo',
  name: 'Acme',
  origins: ['https://acme.example'],
  native: false,
  disabled: false,
  settings,
  tag: '<script async src="https://chat.example/rapport.js" data-site="demo"></script>',
  seen: null,
  ...over,
});

export const person = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  email: `${id}@acme.example`,
  name: id,
  role: 'agent',
  teams: [],
  langs: [],
  capacity: null,
  disabled: false,
  presence: 'available',
  isPending: false,
  ...over,
});

const englishWords: WidgetWords['words'] = {
  'action.send': 'Send',
  'home.title': 'Chat with a person at {site}',
  'log.unread': { one: '{n} new message', other: '{n} new messages' },
  'survey.scores': ['Bad', 'Good'],
};
const germanWords: WidgetWords['words'] = {
  'action.send': 'Senden',
  'home.title': 'Mit einem Menschen bei {site} sprechen',
  'log.unread': { one: '{n} neue Nachricht', other: '{n} neue Nachrichten' },
  'survey.scores': ['Schlecht', 'Gut'],
};

export interface FakeHouse {
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  sites: Site[];
  people: Person[];
  tokens: Token[];
  keys: IdentityKey[];
  mail: MailState;
  /** When its reader has said what visitors hold against the team. */
  assessedAt: number | null;
  /** What the widget says, by language. */
  readonly words: Map<string, WidgetWords['words']>;
  /** By name. */
  readonly reports: Map<string, Report>;
  /** `METHOD path body`, in order. */
  readonly asked: { readonly what: string; readonly body: unknown }[];
  /** The next call that begins with this is answered so. */
  readonly refuse: Map<string, ApiError>;
}

export const wrong = (...problems: readonly (readonly [field: string, code: string])[]): ApiError =>
  refusal({
    code: 'invalid_field',
    status: 422,
    problems: problems.map(([field, code]) => ({ field, code })),
  });

export function createFakeHouse(): FakeHouse {
  const house: FakeHouse = {
    sites: [site()],
    people: [person(me.id, { name: me.name, email: me.email, role: 'owner' }), person('mia', { name: 'Mia' })],
    tokens: [],
    assessedAt: null,
    keys: [],
    mail: { isConfigured: true, queued: [], failed: [] },
    words: new Map([
      ['de', germanWords],
      ['en', englishWords],
    ]),
    reports: new Map(),
    asked: [],
    refuse: new Map(),
    async call(method, path, body) {
      const what = `${method} ${path}`;
      house.asked.push({ what, body });
      const no = house.refuse.get(what);
      house.refuse.delete(what);
      if (no) throw no;
      const [, , place = '', id = '', act] = path.split('/');
      const answer = answers[`${method} ${place}${act ? ` ${act}` : ''}`];
      if (!answer) throw refusal({ code: 'not_found', status: 404, message: what });
      return answer(house, id, body);
    },
  };
  return house;
}

type Answer = (house: FakeHouse, id: string, body: unknown) => unknown;

const answers: Readonly<Record<string, Answer>> = {
  'GET sites': ({ sites }) => ({ sites }),
  'PUT sites'(house, key, body) {
    const { settings: changed, ...rest } = body as SiteChange;
    house.sites = house.sites.map((it) =>
      it.key === key ? { ...it, ...rest, settings: { ...it.settings, ...changed } } : it,
    );
    return { site: house.sites.find((it) => it.key === key) };
  },
  'POST sites'(house, _, body) {
    const added = site({ key: 'new', ...(body as { name: string; origins: string[] }) });
    house.sites.push(added);
    return { site: added };
  },
  'GET sites identity-keys': ({ keys }) => ({ keys }),
  'POST sites identity-keys'(house, _, body) {
    const { alg } = body as NewIdentityKey;
    const key: IdentityKey = { id: `k${house.keys.length}`, alg, createdAt: 0 };
    house.keys.push(key);
    return alg === 'HS256' ? { ...key, secret: 'a-secret-to-sign-with' } : key;
  },
  'DELETE sites identity-keys'(house) {
    house.keys.shift();
    return null;
  },
  'GET agents': ({ people }) => ({ agents: people }),
  'POST agents'(house, _, body) {
    const agent = person('new', { ...(body as Partial<Person>), isPending: true });
    house.people.push(agent);
    return { agent, link: 'https://chat.example/console/#setup=once', isMailed: house.mail.isConfigured };
  },
  'PUT agents'(house, id, body) {
    house.people = house.people.map((it) => (it.id === id ? { ...it, ...(body as Partial<Person>) } : it));
    return { agent: house.people.find((it) => it.id === id) };
  },
  'POST agents reset': () => ({ link: 'https://chat.example/console/#setup=again', isMailed: false }),
  'POST agents sign-out': () => null,
  'PUT password': () => null,
  'GET tokens': ({ tokens }) => ({ tokens }),
  'POST tokens'(house, _, body) {
    const token = { id: `t${house.tokens.length}`, name: (body as { name: string }).name };
    house.tokens.push(token);
    return { ...token, token: 'secret-token' };
  },
  'DELETE tokens'(house, id) {
    house.tokens = house.tokens.filter((it) => it.id !== id);
    return null;
  },
  'GET reports'({ reports }, name) {
    const report = reports.get(name.split('?')[0] ?? '');
    if (!report) throw refusal({ code: 'not_found', status: 404 });
    return report;
  },
  'GET assessment': ({ assessedAt }) => ({
    quarter: '2026-Q4',
    codes: ['apathy', 'runaround', 'hours'],
    answeredAt: assessedAt,
  }),
  'POST assessment'(house) {
    house.assessedAt = 1;
    return null;
  },
  'PUT brief': () => ({ briefedAt: 0 }),
  'POST ratings': () => null,
  'GET words': ({ words }, file) => {
    const found = words.get(file.replace('.json', ''));
    if (!found) throw refusal({ code: 'not_found', status: 404 });
    return { languages: [...words.keys()], words: found };
  },
  'GET mail': ({ mail }) => mail,
  'POST mail retry': () => null,
};
