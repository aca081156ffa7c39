// What the pages about sites and people ask of the relay over HTTP. Loaded with the first of them; it knows no screen.
import type { Presence } from '@rapport/protocol';
import type { Api, Me } from './api.ts';
import type { OwnTexts, WidgetWords } from './own-texts.ts';

/** Minutes after midnight: from (0–1439) up to, and not including, to (1–1440). */
export type Span = readonly [from: number, to: number];

export interface Hours {
  /** IANA time zone, as `Europe/Athens`. */
  readonly zone: string;
  /** Seven days, Monday first. A night is two spans: until 1440, and from 0. */
  readonly week: readonly (readonly Span[])[];
  /** Dates (`YYYY-MM-DD`) that differ from their weekday; `[]`: closed. */
  readonly days: Readonly<Record<string, readonly Span[]>>;
}

export interface Team {
  readonly key: string;
  readonly name: string;
  /** null: the site's. */
  readonly hours: Hours | null;
}

export interface SiteSettings {
  readonly colour: string;
  readonly side: 'end' | 'start';
  readonly label: string | null;
  readonly contact: string | null;
  readonly langs: readonly string[];
  /** null: open whenever somebody is here. */
  readonly hours: Hours | null;
  readonly promise: boolean;
  readonly survey: boolean;
  /** Percent of chats at whose end the agent guesses the rating. */
  readonly guess: number;
  /** Percent of ratings that are asked one more question. */
  readonly extra: { readonly expect: number; readonly nps: number; readonly ces: number };
  readonly teams: readonly Team[];
  readonly capacity: number;
  readonly acceptWithinMs: number;
  readonly overflow: { readonly team: string; readonly afterMs: number } | null;
  readonly idle: { readonly askAfterMs: number; readonly endAfterMs: number } | null;
  readonly leadButton: 'later' | 'always';
  /** Of the widget, for those whose own it does not speak; null: English. */
  readonly lang: string | null;
  /** What the widget says in the site's own words. */
  readonly texts: OwnTexts;
}

export interface Site {
  readonly key: string;
  readonly name: string;
  readonly origins: readonly string[];
  readonly native: boolean;
  readonly disabled: boolean;
  readonly settings: SiteSettings;
  /** What to put into a page. */
  readonly tag: string;
  /** Where its widget was last; null: nowhere yet. */
  readonly seen: { readonly origin: string; readonly at: number } | null;
}

export interface SiteChange {
  readonly name?: string;
  readonly origins?: readonly string[];
  readonly native?: boolean;
  readonly disabled?: boolean;
  readonly settings?: Partial<SiteSettings>;
}

export interface IdentityKey {
  readonly id: string;
  readonly alg: 'HS256' | 'ES256';
  readonly createdAt: number;
}

export type NewIdentityKey = { readonly alg: 'HS256' } | { readonly alg: 'ES256'; readonly publicKey: string };

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Me['role'];
  readonly teams: readonly string[];
  readonly langs: readonly string[];
  /** null: the site's. */
  readonly capacity: number | null;
  readonly disabled: boolean;
  readonly presence: Presence;
  /** Has not used the invitation yet. */
  readonly isPending: boolean;
}

export interface PersonChange {
  readonly name?: string;
  readonly role?: Me['role'];
  readonly teams?: readonly string[];
  readonly langs?: readonly string[];
  readonly capacity?: number | null;
  readonly disabled?: boolean;
}

/** A link that works once. It is told this one time. */
export interface OneTimeLink {
  readonly link: string;
  readonly isMailed: boolean;
}

export interface Token {
  readonly id: string;
  readonly name: string;
}

export interface MailEntry {
  readonly id: string;
  readonly to: string;
  readonly kind: string;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly error: string | null;
}

export interface MailState {
  readonly isConfigured: boolean;
  readonly queued: readonly MailEntry[];
  readonly failed: readonly MailEntry[];
}

/** Each call rejects with ApiError and with nothing else. */
export interface House {
  sites(): Promise<readonly Site[]>;
  changeSite(key: string, change: SiteChange): Promise<Site>;
  addSite(site: { readonly name: string; readonly origins: readonly string[] }): Promise<Site>;
  people(): Promise<readonly Person[]>;
  invite(person: { readonly email: string } & PersonChange): Promise<OneTimeLink & { readonly agent: Person }>;
  changePerson(id: string, change: PersonChange): Promise<Person>;
  resetPassword(id: string): Promise<OneTimeLink>;
  /** One's own; ends every other session. */
  changePassword(current: string, password: string): Promise<void>;
  /** Ends every session. `tokens`: and every API token. */
  signOutEverywhere(id: string, o?: { readonly tokens: boolean }): Promise<void>;
  /** By which a site's server signs who its visitors are. */
  identityKeys(site: string): Promise<readonly IdentityKey[]>;
  addIdentityKey(site: string, key: NewIdentityKey): Promise<IdentityKey & { readonly secret?: string }>;
  dropIdentityKey(site: string, id: string): Promise<void>;
  tokens(): Promise<readonly Token[]>;
  addToken(name: string): Promise<Token & { readonly token: string }>;
  dropToken(id: string): Promise<void>;
  /** What the widget says by itself in `language`. */
  widgetWords(language: string): Promise<WidgetWords>;
  mail(): Promise<MailState>;
  retryMail(id: string): Promise<void>;
}

export function createHouse({ call }: Pick<Api, 'call'>): House {
  const at = (path: string, id: string, rest = ''): string => `/v1/${path}/${encodeURIComponent(id)}${rest}`;
  const get = async <T>(path: string, key: string): Promise<T> =>
    ((await call('GET', path)) as Record<string, T>)[key] as T;
  return {
    sites: () => get<readonly Site[]>('/v1/sites', 'sites'),
    changeSite: async (key, change) => one<Site>(await call('PUT', at('sites', key), change), 'site'),
    addSite: async (site) => one<Site>(await call('POST', '/v1/sites', site), 'site'),
    people: () => get<readonly Person[]>('/v1/agents', 'agents'),
    invite: async (person) => (await call('POST', '/v1/agents', person)) as OneTimeLink & { agent: Person },
    changePerson: async (id, change) => one<Person>(await call('PUT', at('agents', id), change), 'agent'),
    resetPassword: async (id) => (await call('POST', at('agents', id, '/reset'))) as OneTimeLink,
    async changePassword(current, password) {
      await call('PUT', '/v1/password', { current, password });
    },
    async signOutEverywhere(id, o) {
      await call('POST', at('agents', id, '/sign-out'), o);
    },
    identityKeys: (site) => get<readonly IdentityKey[]>(at('sites', site, '/identity-keys'), 'keys'),
    addIdentityKey: async (site, key) =>
      (await call('POST', at('sites', site, '/identity-keys'), key)) as IdentityKey & { secret?: string },
    async dropIdentityKey(site, id) {
      await call('DELETE', at('sites', site, `/identity-keys/${encodeURIComponent(id)}`));
    },
    tokens: () => get<readonly Token[]>('/v1/tokens', 'tokens'),
    addToken: async (name) => (await call('POST', '/v1/tokens', { name })) as Token & { token: string },
    async dropToken(id) {
      await call('DELETE', at('tokens', id));
    },
    widgetWords: async (language) =>
      (await call('GET', `/console/words/${encodeURIComponent(language)}.json`)) as WidgetWords,
    mail: async () => (await call('GET', '/v1/mail')) as MailState,
    async retryMail(id) {
      await call('POST', at('mail', id, '/retry'));
    },
  };
}

const one = <T>(answer: unknown, name: string): T => (answer as Record<string, T>)[name] as T;
