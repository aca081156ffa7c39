// What an owner may set for one site, with the defaults. Types and constants; check-settings.ts judges what somebody typed.
import { limits } from '@rapport/protocol';
import type { Hours } from '../queue/hours.ts';
import type { SiteTexts } from './site-texts.ts';

export interface SiteTeam {
  /** 1–40 characters of `A–Z a–z 0–9 _ -`. */
  readonly key: string;
  readonly name: string;
  /** null: the site's. */
  readonly hours: Hours | null;
}

export interface SiteSettings {
  /** Brand colour, `#rrggbb`. Its tokens: `themeOf` of @rapport/protocol. */
  readonly colour: string;
  readonly side: 'end' | 'start';
  /** Words of the launcher; null: its own. */
  readonly label: string | null;
  /** Where to turn if the chat cannot load: `mailto:` or `https:`. */
  readonly contact: string | null;
  /** Primary languages that are answered in; []: not told. */
  readonly langs: readonly string[];
  /** Language of the widget for visitors whose own it does not speak; null: English. */
  readonly lang: string | null;
  /** What the widget says in the site's own words. */
  readonly texts: SiteTexts;
  /** null: open whenever somebody is here. */
  readonly hours: Hours | null;
  /** Whether visitors are told how long they will wait (UX W4). */
  readonly promise: boolean;
  readonly survey: boolean;
  /** Percent of agents' sessions at whose end they guess the rating, 0–100 (F11). */
  readonly guess: number;
  /** Percent of invitations with one more question, of each kind; together at most 100 (F5, F7, F8). */
  readonly extra: { readonly expect: number; readonly nps: number; readonly ces: number };
  readonly teams: readonly SiteTeam[];
  /** Conversations at once per agent, 1–50. */
  readonly capacity: number;
  /** After which an offer or a hand-over that nobody took goes back. */
  readonly acceptWithinMs: number;
  /** Which team may help any other, and after how long. */
  readonly overflow: { readonly team: string; readonly afterMs: number } | null;
  /** "Still there?", and the end. */
  readonly idle: { readonly askAfterMs: number; readonly endAfterMs: number } | null;
  /** When "Ask for a supervisor" is offered: `later` is after 4 messages or 5 minutes (UX W6). */
  readonly leadButton: 'later' | 'always';
  /** Whether files may be sent, how many bytes a visitor's may have, and for how many days they are kept; null: as long as the chat. */
  readonly files: { readonly on: boolean; readonly maxBytes: number; readonly keepDays: number | null };
}

const minuteMs = 60_000;

export const defaultSettings: SiteSettings = {
  colour: '#0f766e',
  side: 'end',
  label: null,
  contact: null,
  langs: [],
  lang: null,
  texts: {},
  hours: null,
  promise: true,
  survey: true,
  guess: 20,
  extra: { expect: 25, nps: 0, ces: 0 },
  teams: [],
  capacity: 5,
  acceptWithinMs: minuteMs,
  overflow: null,
  idle: { askAfterMs: 25 * minuteMs, endAfterMs: 30 * minuteMs },
  leadButton: 'later',
  files: { on: true, maxBytes: limits.fileBytes, keepDays: null },
};

/** The whole settings of a site that stores only what differs. */
export function settingsOf(site: { readonly settings?: Partial<SiteSettings> }): SiteSettings {
  return { ...defaultSettings, ...site.settings };
}
